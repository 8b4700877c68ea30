import type { Origin } from './formats/bratOrigin.ts';
import type { Problem } from './problem.ts';
import type { Span } from './span.ts';

/** The sentiment of an attitude; `neutral` also stands for "no attitude". */
export type Label = 'neutral' | 'positive' | 'negative';

/** All labels, in the order of the classes of AREkit: 0, 1, 2. */
export const labels: readonly Label[] = ['neutral', 'positive', 'negative'];

/**
 * A type of entity as brat and RuSentRel write it: `PER`, `ORG`, `LOC`, `GEOPOLIT` come from our models,
 * any other name may come from a user's `.ann` file.
 */
export type EntityType = string;

/** One occurrence of an entity in the text. */
export interface EntityMention {
  /** Unique within its document, e.g. `T12`. */
  readonly id: string;
  /** From the first to the last code unit of the mention. */
  readonly span: Span;
  readonly type: EntityType;
  /** The pieces of a discontinuous mention, in order; absent for an ordinary one. */
  readonly fragments?: readonly Span[];
  /** The recogniser's probability in [0, 1]; absent when a person or a file gave the mention. */
  readonly probability?: number;
  /** Present exactly when it stands in the `.ann` file and a person stands behind it; else it is a suggestion. */
  readonly confirmed?: true;
  /** What the note in the `.ann` file says of it, if there is one. */
  readonly origin?: Origin;
}

/** What a group of mentions refers to. */
export interface Entity {
  /** Unique within its document and stable while its first mention stands. */
  readonly id: string;
  /** The form shown to people: the most frequent value among its mentions, the earliest of equals. */
  readonly name: string;
  /** The most frequent type among its mentions. */
  readonly type: EntityType;
  /** In reading order, at least one. */
  readonly mentionIds: readonly string[];
}

/** A labelled pair of mentions of one sentence: who holds the attitude, towards whom. */
export interface Attitude {
  readonly sourceMentionId: string;
  readonly targetMentionId: string;
  readonly label: Label;
  /** Probability of `label` in [0, 1]. */
  readonly probability: number;
  /** Index into `Extraction.sentences`. */
  readonly sentenceIndex: number;
  /** Id of its R line when it stands in the `.ann` file. */
  readonly id?: string;
  /** As in `EntityMention`; its probability is then 1. */
  readonly confirmed?: true;
  /** As in `EntityMention`. */
  readonly origin?: Origin;
}

/** What one entity holds towards another over a whole document, gathered from their attitudes. */
export interface Opinion {
  readonly sourceEntityId: string;
  readonly targetEntityId: string;
  readonly label: 'positive' | 'negative';
  /** Probability in [0, 1] that the document holds it. */
  readonly probability: number;
  /** Indices into `Extraction.attitudes`, those of this label. */
  readonly attitudeIndices: readonly number[];
}

/** All that an extraction found in one text. Arrays are in reading order. */
export interface Extraction {
  readonly sentences: readonly Span[];
  readonly mentions: readonly EntityMention[];
  readonly entities: readonly Entity[];
  /** Positive and negative ones above the model's threshold. */
  readonly attitudes: readonly Attitude[];
  readonly opinions: readonly Opinion[];
  /** What was left out and why. */
  readonly problems: readonly Problem[];
}
