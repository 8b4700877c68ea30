import type { Attitude, Extraction } from '../annotations.ts';
import type { Review } from './review.ts';

/** `position`: as read; `uncertainty`: the least certain first, then as read. */
export type QueueOrder = 'position' | 'uncertainty';

/** How far the review of a document is. */
export interface ReviewProgress {
  /** Attitudes in the file that a person stands behind, neutral ones included. */
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
  for (const { origin } of review?.attitudes.values() ?? []) if (origin?.by !== 'model') reviewed += 1;
  return { reviewed, remaining: suggestionsOf(merged).length };
}
