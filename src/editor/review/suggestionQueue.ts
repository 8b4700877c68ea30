import type { Attitude } from '../../core/annotations.ts';
import { type QueueOrder, suggestionsOf } from '../../core/review/queue.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { type Visit, visitOf } from './reviewSession.ts';

/** Where the way through the suggestions goes on from: an attitude that was looked at, or the cursor. */
export type QueuePlace = Visit | { readonly offset: number };

/**
 * The next (or, with `step` -1, the previous) suggestion from a place, around the end.
 * The place need not be that of a suggestion: one that was decided upon leaves a gap to go on from.
 */
export function neighbourSuggestion(
  annotations: DocumentAnnotations,
  place: QueuePlace | undefined,
  order: QueueOrder,
  step: 1 | -1,
): Attitude | undefined {
  const queue = suggestionsOf(annotations.extraction, order);
  const ordered = step === 1 ? queue : queue.toReversed();
  const [first] = ordered;
  if (!place) return first;
  const ranks = (attitude: Attitude): number => {
    const visit = visitOf(annotations, attitude);
    return visit ? compare(visit, place, order) * step : -1;
  };
  return ordered.find((attitude) => ranks(attitude) > 0) ?? first;
}

/** Whether `visit` comes after (above 0) or before `place` in the order. */
function compare(visit: Visit, place: QueuePlace, order: QueueOrder): number {
  // What begins at the cursor comes after it.
  if ('offset' in place) return visit.source.start >= place.offset ? 1 : -1;
  const byProbability = order === 'uncertainty' ? visit.probability - place.probability : 0;
  return byProbability || visit.source.start - place.source.start || visit.target.start - place.target.start;
}
