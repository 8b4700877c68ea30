import type { EntityMention } from '../annotations.ts';
import { compareSpans, contains, overlaps } from '../span.ts';
import { isSamePlace, placeKey } from './placeKey.ts';
import { isConfirmed, type Review, type ReviewedMention } from './review.ts';

/** What the mentions of both sides come to; immutable. */
export interface MergedMentions {
  /** In reading order. */
  readonly mentions: readonly EntityMention[];
  /** What became of suggested mentions that are not shown: an annotated one, or nothing. */
  readonly replacedBy: ReadonlyMap<string, string | undefined>;
  /** How annotated mentions are shown, so that one that did not change stays the same object. */
  readonly shown: ReadonlyMap<ReviewedMention, EntityMention>;
}

/**
 * Suggested mentions give way to annotated ones that they overlap.
 * @param suggested in reading order
 */
export function mergeMentions(
  suggested: readonly EntityMention[],
  review: Pick<Review, 'mentions' | 'rejected' | 'seenIds'>,
  previous: MergedMentions | undefined,
): MergedMentions {
  const annotated = [...review.mentions.values()].sort((a, b) => compareSpans(a.span, b.span));
  const shown = new Map<ReviewedMention, EntityMention>();
  for (const mention of annotated) shown.set(mention, previous?.shown.get(mention) ?? toMention(mention));

  if (suggested.length === 0) return { mentions: [...shown.values()], replacedBy: new Map(), shown };
  const rejected = new Set([...review.rejected.values()].map(placeKey));
  const replacedBy = new Map<string, string | undefined>();
  const mentions: EntityMention[] = [];
  let next = 0;
  let near: ReviewedMention[] = [];
  const passUntil = (isBefore: (mention: ReviewedMention) => boolean): void => {
    for (let mention = annotated[next]; mention && isBefore(mention); mention = annotated[next]) {
      const isShown = shown.get(mention);
      if (isShown) mentions.push(isShown);
      near.push(mention);
      next += 1;
    }
  };
  for (const mention of suggested) {
    const { span, id } = mention;
    passUntil((each) => compareSpans(each.span, span) <= 0);
    near = near.filter((each) => each.span.end > span.start);
    const overlapping = near.filter((each) => overlaps(each.span, span));
    // Those that begin inside come later in the list.
    for (let at = next; (annotated[at]?.span.start ?? Number.POSITIVE_INFINITY) < span.end; at += 1) {
      const inside = annotated[at];
      if (inside) overlapping.push(inside);
    }
    // The extraction may have had its mentions from the file, where the mention has moved or gone since.
    const isFromFile = id.startsWith('T') && review.seenIds.has(id);
    const known = isFromFile
      ? review.mentions.get(id)
      : overlapping.find((each) => isSamePlace(each, mention));
    if (known !== undefined) replacedBy.set(id, known.id);
    else if (isFromFile || (rejected.size > 0 && rejected.has(placeKey(mention))))
      replacedBy.set(id, undefined);
    else if (overlapping.length === 0) mentions.push(mention);
    else replacedBy.set(id, overlapping.find((each) => isSameWithOtherBorders(each, mention))?.id);
  }
  passUntil(() => true);
  return { mentions, replacedBy, shown };
}

/** Whether the two are one mention of which a person drew the borders otherwise: `Путин`, `президент Путин`. */
function isSameWithOtherBorders(annotated: ReviewedMention, suggested: EntityMention): boolean {
  const isNested = contains(annotated.span, suggested.span) || contains(suggested.span, annotated.span);
  return isNested && annotated.type === suggested.type;
}

function toMention(mention: ReviewedMention): EntityMention {
  const { id, span, type, fragments, origin } = mention;
  const confirmed = isConfirmed(mention);
  return {
    id,
    span,
    type,
    ...(fragments && { fragments }),
    ...(!confirmed && origin?.probability !== undefined && { probability: origin.probability }),
    ...(confirmed && { confirmed }),
    ...(origin && { origin }),
  };
}
