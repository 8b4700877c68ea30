import type { EntityMention } from '../annotations.ts';
import type { Span } from '../span.ts';
import type { ComparedRelation } from './comparedDocument.ts';

/** How two annotations of one kind are compared. */
export interface Comparison<Item> {
  /** Equal for two annotations that stand at exactly the same places. */
  placeOf(item: Item): string;
  /** A stretch that two annotations which overlap share. */
  reachOf(item: Item): Span;
  /** Code units that both cover; 0 for annotations that do not go together. */
  sharedLength(a: Item, b: Item): number;
  typeOf(item: Item): string;
}

/** Mentions: discontinuous ones are at the same place if all their pieces are, and overlap where pieces do. */
export const mentionComparison: Comparison<EntityMention> = {
  placeOf: (mention) => placeOf(mention),
  reachOf: ({ span }) => span,
  sharedLength: (a, b) => sharedLength(a, b),
  typeOf: ({ type }) => type,
};

/** Relations, by the places of their ends, whatever types the mentions there have; both ends must go together. */
export const relationComparison: Comparison<ComparedRelation> = {
  placeOf: ({ source, target }) => `${placeOf(source)}>${placeOf(target)}`,
  reachOf: ({ source }) => source.span,
  sharedLength: (a, b) => {
    const [source, target] = [sharedLength(a.source, b.source), sharedLength(a.target, b.target)];
    return source > 0 && target > 0 ? source + target : 0;
  },
  typeOf: ({ type }) => type,
};

function piecesOf({ span, fragments }: EntityMention): readonly Span[] {
  return fragments ?? [span];
}

function placeOf(mention: EntityMention): string {
  return piecesOf(mention)
    .map(({ start, end }) => `${start}-${end}`)
    .join(';');
}

function sharedLength(a: EntityMention, b: EntityMention): number {
  let length = 0;
  for (const left of piecesOf(a)) {
    for (const right of piecesOf(b)) {
      length += Math.max(0, Math.min(left.end, right.end) - Math.max(left.start, right.start));
    }
  }
  return length;
}
