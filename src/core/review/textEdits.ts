import type { TextStep } from '../textPatch.ts';
import { isLost, type Placed, type Review, type ReviewChange, split, wholeOf } from './review.ts';
import { StepFollower } from './stepFollower.ts';

/**
 * The review after the text was edited (`stepsOf` in `textPatch.ts` makes the steps of an editor's changes): spans
 * follow, a mention whose words are all gone becomes lost with its attitudes, and undoing the edit brings back
 * whatever it took, however many edits lie between.
 */
export function shiftReview(review: Review, steps: readonly TextStep[]): Review {
  let shifted = review;
  for (const step of steps) shifted = followStep(shifted, step);
  return shifted;
}

/** The change as it has to be after the text was edited; what it brings may have become lost. */
export function shiftChange(change: ReviewChange, steps: readonly TextStep[]): ReviewChange {
  let shifted = change;
  for (const step of steps) {
    const follower = new StepFollower(step);
    const followAll = <Value extends Placed, Record extends { before?: Value; after?: Value }>(
      replacements: readonly Record[],
    ): Record[] =>
      replacements.map((each) => ({
        ...each,
        ...(each.before && { before: follower.follow(each.before) }),
        ...(each.after && { after: follower.follow(each.after) }),
      }));
    shifted = {
      ...shifted,
      mentions: followAll(shifted.mentions),
      rejected: followAll(shifted.rejected),
      marks: followAll(shifted.marks),
    };
  }
  return shifted;
}

function followStep(review: Review, step: TextStep): Review {
  const follower = new StepFollower(step);
  const whole = wholeOf(review);
  const mentions = followMap(whole.mentions, follower);
  const marks = followMap(whole.marks, follower);
  const rejected = followMap(review.rejected, follower);
  const shifted = { ...review, mentions: mentions.records, marks: marks.records, rejected: rejected.records };
  if (review.lost.length === 0 && !mentions.hasLost && !marks.hasLost) return shifted;
  return split({ ...shifted, attitudes: whole.attitudes });
}

function followMap<Value extends Placed>(
  records: ReadonlyMap<string, Value>,
  follower: StepFollower,
): { records: ReadonlyMap<string, Value>; hasLost: boolean } {
  const followed = new Map<string, Value>();
  let hasLost = false;
  let isSame = true;
  for (const [id, record] of records) {
    const after = follower.follow(record);
    followed.set(id, after);
    hasLost ||= isLost(after);
    isSame &&= after === record;
  }
  return { records: isSame ? records : followed, hasLost };
}
