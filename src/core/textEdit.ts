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

/** So many code units are compared at once: many times as fast as one by one. */
const stretch = 1024;

/** The one edit that turns `before` into `after`, as small as a common head and tail allow; none if they are equal. */
export function editBetween(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  const areSame = (beforeAt: number, afterAt: number, length: number) =>
    before.slice(beforeAt, beforeAt + length) === after.slice(afterAt, afterAt + length);
  let head = 0;
  let tail = 0;
  const isTail = (length: number) =>
    areSame(before.length - tail - length, after.length - tail - length, length);
  for (const length of [stretch, 1])
    while (head + length <= shorter && areSame(head, head, length)) head += length;
  for (const length of [stretch, 1]) while (tail + length <= shorter - head && isTail(length)) tail += length;
  return { span: { start: head, end: before.length - tail }, length: after.length - tail - head };
}
