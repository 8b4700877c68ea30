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
  if (!place) return step === 1 ? queue[0] : queue.at(-1);
  const isAfter = (attitude: Attitude | undefined): number => {
    const visit = attitude && visitOf(annotations, attitude);
    return visit ? compare(visit, place, order) : -1;
  };
  return step === 1
    ? (queue[firstWhere(queue, (each) => isAfter(each) > 0)] ?? queue[0])
    : (queue[firstWhere(queue, (each) => isAfter(each) >= 0) - 1] ?? queue.at(-1));
}

/** Index of the first value that `holds`, which then holds for all after it; the length where there is none. */
function firstWhere<Value>(values: readonly Value[], holds: (value: Value | undefined) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(values[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether `visit` comes after (above 0) or before `place` in the order. */
function compare(visit: Visit, place: QueuePlace, order: QueueOrder): number {
  // What begins at the cursor comes after it.
  if ('offset' in place) return visit.source.start >= place.offset ? 1 : -1;
  const byProbability = order === 'uncertainty' ? visit.probability - place.probability : 0;
  return byProbability || visit.source.start - place.source.start || visit.target.start - place.target.start;
}
