import type { Label } from '../annotations.ts';
import type { Origin } from '../formats/bratOrigin.ts';
import type { Span } from '../span.ts';
import type { Recollection } from './recollection.ts';

/** A stretch of text that follows the edits of a person. */
export interface Placed {
  /** From the first to the last code unit, in the editor's text; of a lost one, what stands in its place now. */
  readonly span: Span;
  /** The pieces of a discontinuous one, in order, at least two. */
  readonly fragments?: readonly Span[];
  /** What edits took from it, so that undoing them brings it back; kept by `textEdits.ts`, not to be made elsewhere. */
  readonly recollection?: Recollection;
  /** Present exactly when all its words were deleted: what they were. */
  readonly lostWords?: string;
}

/** A mention that stands in the `.ann` file. */
export interface ReviewedMention extends Placed {
  /** Of its T line; never given to another mention, not even after it is gone. */
  readonly id: string;
  readonly type: string;
  /** Absent when no note of ours speaks of it. `by: 'model'`: an exported suggestion that nobody has looked at. */
  readonly origin?: Origin;
}

/** An attitude that stands in the `.ann` file; `neutral` says that a person looked and found none. */
export interface ReviewedAttitude {
  /** Of its R line; never given to another attitude. */
  readonly id: string;
  readonly sourceMentionId: string;
  readonly targetMentionId: string;
  readonly label: Label;
  /** As in `ReviewedMention`. */
  readonly origin?: Origin;
}

/** A suggested mention that a person does not want; none is shown in exactly that place. */
export interface RejectedMention extends Placed {
  readonly id: string;
}

/** A mention whose words were deleted by an edit: kept with its attitudes until a person decides. */
export interface LostMention {
  /** Its `span` is what stands in the place of the words now; often empty. */
  readonly mention: ReviewedMention;
  readonly words: string;
  /** By their ids, whatever order they came in. */
  readonly attitudes: readonly ReviewedAttitude[];
  /** Whether it is the trigger of an event (or another T line that is no entity mention). */
  readonly isMark: boolean;
}

/** What people have decided about one text; immutable. Spans are in the editor's text. */
export interface Review {
  /** By id, those that have words in the text. */
  readonly mentions: ReadonlyMap<string, ReviewedMention>;
  /** By id, those whose ends both have words in the text. */
  readonly attitudes: ReadonlyMap<string, ReviewedAttitude>;
  /** In reading order. */
  readonly lost: readonly LostMention[];
  /** By id. */
  readonly rejected: ReadonlyMap<string, RejectedMention>;
  /** T lines that are no entity mentions (triggers of events, empty mentions), by id: they only follow the text. */
  readonly marks: ReadonlyMap<string, ReviewedMention>;
  /** Groups of ids that `*` lines of the file declare to be one entity. */
  readonly equivalences: readonly (readonly string[])[];
  /** All ids of T and R lines and of rejected mentions there ever were, so that none is given twice. */
  readonly seenIds: ReadonlySet<string>;
}

/** What becomes of one record; absent `before`: it is new, absent `after`: it goes. */
export interface Replacement<Value> {
  readonly id: string;
  readonly before?: Value;
  readonly after?: Value;
}

/** What one step replaces; each id once in each list. Records with `lostWords` are, or become, lost. */
export interface ReviewChange {
  readonly mentions: readonly Replacement<ReviewedMention>[];
  readonly attitudes: readonly Replacement<ReviewedAttitude>[];
  readonly rejected: readonly Replacement<RejectedMention>[];
  /** Of `Review.marks`. */
  readonly marks: readonly Replacement<ReviewedMention>[];
}

/** A review of which nothing is known yet. */
export const emptyReview: Review = {
  mentions: new Map(),
  attitudes: new Map(),
  lost: [],
  rejected: new Map(),
  marks: new Map(),
  equivalences: [],
  seenIds: new Set(),
};

/** A change of nothing, to add to. */
export const noChange: ReviewChange = { mentions: [], attitudes: [], rejected: [], marks: [] };

/** Whether the change would do nothing. */
export function isNoChange({ mentions, attitudes, rejected, marks }: ReviewChange): boolean {
  return mentions.length + attitudes.length + rejected.length + marks.length === 0;
}

/** Whether a person stands behind the record: it is no exported suggestion. */
export function isConfirmed({ origin }: { readonly origin?: Origin }): boolean {
  return origin?.by !== 'model';
}

/** The review after the change; attitudes without an end go to `lost` with that end, or go where it is gone. */
export function applyChange(review: Review, change: ReviewChange): Review {
  const { mentions, attitudes, marks } = wholeOf(review);
  const changed = {
    ...review,
    mentions: replaceAll(mentions, change.mentions),
    attitudes: replaceAll(attitudes, change.attitudes),
    rejected: replaceAll(review.rejected, change.rejected),
    marks: replaceAll(marks, change.marks),
    seenIds: withIds(review.seenIds, [...change.mentions, ...change.attitudes, ...change.rejected]),
  };
  return mayLose(review, change) ? split(changed) : changed;
}

