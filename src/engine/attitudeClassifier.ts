import type { EntityType } from '../core/annotations.ts';
import type { Span } from '../core/span.ts';

/** A mention as a classifier of attitudes sees it; spans count from the sentence's start. */
export interface MarkedMention {
  readonly span: Span;
  readonly fragments?: readonly Span[];
  readonly type: EntityType;
  /** Equal for mentions of one entity. */
  readonly entityId: string;
}

/** A sentence and all mentions in it, in reading order. */
export interface MarkedSentence {
  readonly text: string;
  readonly mentions: readonly MarkedMention[];
}

/** What the model says about one ordered pair; the rest to 1 is the probability of `neutral`. */
export interface PairScore {
  /** Index into the sentence's mentions. */
  readonly source: number;
  /** Index into the sentence's mentions. */
  readonly target: number;
  readonly positive: number;
  readonly negative: number;
}

/** The judged pairs of one sentence. */
export interface SentenceScores {
  readonly pairs: readonly PairScore[];
  /** Number of ordered pairs that could not be judged: their mentions stand too far apart for the longest row. */
  readonly leftOut: number;
}

/** Judges the ordered pairs of mentions of single sentences. */
export interface AttitudeClassifier {
  /** Whether the answer depends on `entityId`. A classifier that ignores it judges pairs within an entity, too. */
  readonly readsEntities: boolean;
  /** @throws `signal.reason` when it fires. */
  classify(sentence: MarkedSentence, signal: AbortSignal): Promise<SentenceScores>;
}
