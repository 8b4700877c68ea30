import { finish, type Work } from '../work.ts';
import { mergingRecords, type Sides } from './mergeRecords.ts';
import { alignAttitudes, alignMentions } from './renameOurs.ts';
import {
  noChange,
  type Replacement,
  type Review,
  type ReviewChange,
  type ReviewedAttitude,
  type ReviewedMention,
  split,
  wholeOf,
} from './review.ts';
import { isSameAttitude, isSameMention } from './sameness.ts';

/** A record that both sides changed, each otherwise; absent on the side that removed it. */
export type Conflict =
  | ({ readonly kind: 'mention' } & Sides<ReviewedMention>)
  | ({ readonly kind: 'attitude' } & Sides<ReviewedAttitude>);

/** Our changes on top of theirs. */
export interface Rebased {
  /** In a conflict ours stands, or what there is where one side removed it. */
  readonly review: Review;
  readonly conflicts: readonly Conflict[];
  /** Ids of ours that have become others: theirs of the same thing, or fresh ones where theirs is another thing. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * What both sides made of `base`, record by record. All three are in the editor's text as it is now.
 * @param base what was last read from or written to the file
 * @param theirs what the file says now; what is not in files (`lost`, `rejected`) it does not decide about
 */
export function rebaseReview(base: Review, ours: Review, theirs: Review): Rebased {
  return finish(rebasingReview(base, ours, theirs));
}

/** `rebaseReview`, which of a large file takes a while. */
export function* rebasingReview(base: Review, ours: Review, theirs: Review): Work<Rebased> {
  const seenIds = new Set(ours.seenIds);
  for (const id of theirs.seenIds) seenIds.add(id);
  yield;
  const [before, their] = [wholeOf(base), wholeOf(theirs)];
  const alignedMentions = alignMentions(before, wholeOf(ours), their, seenIds);
  yield;
  const { whole: our, renamed } = alignAttitudes(before, alignedMentions, their, seenIds);
  yield;

  const mentions = yield* mergingRecords(before.mentions, our.mentions, their.mentions, isSameMention);
  const attitudes = yield* mergingRecords(before.attitudes, our.attitudes, their.attitudes, isSameAttitude);
  const marks = yield* mergingRecords(before.marks, our.marks, their.marks, isSameMention);
  const conflicts: Conflict[] = [
    ...mentions.conflicts.map((sides) => ({ kind: 'mention' as const, ...sides })),
    ...attitudes.conflicts.map((sides) => ({ kind: 'attitude' as const, ...sides })),
  ];
  // An end that one side removed while the other said something of it stays.
  const kept = new Map(mentions.records);
  for (const { sourceMentionId, targetMentionId } of attitudes.records.values()) {
    for (const id of [sourceMentionId, targetMentionId]) {
      if (kept.has(id)) continue;
      const [ours, theirs] = [our.mentions.get(id), their.mentions.get(id)];
      const mention = ours ?? theirs;
      if (mention === undefined) continue;
      kept.set(id, mention);
      conflicts.push({ kind: 'mention', ...(ours && { ours }), ...(theirs && { theirs }) });
    }
  }
  yield;
  const review = split({
    ...ours,
    mentions: kept,
    attitudes: attitudes.records,
    marks: marks.records,
    equivalences: theirs.equivalences,
    seenIds,
  });
  return { review, conflicts, renamed };
}

/** The change that settles conflicts their way. */
export function takeTheirs(review: Review, conflicts: readonly Conflict[]): ReviewChange {
  const whole = wholeOf(review);
  const mentions = new Map<string, ReviewedMention | undefined>();
  const attitudes = new Map<string, ReviewedAttitude | undefined>();
  for (const conflict of conflicts) {
    const id = conflict.theirs?.id ?? conflict.ours?.id;
    if (id === undefined) continue;
    if (conflict.kind === 'mention') mentions.set(id, conflict.theirs);
    else attitudes.set(id, conflict.theirs);
  }
  for (const { id, sourceMentionId, targetMentionId } of whole.attitudes.values()) {
    const losesEnd = [sourceMentionId, targetMentionId].some(
      (end) => mentions.has(end) && !mentions.get(end),
    );
    if (losesEnd) attitudes.set(id, undefined);
  }
  return {
    ...noChange,
    mentions: replacements(mentions, whole.mentions),
    attitudes: replacements(attitudes, whole.attitudes),
  };
}

function replacements<Value>(
  wanted: ReadonlyMap<string, Value | undefined>,
  records: ReadonlyMap<string, Value>,
): Replacement<Value>[] {
  return [...wanted].flatMap(([id, after]) => {
    const before = records.get(id);
    if (before === after) return [];
    return [{ id, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
  });
}
