import type { Replacement, ReviewChange } from './review.ts';

/** Both changes as one step; `second` was made for the review as `first` leaves it. */
export function joinChanges(first: ReviewChange, second: ReviewChange): ReviewChange {
  return {
    mentions: join(first.mentions, second.mentions),
    attitudes: join(first.attitudes, second.attitudes),
    rejected: join(first.rejected, second.rejected),
    marks: join(first.marks, second.marks),
  };
}

function join<Value>(
  first: readonly Replacement<Value>[],
  second: readonly Replacement<Value>[],
): readonly Replacement<Value>[] {
  const replacements = new Map(first.map((each) => [each.id, each]));
  for (const later of second) {
    const earlier = replacements.get(later.id);
    const { before } = earlier ?? later;
    const { after } = later;
    replacements.set(later.id, {
      id: later.id,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    });
  }
  return [...replacements.values()];
}
