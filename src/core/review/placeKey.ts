import type { Span } from '../span.ts';

interface Place {
  readonly span: Span;
  readonly fragments?: readonly Span[];
}

/** Whether the two stand on exactly the same pieces of text. */
export function isSamePlace(a: Place, b: Place): boolean {
  if (a.span.start !== b.span.start || a.span.end !== b.span.end) return false;
  return a.fragments === b.fragments || placeKey(a) === placeKey(b);
}

/** Equal for records that stand on exactly the same pieces of text. */
export function placeKey({ span, fragments }: Place): string {
  if (fragments === undefined || fragments.length < 2) return `${span.start}-${span.end}`;
  return fragments.map(({ start, end }) => `${start}-${end}`).join(';');
}