/** Whether something could go to `lost`, or come from there: to look through a long document for it takes a while. */
function mayLose({ mentions, lost }: Review, change: ReviewChange): boolean {
  return (
    lost.length > 0 ||
    change.mentions.some(({ after }) => after === undefined || isLost(after)) ||
    change.marks.some(({ after }) => after !== undefined && isLost(after)) ||
    change.attitudes.some(
      ({ after }) => after && !(mentions.has(after.sourceMentionId) && mentions.has(after.targetMentionId)),
    )
  );
}

/** The change that takes this one back. */
export function invert(change: ReviewChange): ReviewChange {
  return {
    mentions: change.mentions.map(turn),
    attitudes: change.attitudes.map(turn),
    rejected: change.rejected.map(turn),
    marks: change.marks.map(turn),
  };
}

/** All mentions, attitudes and marks, also those that are lost. */
export function wholeOf(review: Review): Pick<Review, 'mentions' | 'attitudes' | 'marks'> {
  if (review.lost.length === 0) return review;
  const mentions = new Map(review.mentions);
  const attitudes = new Map(review.attitudes);
  const marks = new Map(review.marks);
  for (const lost of review.lost) {
    (lost.isMark ? marks : mentions).set(lost.mention.id, lost.mention);
    for (const attitude of lost.attitudes) attitudes.set(attitude.id, attitude);
  }
  return { mentions, attitudes, marks };
}

/** The review with what is lost set apart; `lost` of the argument counts for nothing. */
export function split(whole: Review): Review {
  const lostMentions = valuesWhere(whole.mentions, isLost);
  const lostMarks = valuesWhere(whole.marks, isLost);
  const kept = lostMentions.length > 0 ? without(whole.mentions, lostMentions) : whole.mentions;
  const marks = lostMarks.length > 0 ? without(whole.marks, lostMarks) : whole.marks;
  const attitudesOfLost = new Map<string, ReviewedAttitude[]>(lostMentions.map(({ id }) => [id, []]));
  const apart: ReviewedAttitude[] = [];
  for (const attitude of whole.attitudes.values()) {
    const { sourceMentionId, targetMentionId } = attitude;
    if (kept.has(sourceMentionId) && kept.has(targetMentionId)) continue;
    apart.push(attitude);
    if (!whole.mentions.has(sourceMentionId) || !whole.mentions.has(targetMentionId)) continue;
    (attitudesOfLost.get(sourceMentionId) ?? attitudesOfLost.get(targetMentionId))?.push(attitude);
  }
  const lost = [
    ...lostMentions.map((mention) => ({
      mention,
      words: mention.lostWords ?? '',
      attitudes: (attitudesOfLost.get(mention.id) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1)),
      isMark: false,
    })),
    ...lostMarks.map((mention) => ({
      mention,
      words: mention.lostWords ?? '',
      attitudes: [],
      isMark: true,
    })),
  ].sort((a, b) => compareLost(a.mention, b.mention));
  const attitudes = apart.length > 0 ? without(whole.attitudes, apart) : whole.attitudes;
  return { ...whole, mentions: kept, attitudes, marks, lost };
}

/** By where they stood; those that went with one edit by where they stood before it. */
function compareLost(a: ReviewedMention, b: ReviewedMention): number {
  const before = ({ recollection }: ReviewedMention) => recollection?.harms.at(-1)?.span.start ?? 0;
  return a.span.start - b.span.start || before(a) - before(b) || (a.id < b.id ? -1 : 1);
}

/** Whether nothing is left of its words. */
export function isLost({ lostWords }: Placed): boolean {
  return lostWords !== undefined;
}

function turn<Value>({ id, before, after }: Replacement<Value>): Replacement<Value> {
  return {
    id,
    ...(after !== undefined && { before: after }),
    ...(before !== undefined && { after: before }),
  };
}

function replaceAll<Value>(
  records: ReadonlyMap<string, Value>,
  replacements: readonly Replacement<Value>[],
): ReadonlyMap<string, Value> {
  if (replacements.length === 0) return records;
  const replaced = new Map(records);
  for (const { id, after } of replacements) {
    if (after === undefined) replaced.delete(id);
    else replaced.set(id, after);
  }
  return replaced;
}

function withIds(
  seen: ReadonlySet<string>,
  records: readonly { readonly id: string }[],
): ReadonlySet<string> {
  const fresh = records.filter(({ id }) => !seen.has(id));
  if (fresh.length === 0) return seen;
  const all = new Set(seen);
  for (const { id } of fresh) all.add(id);
  return all;
}

function valuesWhere<Value>(records: ReadonlyMap<string, Value>, holds: (value: Value) => boolean): Value[] {
  const found: Value[] = [];
  for (const value of records.values()) if (holds(value)) found.push(value);
  return found;
}

function without<Value>(
  records: ReadonlyMap<string, Value>,
  gone: readonly { readonly id: string }[],
): ReadonlyMap<string, Value> {
  const kept = new Map(records);
  for (const { id } of gone) kept.delete(id);
  return kept;
}
