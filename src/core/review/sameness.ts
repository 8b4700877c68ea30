import type { Origin } from '../formats/bratOrigin.ts';
import { isSamePlace } from './placeKey.ts';
import type { ReviewedAttitude, ReviewedMention } from './review.ts';

/** Whether the two say the same of the same words, wherever they come from. */
export function isSameMention(a: ReviewedMention, b: ReviewedMention): boolean {
  if (a.type !== b.type || (a.lostWords === undefined) !== (b.lostWords === undefined)) return false;
  return a.lostWords !== undefined || isSamePlace(a, b);
}

/** Whether the two say the same of the same pair, wherever they come from. */
export function isSameAttitude(a: ReviewedAttitude, b: ReviewedAttitude): boolean {
  return (
    a.label === b.label && a.sourceMentionId === b.sourceMentionId && a.targetMentionId === b.targetMentionId
  );
}

/** Whether the two come from the same, as far as a file can tell. */
export function isSameOrigin(a: { readonly origin?: Origin }, b: { readonly origin?: Origin }): boolean {
  if (a.origin === b.origin) return true;
  if (a.origin === undefined || b.origin === undefined) return false;
  const rounded = ({ probability }: Origin) => probability && Math.round(probability * 1e4);
  return (
    a.origin.by === b.origin.by &&
    a.origin.model === b.origin.model &&
    rounded(a.origin) === rounded(b.origin)
  );
}
