import type { Attitude } from '../core/annotations.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';

/** An attitude's place in the order in which one goes through them. */
export interface AttitudePlace {
  readonly attitude: Attitude;
  /** 1-based, among `total`. */
  readonly number: number;
  readonly total: number;
}

/** All positive and negative attitudes by where the subject stands, then the object. */
export function attitudesInOrder({ extraction, index }: DocumentAnnotations): readonly Attitude[] {
  const startOf = (mentionId: string) => index.mention(mentionId)?.span.start ?? 0;
  return extraction.attitudes
    .filter(({ label }) => label !== 'neutral')
    .sort(
      (a, b) =>
        startOf(a.sourceMentionId) - startOf(b.sourceMentionId) ||
        startOf(a.targetMentionId) - startOf(b.targetMentionId),
    );
}

/**
 * The next (or, with `step` -1, the previous) attitude after the cursor at `offset`, around the end of the text.
 * `visited` is the one that brought the cursor there: one subject can hold several.
 */
export function neighbour(
  annotations: DocumentAnnotations,
  offset: number,
  visited: Attitude | undefined,
  step: 1 | -1,
): AttitudePlace | undefined {
  const ordered = attitudesInOrder(annotations);
  const total = ordered.length;
  if (total === 0) return undefined;
  const startOf = (attitude: Attitude) =>
    annotations.index.mention(attitude.sourceMentionId)?.span.start ?? 0;
  const at = visited ? ordered.indexOf(visited) : -1;
  const isStillThere = visited !== undefined && at >= 0 && startOf(visited) === offset;
  const after = ordered.findIndex((attitude) => startOf(attitude) > offset);
  const before = ordered.findLastIndex((attitude) => startOf(attitude) < offset);
  const fresh = step === 1 ? after : before;
  const wrapped = isStillThere
    ? (at + step + total) % total
    : fresh >= 0
      ? fresh
      : step === 1
        ? 0
        : total - 1;
  const attitude = ordered[wrapped];
  return attitude && { attitude, number: wrapped + 1, total };
}
