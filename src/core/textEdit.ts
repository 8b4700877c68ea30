import type { Span } from './span.ts';

/** One replacement: `span` of the text before it gave way to `length` code units. */
export interface TextEdit {
  readonly span: Span;
  readonly length: number;
}

/**
 * Where `span` is after `edit`: the code units of it that were not replaced, or, when the edit lies strictly
 * inside, all from its first to its last. Text put at either border stays outside, but what replaces a part of the
 * span within its borders is its own. `undefined` when nothing of the span is left.
 */
export function shiftSpan(span: Span, edit: TextEdit): Span | undefined {
  const growth = edit.length - (edit.span.end - edit.span.start);
  if (edit.span.start >= span.end) return span;
  if (edit.span.end <= span.start) return { start: span.start + growth, end: span.end + growth };
  const coversStart = edit.span.start <= span.start;
  const coversEnd = edit.span.end >= span.end;
  if (coversStart && coversEnd) return undefined;
  const isWithin = edit.span.start >= span.start && edit.span.end <= span.end;
  if (isWithin && edit.length > 0) return { start: span.start, end: span.end + growth };
  if (coversStart) return { start: edit.span.start + edit.length, end: span.end + growth };
  if (coversEnd) return { start: span.start, end: edit.span.start };
  return { start: span.start, end: span.end + growth };
}

/** The one edit that turns `before` into `after`, as small as a common head and tail allow; none if they are equal. */
export function editBetween(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  return { span: { start: head, end: before.length - tail }, length: after.length - tail - head };
}
