import type { Attitude, Extraction } from '../annotations.ts';
import type { Review, ReviewedAttitude } from './review.ts';

/** `position`: as read; `uncertainty`: the least certain first, then as read. */
export type QueueOrder = 'position' | 'uncertainty';

/** How far the review of a document is. */
export interface ReviewProgress {
  /** Attitudes in the file that a person stands behind, neutral ones included; one that was turned round is one. */
  readonly reviewed: number;
  /** Suggested attitudes that nobody has looked at. */
  readonly remaining: number;
}

/** The suggestions of the merged view that are still to be reviewed. */
export function suggestionsOf(merged: Extraction, order: QueueOrder = 'position'): readonly Attitude[] {
  const open = merged.attitudes.filter(({ confirmed }) => !confirmed);
  if (order === 'position') return open;
  return open.sort((a, b) => a.probability - b.probability);
}

/** How far the review is; of no review nothing is reviewed. */
export function progressOf(merged: Extraction, review: Review | undefined): ReviewProgress {
  let reviewed = 0;
  const turned = new Set<string>();
  const pairOf = (attitude: ReviewedAttitude, from: string, to: string) =>
    `${from} ${to} ${attitude.origin?.probability} ${attitude.origin?.model}`;
  for (const attitude of review?.attitudes.values() ?? []) {
    if (attitude.origin?.by === 'model') continue;
    reviewed += 1;
    if (attitude.origin?.by === 'corrected' && attitude.label !== 'neutral')
      turned.add(pairOf(attitude, attitude.targetMentionId, attitude.sourceMentionId));
  }
  if (turned.size > 0)
    for (const attitude of review?.attitudes.values() ?? []) {
      const { label, origin, sourceMentionId, targetMentionId } = attitude;
      if (label !== 'neutral' || origin?.by !== 'corrected') continue;
      if (turned.has(pairOf(attitude, sourceMentionId, targetMentionId))) reviewed -= 1;
    }
  return { reviewed, remaining: suggestionsOf(merged).length };
}
