import { compareSpans, contains, type Span } from './span.ts';

/** A piece of a snippet: one end of an attitude, or the words around. */
export interface SnippetPart {
  readonly text: string;
  readonly role: 'plain' | 'source' | 'target';
}

/** A stretch of the document to mark in a snippet. */
export interface MarkedSpan {
  readonly role: 'source' | 'target';
  readonly span: Span;
}

/** How many code units stay on either side of a marked span in a long sentence. */
const margin = 70;
/** How many code units at either end of unmarked text are looked at, blank stretches counted in full. */
const longestEnd = 1000;

/**
 * The sentence at `sentence` as one line of parts: blank stretches become one space,
 * and what is far from every marked span becomes "…". Marks outside the sentence or inside another mark are left out.
 */
export function snippetOf(
  text: string,
  sentence: Span,
  marked: readonly MarkedSpan[],
): readonly SnippetPart[] {
  const marks = withoutOverlaps(marked.filter(({ span }) => contains(sentence, span)));
  const parts: SnippetPart[] = [];
  let offset = sentence.start;
  for (const [index, { role, span }] of marks.entries()) {
    parts.push({ role: 'plain', text: shorten(oneLine(ends(text, offset, span.start)), index > 0, true) });
    parts.push({ role, text: oneLine(text.slice(span.start, span.end)) });
    offset = span.end;
  }
  parts.push({
    role: 'plain',
    text: shorten(oneLine(ends(text, offset, sentence.end)), marks.length > 0, false),
  });
  return parts.filter((part) => part.text !== '');
}

function withoutOverlaps(marked: readonly MarkedSpan[]): readonly MarkedSpan[] {
  const kept: MarkedSpan[] = [];
  for (const mark of [...marked].sort((a, b) => compareSpans(a.span, b.span))) {
    if (mark.span.start >= (kept.at(-1)?.span.end ?? 0)) kept.push(mark);
  }
  return kept;
}

/**
 * The text from `start` to `end`, without most of the inside of a very long one: no more than its ends is shown, and
 * a text without full stops is one sentence, which every attitude in it would have to go through.
 */
function ends(text: string, start: number, end: number): string {
  if (end - start <= 2 * longestEnd) return text.slice(start, end);
  return `${text.slice(start, start + longestEnd)} … ${text.slice(end - longestEnd, end)}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

/** Keeps what is near a mark: the head when one precedes, the tail when one follows. */
function shorten(text: string, markBefore: boolean, markAfter: boolean): string {
  const head = markBefore || !markAfter ? margin : 0;
  const tail = markAfter ? margin : 0;
  if (text.length <= head + tail + margin) return text;
  const before = wholeWords(text.slice(0, head), 'head').trimEnd();
  const after = tail > 0 ? wholeWords(text.slice(-tail), 'tail').trimStart() : '';
  return head > 0 ? `${before} … ${after}` : `… ${after}`;
}

/** Drops the cut word at the inner end, and with it any half of a surrogate pair. */
function wholeWords(text: string, side: 'head' | 'tail'): string {
  const whole = side === 'head' ? text.replace(/\S*$/u, '') : text.replace(/^\S*/u, '');
  return whole === '' ? text.replace(side === 'head' ? /\p{Cs}$/u : /^\p{Cs}/u, '') : whole;
}
