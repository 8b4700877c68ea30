import { attitudeId, mentionId } from './ids.ts';
import { placeKey } from './placeKey.ts';
import type { Review, ReviewedAttitude, ReviewedMention } from './review.ts';

type Whole = Pick<Review, 'mentions' | 'attitudes' | 'marks'>;

/** A side with ids given anew, and which became which. */
interface Aligned {
  readonly whole: Whole;
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * Ours with mentions that both sides added under one id: theirs where the place is the same, and fresh ones where
 * theirs has the id for something else. Fresh ids go into `seenIds`.
 */
export function alignMentions(base: Whole, ours: Whole, theirs: Whole, seenIds: Set<string>): Aligned {
  const theirNew = new Map<string, string>();
  for (const mention of theirs.mentions.values())
    if (!base.mentions.has(mention.id)) theirNew.set(thingKey(mention), mention.id);
  const renamed = new Map<string, string>();
  for (const mention of ours.mentions.values()) {
    if (base.mentions.has(mention.id)) continue;
    const id = alignedMentionId(mention, theirNew.get(thingKey(mention)), theirs, seenIds);
    if (id !== mention.id) renamed.set(mention.id, id);
  }
  if (renamed.size === 0) return { whole: ours, renamed };
  const mentions = withIds(ours.mentions, renamed);
  return { whole: { ...ours, mentions, attitudes: withEnds(ours.attitudes, renamed) }, renamed };
}

/** The same for attitudes, after `alignMentions`. */
export function alignAttitudes(
  base: Whole,
  { whole: ours, renamed: renamedMentions }: Aligned,
  theirs: Whole,
  seenIds: Set<string>,
): Aligned {
  const theirNew = new Map<string, string>();
  for (const attitude of theirs.attitudes.values())
    if (!base.attitudes.has(attitude.id)) theirNew.set(pairOf(attitude), attitude.id);
  const renamed = new Map<string, string>();
  for (const attitude of ours.attitudes.values()) {
    if (base.attitudes.has(attitude.id)) continue;
    const { sourceMentionId, targetMentionId } = attitude;
    const same = theirNew.get(pairOf(attitude));
    const isFree = (id: string) => !seenIds.has(id);
    const isTaken = theirs.attitudes.has(attitude.id);
    const fresh = () => attitudeId(sourceMentionId, targetMentionId, isFree);
    const id = same ?? (isTaken ? fresh() : attitude.id);
    seenIds.add(id);
    if (id !== attitude.id) renamed.set(attitude.id, id);
  }
  const attitudes = renamed.size === 0 ? ours.attitudes : withIds(ours.attitudes, renamed);
  return { whole: { ...ours, attitudes }, renamed: new Map([...renamedMentions, ...renamed]) };
}

/** Equal for mentions of the same words; all that was deleted in one place stands at one offset. */
function thingKey(mention: ReviewedMention): string {
  const place = placeKey(mention);
  return mention.lostWords === undefined ? place : `${place} ${mention.lostWords}`;
}

function alignedMentionId(
  mention: ReviewedMention,
  same: string | undefined,
  theirs: Whole,
  seenIds: Set<string>,
): string {
  if (same !== undefined) return same;
  if (!theirs.mentions.has(mention.id) && !theirs.marks.has(mention.id)) return mention.id;
  const id = mentionId(mention.span, (each) => !seenIds.has(each));
  seenIds.add(id);
  return id;
}

function withIds<Value extends { readonly id: string }>(
  records: ReadonlyMap<string, Value>,
  renamed: ReadonlyMap<string, string>,
): ReadonlyMap<string, Value> {
  const changed = new Map<string, Value>();
  for (const [before, record] of records) {
    const id = renamed.get(before);
    changed.set(id ?? before, id === undefined ? record : { ...record, id });
  }
  return changed;
}

function withEnds(
  attitudes: ReadonlyMap<string, ReviewedAttitude>,
  renamed: ReadonlyMap<string, string>,
): ReadonlyMap<string, ReviewedAttitude> {
  const changed = new Map<string, ReviewedAttitude>();
  for (const [id, attitude] of attitudes) {
    const sourceMentionId = renamed.get(attitude.sourceMentionId) ?? attitude.sourceMentionId;
    const targetMentionId = renamed.get(attitude.targetMentionId) ?? attitude.targetMentionId;
    changed.set(id, { ...attitude, sourceMentionId, targetMentionId });
  }
  return changed;
}

function pairOf({ sourceMentionId, targetMentionId }: ReviewedAttitude): string {
  return `${sourceMentionId} ${targetMentionId}`;
}
