import type { Span } from '../span.ts';

/** Equal for records that stand on exactly the same pieces of text. */
export function placeKey({
  span,
  fragments,
}: {
  readonly span: Span;
  readonly fragments?: readonly Span[];
}): string {
  if (fragments === undefined || fragments.length < 2) return `${span.start}-${span.end}`;
  return fragments.map(({ start, end }) => `${start}-${end}`).join(';');
}
