import type { Attitude, Entity, EntityMention, Extraction } from '../annotations.ts';
import { byId } from '../byId.ts';
import { entityIndices } from '../entityIndices.ts';
import type { Span } from '../span.ts';
import { areSameGroups } from '../synonyms.ts';
import { finish, type Work } from '../work.ts';
import { joinEquivalences } from './equivalences.ts';
import { type Grouping, regrouping } from './grouping.ts';
import { type MergedAttitudes, mergeAttitudes } from './mergeAttitudes.ts';
import { type MergedMentions, mergeMentions } from './mergeMentions.ts';
import { mergeOpinions } from './mergeOpinions.ts';
import { coveringSentences, sentenceIndexAt } from './mergeSentences.ts';
import { emptyReview, type Review } from './review.ts';

/** What the merged view is made of. */
export interface MergeInputs {
  readonly text: string;
  /** What the model suggests, its spans moved with `text`; absent before an extraction. */
  readonly suggested?: Extraction | undefined;
  /** Absent where there is no `.ann` file. */
  readonly review?: Review | undefined;
  /** As `groupMentions` takes them. */
  readonly synonyms?: readonly (readonly string[])[] | undefined;
  /** Those that the entities of `suggested` were made with; where absent, those of the first view of it. */
  readonly groupedBy?: readonly (readonly string[])[] | undefined;
}

/** Annotations and suggestions as one; immutable. */
export interface MergedView {
  readonly inputs: MergeInputs;
  /**
   * What views show. Mentions keep the ids of the file or of the suggestion. Of a pair that stands in the file only
   * that is here, and nothing where it is neutral: `inputs.review` has those.
   */
  readonly extraction: Extraction;
  /**
   * Whether some mentions have yet to find their entities, which took too long while a person works: a view made from
   * this one of the same text has them.
   */
  readonly isProvisional: boolean;
  /** What the next view takes over; absent where suggestions are shown as they are. */
  readonly parts?: Parts;
}

interface Parts {
  readonly mentions: MergedMentions;
  readonly attitudes: MergedAttitudes;
  readonly grouping: Grouping;
  readonly suggestedById: ReadonlyMap<string, EntityMention>;
  /** Of the whole text, where the suggestions do not have them. */
  readonly ownSentences: readonly Span[] | undefined;
}

/**
 * Annotations and suggestions as one. A suggested mention gives way to an annotated one that it overlaps, and hands
 * its attitudes on to it where they mean the same; suggestions about a pair that the file speaks of give way, too.
 * @param previous the view before the last step or edit: what did not change is taken from it
 */
export function mergeAnnotations(inputs: MergeInputs, previous?: MergedView): MergedView {
  return finish(mergingAnnotations(inputs, previous));
}

/** `mergeAnnotations`, which in a long text takes a while where there is nothing to take over. */
export function* mergingAnnotations(inputs: MergeInputs, previous?: MergedView): Work<MergedView> {
  const { suggested, synonyms = [] } = inputs;
  const before = previous?.parts;
  const isRegrouped = regroupedOf(inputs, previous);
  if (inputs.review === undefined && suggested !== undefined && !isRegrouped)
    return { inputs, extraction: suggested, isProvisional: false };
  const review = inputs.review ?? emptyReview;
  const last = previous?.inputs;
  const areMentionsSame =
    before !== undefined &&
    last?.review?.mentions === review.mentions &&
    last.review.rejected === review.rejected &&
    last.suggested?.mentions === suggested?.mentions;
  const mentions = areMentionsSame
    ? before.mentions
    : mergeMentions(suggested?.mentions ?? [], review, before?.mentions);
  yield;
  const isFirst = suggested !== undefined && last?.suggested === undefined;
  const grouping = yield* regrouping(
    inputs.text,
    mentions.mentions,
    synonyms,
    // The first suggestions bring groups of nearly all there is.
    (isFirst ? undefined : (before?.grouping ?? groupingOf(previous))) ?? initialGrouping(inputs),
  );
  const entities = joinEquivalences(grouping.entities, mentions.mentions, review.equivalences);
  yield;
  const suggestedById =
    before !== undefined && last?.suggested?.mentions === suggested?.mentions
      ? before.suggestedById
      : byId(suggested?.mentions ?? []);
  const cover = yield* coveringSentences(
    inputs.text,
    suggested,
    review,
    last && { text: last.text, ownSentences: before?.ownSentences },
  );
  yield;
  const attitudes = mergeAttitudes(
    review,
    renumber(suggested?.attitudes ?? [], cover.newIndices),
    mentions,
    (offset) => sentenceIndexAt(cover.sentences, offset),
    (id) => suggestedById.get(id),
    before?.attitudes,
  );
  yield;
  const shown = isRegrouped ? withoutSelves(attitudes.attitudes, entities) : attitudes.attitudes;
  const extraction = {
    sentences: cover.sentences,
    mentions: mentions.mentions,
    entities,
    attitudes: shown,
    opinions: mergeOpinions(suggested, mentions, entities, shown),
    problems: suggested?.problems ?? [],
  };
  const { ownSentences } = cover;
  const parts = { mentions, attitudes, grouping, suggestedById, ownSentences };
  return { inputs, extraction, isProvisional: grouping.isProvisional, parts };
}

/** Suggestions were made for other entities: of those that have become one, none holds an attitude towards itself. */
function withoutSelves(attitudes: readonly Attitude[], entities: readonly Entity[]): readonly Attitude[] {
  const indices = entityIndices(entities);
  return attitudes.filter(({ id, sourceMentionId, targetMentionId }) => {
    const source = indices.get(sourceMentionId);
    return id !== undefined || source === undefined || source !== indices.get(targetMentionId);
  });
}

/** Whether the suggestions' own groups no longer hold. */
function regroupedOf({ synonyms = [], groupedBy }: MergeInputs, previous: MergedView | undefined): boolean {
  if (groupedBy) return !areSameGroups(groupedBy, synonyms);
  if (!previous) return false;
  const { inputs, parts } = previous;
  return !areSameGroups(inputs.synonyms ?? [], synonyms) || (parts !== undefined && !inputs.review);
}

/** The groups of a view that showed suggestions as they are. */
function groupingOf(previous: MergedView | undefined): Grouping | undefined {
  return previous && initialGrouping(previous.inputs);
}

/** The groups that the engine made. */
function initialGrouping({
  text,
  suggested,
  synonyms = [],
  groupedBy = synonyms,
}: MergeInputs): Grouping | undefined {
  return (
    suggested && {
      text,
      mentions: suggested.mentions,
      entities: suggested.entities,
      synonyms: groupedBy,
      isProvisional: false,
    }
  );
}

function renumber(
  attitudes: readonly Attitude[],
  newIndices: readonly number[] | undefined,
): readonly Attitude[] {
  if (newIndices === undefined) return attitudes;
  return attitudes.map((attitude) => ({
    ...attitude,
    sentenceIndex: newIndices[attitude.sentenceIndex] ?? attitude.sentenceIndex,
  }));
}
