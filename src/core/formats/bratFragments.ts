import type { Span } from '../span.ts';
import type { CodePointMap } from './codePoints.ts';

/** What ends a line for one or another program that reads `.ann` files (all control characters, to be safe), and TAB. */
const breaks = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * The pieces of `span` that a T line can hold: cut at line ends and TABs, without white space around them, and
 * without half of a surrogate pair. None where there is nothing but white space.
 */
export function bratFragments(text: string, span: Span): Span[] {
  const fragments: Span[] = [];
  const add = (start: number, end: number) => {
    const piece = text.slice(start, end);
    const from = start + piece.length - piece.trimStart().length;
    const to = end - (piece.length - piece.trimEnd().length);
    if (from < to) fragments.push({ start: from, end: to });
  };
  let start = span.start;
  for (const match of text.slice(span.start, span.end).matchAll(breaks)) {
    add(start, span.start + match.index);
    start = span.start + match.index + match[0].length;
  }
  add(start, span.end);
  return fragments;
}

/** `START END[;START END]* TAB TEXT` for the fragments. */
export function formatFragments(text: string, codePoints: CodePointMap, fragments: readonly Span[]): string {
  const offsets = fragments.map((fragment) => ({
    start: codePoints.toCodePoints(fragment.start),
    // The end of a fragment that stops inside a surrogate pair is after that pair.
    end: codePoints.toCodePoints(fragment.end - 1) + 1,
  }));
  const texts = offsets.map(({ start, end }) =>
    text.slice(codePoints.toOffset(start), codePoints.toOffset(end)),
  );
  return `${offsets.map(({ start, end }) => `${start} ${end}`).join(';')}\t${texts.join(' ')}`;
}
