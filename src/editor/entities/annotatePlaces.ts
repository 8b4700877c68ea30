import type { EntityMention } from '../../core/annotations.ts';
import { joinChanges } from '../../core/review/joinChanges.ts';
import { acceptMentions, addMentions, changeMentionType } from '../../core/review/operations.ts';
import { applyChange, noChange, type Review, type ReviewChange } from '../../core/review/review.ts';
import type { Span } from '../../core/span.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';

/**
 * Makes annotations of this type of all the places. A suggestion in such a place is accepted, or corrected when it has
 * another type; an annotation gets the type; the others are added by hand.
 */
export function annotatePlaces(
  annotations: DocumentAnnotations,
  places: readonly Span[],
  type: string,
): ReviewChange {
  const { index, models, review } = annotations;
  const accepted: EntityMention[] = [];
  const corrected: EntityMention[] = [];
  const added: Span[] = [];
  for (const span of places) {
    const known = index
      .mentionsTouching(span)
      .find(
        (mention) => !mention.fragments && mention.span.start === span.start && mention.span.end === span.end,
      );
    if (!known) added.push(span);
    else if (known.type === type) accepted.push(known);
    else corrected.push(known);
  }
  const steps: readonly ((before: Review) => ReviewChange)[] = [
    (before) => acceptMentions(before, accepted, models),
    (before) => changeMentionType(before, corrected, type, models),
    (before) =>
      addMentions(
        before,
        added.map((span) => ({ span, type })),
      ),
  ];
  return steps.reduce((change, step) => joinChanges(change, step(applyChange(review, change))), noChange);
}
