import type { Attitude, Entity, Opinion } from './annotations.ts';

/** What the model says of one pair of mentions; the rest up to 1 is neutral. */
export interface PairProbabilities {
  readonly sourceMentionId: string;
  readonly targetMentionId: string;
  /** In [0, 1]. */
  readonly positive: number;
  /** In [0, 1]. */
  readonly negative: number;
  /** Index into `Extraction.sentences`. */
  readonly sentenceIndex: number;
}

/** How the pairs of two entities become one opinion. */
export interface GatherOptions {
  /**
   * `sum`: the score of a label is the sum of its probabilities, so it can exceed 1;
   * `noisy-or`: the probability that at least one of the pairs has the label, if they were independent.
   */
  readonly gather: 'sum' | 'noisy-or';
  /** Least score of a positive opinion. */
  readonly positive: number;
  /** Least score of a negative opinion. */
  readonly negative: number;
  /** Makes the probability of an opinion from its score; without it, that of at least one of the pairs stands for it. */
  readonly calibration?: Readonly<Record<Sign, ScoreCalibration>> | undefined;
}

/** How often opinions of a score are right: the logistic function of `slope · ln(score) + offset` (Platt scaling). */
export interface ScoreCalibration {
  readonly slope: number;
  readonly offset: number;
}

type Sign = Opinion['label'];

interface GatheredPairs {
  readonly sourceEntityId: string;
  readonly targetEntityId: string;
  readonly pairs: PairProbabilities[];
  readonly attitudeIndices: Readonly<Record<Sign, number[]>>;
}

/** Probability that at least one pair has the label. */
function atLeastOnce(pairs: readonly PairProbabilities[], label: Sign): number {
  return 1 - pairs.reduce((none, pair) => none * (1 - pair[label]), 1);
}

function scoreOf(pairs: readonly PairProbabilities[], label: Sign, gather: GatherOptions['gather']): number {
  switch (gather) {
    case 'sum':
      return pairs.reduce((sum, pair) => sum + pair[label], 0);
    case 'noisy-or':
      return atLeastOnce(pairs, label);
  }
}

/** The score at which an opinion has this probability, the inverse of its calibration. */
export function scoreAt({ slope, offset }: ScoreCalibration, probability: number): number {
  return Math.exp((Math.log(probability / (1 - probability)) - offset) / slope);
}

function probabilityOf(pairs: readonly PairProbabilities[], label: Sign, options: GatherOptions): number {
  const calibration = options.calibration?.[label];
  if (!calibration) return atLeastOnce(pairs, label);
  const score = Math.max(scoreOf(pairs, label, options.gather), Number.MIN_VALUE);
  return 1 / (1 + Math.exp(-(calibration.slope * Math.log(score) + calibration.offset)));
}

function labelOf(pairs: readonly PairProbabilities[], options: GatherOptions): Sign | undefined {
  const excess = (label: Sign) => scoreOf(pairs, label, options.gather) - options[label];
  const positive = excess('positive');
  const negative = excess('negative');
  if (positive < 0 && negative < 0) return undefined;
  return positive > negative ? 'positive' : 'negative';
}

/**
 * Opinions of the document: one per ordered pair of entities at most, in the order in which the pairs first came.
 * All pairs that the model judged count, also those below the thresholds for attitudes.
 * Of two labels that reach their thresholds the one that exceeds its own by more wins, the negative one of equals.
 * Pairs with an end that no entity holds, or with both ends in one entity, count for nothing.
 * @param attitudes what `Opinion.attitudeIndices` refers to
 */
export function gatherOpinions(
  pairs: readonly PairProbabilities[],
  entities: readonly Entity[],
  attitudes: readonly Attitude[],
  options: GatherOptions,
): Opinion[] {
  const opinions: Opinion[] = [];
  for (const gathered of gatherPairs(pairs, entities, attitudes)) {
    const label = labelOf(gathered.pairs, options);
    if (label === undefined) continue;
    opinions.push({
      sourceEntityId: gathered.sourceEntityId,
      targetEntityId: gathered.targetEntityId,
      label,
      probability: probabilityOf(gathered.pairs, label, options),
      attitudeIndices: gathered.attitudeIndices[label],
    });
  }
  return opinions;
}

function gatherPairs(
  pairs: readonly PairProbabilities[],
  entities: readonly Entity[],
  attitudes: readonly Attitude[],
): Iterable<GatheredPairs> {
  const entityIds = new Map(
    entities.flatMap(({ id, mentionIds }) => mentionIds.map((mentionId) => [mentionId, id] as const)),
  );
  const gathered = new Map<string, GatheredPairs>();
  const keyOf = (sourceEntityId: string, targetEntityId: string) =>
    JSON.stringify([sourceEntityId, targetEntityId]);
  for (const pair of pairs) {
    const sourceEntityId = entityIds.get(pair.sourceMentionId);
    const targetEntityId = entityIds.get(pair.targetMentionId);
    if (sourceEntityId === undefined || targetEntityId === undefined || sourceEntityId === targetEntityId)
      continue;
    const key = keyOf(sourceEntityId, targetEntityId);
    const known = gathered.get(key);
    if (known) known.pairs.push(pair);
    else {
      const attitudeIndices = { positive: [], negative: [] };
      gathered.set(key, { sourceEntityId, targetEntityId, pairs: [pair], attitudeIndices });
    }
  }
  for (const [index, { sourceMentionId, targetMentionId, label }] of attitudes.entries()) {
    const ids = [entityIds.get(sourceMentionId), entityIds.get(targetMentionId)] as const;
    if (label === 'neutral' || ids[0] === undefined || ids[1] === undefined) continue;
    gathered.get(keyOf(ids[0], ids[1]))?.attitudeIndices[label].push(index);
  }
  return gathered.values();
}
