import type { EntityMention } from '../annotations.ts';
import type { ComparedDocument, ComparedRelation } from './comparedDocument.ts';
import { type Comparison, mentionComparison, relationComparison } from './comparison.ts';
import { type Match, matchExactly, matchOverlapping } from './matching.ts';

/** What A marked and what stands for it in B; at least one of them is there. */
export type Aligned<Item> = readonly [a: Item | undefined, b: Item | undefined];

/** All annotations of a document, side by side. */
export interface Alignment {
  readonly mentions: readonly Aligned<EntityMention>[];
  readonly relations: readonly Aligned<ComparedRelation>[];
}

/**
 * Puts what A and B marked side by side, one to one: mentions at the same places, then those that overlap; relations
 * between mentions that stand side by side, in the same direction. Types decide only where there is a choice.
 */
export function alignAnnotations({ a, b }: Pick<ComparedDocument, 'a' | 'b'>): Alignment {
  const exact = matchExactly(a.mentions, b.mentions, mentionComparison, false);
  const taken = new Set(exact.flat());
  const [restOfA, restOfB] = [a, b].map(({ mentions }) => mentions.filter((each) => !taken.has(each)));
  const overlapping = matchOverlapping(restOfA ?? [], restOfB ?? [], mentionComparison, false);
  const mentions = [...exact, ...overlapping];
  return {
    mentions: besides(a.mentions, b.mentions, mentions),
    relations: besides(
      a.relations,
      b.relations,
      matchExactly(a.relations, b.relations, betweenAligned(mentions), false),
    ),
  };
}

/** Relations are at the same place if their ends stand side by side; an end that stands alone is at a place of its own. */
function betweenAligned(mentions: readonly Match<EntityMention>[]): Comparison<ComparedRelation> {
  const places = new Map<EntityMention, number>();
  for (const [index, match] of mentions.entries()) for (const mention of match) places.set(mention, index);
  const placeOf = (mention: EntityMention) => {
    const place = places.get(mention) ?? places.size;
    places.set(mention, place);
    return place;
  };
  return {
    ...relationComparison,
    placeOf: ({ source, target }) => `${placeOf(source)}>${placeOf(target)}`,
  };
}

function besides<Item>(
  a: readonly Item[],
  b: readonly Item[],
  matches: readonly Match<Item>[],
): readonly Aligned<Item>[] {
  const matched = new Set(matches.flat());
  return [
    ...matches,
    ...a.filter((item) => !matched.has(item)).map((item): Aligned<Item> => [item, undefined]),
    ...b.filter((item) => !matched.has(item)).map((item): Aligned<Item> => [undefined, item]),
  ];
}
