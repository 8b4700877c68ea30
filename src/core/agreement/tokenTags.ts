import type { EntityMention } from '../annotations.ts';
import { compareSpans, overlaps, type Span } from '../span.ts';

/**
 * A tag for each token: `B-TYPE` where a mention begins, `I-TYPE` where it goes on, else `O`. A mention takes every
 * token that it shares a code unit with. Where mentions share tokens, the first in reading order counts (the longer of
 * two that start together, then by name of type) and the others are left out whole.
 * @param tokens in order, without overlap
 */
export function tagTokens(tokens: readonly Span[], mentions: readonly EntityMention[]): string[] {
  const tags = tokens.map(() => 'O');
  const ordered = [...mentions].sort(
    (a, b) => compareSpans(a.span, b.span) || (a.type < b.type ? -1 : Number(a.type > b.type)),
  );
  let first = 0;
  for (const { span, fragments, type } of ordered) {
    while ((tokens[first]?.end ?? Number.POSITIVE_INFINITY) <= span.start) first += 1;
    const pieces = fragments ?? [span];
    const taken: number[] = [];
    for (let index = first; (tokens[index]?.start ?? Number.POSITIVE_INFINITY) < span.end; index += 1) {
      const token = tokens[index];
      if (token !== undefined && pieces.some((piece) => overlaps(piece, token))) taken.push(index);
    }
    if (taken.some((index) => tags[index] !== 'O')) continue;
    for (const [position, index] of taken.entries()) tags[index] = `${position === 0 ? 'B' : 'I'}-${type}`;
  }
  return tags;
}
