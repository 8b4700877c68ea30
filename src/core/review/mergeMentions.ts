import type { EntityMention } from '../annotations.ts';
import { compareSpans, contains } from '../span.ts';
import { placeKey } from './placeKey.ts';
import { isConfirmed, type Review, type ReviewedMention } from './review.ts';

/** The mentions of both sides in reading order, and by id of a suggested mention which of them it became. */
interface MergedMentions {
  readonly mentions: readonly EntityMention[];
  readonly idsBySuggested: ReadonlyMap<string, string>;
}

/** Suggested mentions give way to annotated ones that they overlap. */
export function mergeMentions(
  suggested: readonly EntityMention[],
  { mentions, rejected, seenIds }: Pick<Review, 'mentions' | 'rejected' | 'seenIds'>,
): MergedMentions {
  const annotated = [...mentions.values()].sort((a, b) => compareSpans(a.span, b.span));
  const idsByPlace = new Map(annotated.map((mention) => [placeKey(mention), mention.id]));
  const rejectedPlaces = new Set([...rejected.values()].map(placeKey));
  const idsBySuggested = new Map<string, string>();
  const kept: EntityMention[] = [];
  let greatestEnd = 0;
  const greatestEnds = annotated.map(({ span }) => (greatestEnd = Math.max(greatestEnd, span.end)));
  for (const mention of suggested) {
    // The extraction may have got its mentions from the file.
    const known = mentions.has(mention.id) ? mention.id : idsByPlace.get(placeKey(mention));
    if (known !== undefined) {
      idsBySuggested.set(mention.id, known);
      continue;
    }
    if (seenIds.has(mention.id) || rejectedPlaces.has(placeKey(mention))) continue;
    const overlapping = overlappingOf(annotated, greatestEnds, mention);
    if (overlapping.length === 0) {
      kept.push(mention);
      idsBySuggested.set(mention.id, mention.id);
      continue;
    }
    const same = overlapping.find((each) => isSameWithOtherBorders(each, mention));
    if (same !== undefined) idsBySuggested.set(mention.id, same.id);
  }
  const shown = [...annotated.map(toMention), ...kept].sort((a, b) => compareSpans(a.span, b.span));
  return { mentions: shown, idsBySuggested };
}

/** Whether the two are one mention of which a person drew the borders otherwise: `Путин`, `президент Путин`. */
function isSameWithOtherBorders(annotated: ReviewedMention, suggested: EntityMention): boolean {
  const isNested = contains(annotated.span, suggested.span) || contains(suggested.span, annotated.span);
  return isNested && annotated.type === suggested.type;
}

function overlappingOf(
  annotated: readonly ReviewedMention[],
  greatestEnds: readonly number[],
  { span }: EntityMention,
): ReviewedMention[] {
  let low = 0;
  let high = annotated.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((annotated[middle]?.span.start ?? 0) < span.end) low = middle + 1;
    else high = middle;
  }
  const found: ReviewedMention[] = [];
  for (let index = low - 1; index >= 0 && (greatestEnds[index] ?? 0) > span.start; index -= 1) {
    const mention = annotated[index];
    if (mention !== undefined && mention.span.end > span.start) found.push(mention);
  }
  return found;
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
