import { formatOrigin, type Origin } from '../formats/bratOrigin.ts';
import { placeKey } from './placeKey.ts';
import type { ReviewedAttitude, ReviewedMention } from './review.ts';

/** Whether the two say the same of the same words, wherever they come from. */
export function isSameMention(a: ReviewedMention, b: ReviewedMention): boolean {
  if (a.type !== b.type || (a.lostWords === undefined) !== (b.lostWords === undefined)) return false;
  return a.lostWords !== undefined || placeKey(a) === placeKey(b);
}

/** Whether the two say the same of the same pair, wherever they come from. */
export function isSameAttitude(a: ReviewedAttitude, b: ReviewedAttitude): boolean {
  return (
    a.label === b.label && a.sourceMentionId === b.sourceMentionId && a.targetMentionId === b.targetMentionId
  );
}

/** Whether the two come from the same, as far as a file can tell. */
export function isSameOrigin(a: { readonly origin?: Origin }, b: { readonly origin?: Origin }): boolean {
  if (a.origin === undefined || b.origin === undefined) return a.origin === b.origin;
  return a.origin === b.origin || formatOrigin(a.origin) === formatOrigin(b.origin);
}
