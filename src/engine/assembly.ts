import type { Attitude, Entity, EntityMention, Extraction } from '../core/annotations.ts';
import { gatherOpinions, type PairProbabilities } from '../core/opinions.ts';
import type { Problem } from '../core/problem.ts';
import type { Span } from '../core/span.ts';
import type { PairScore, SentenceScores } from './attitudeClassifier.ts';
import type { AttitudesManifest } from './manifest.ts';

/** What is known of one sentence; `scores` are absent until its pairs were judged. */
export interface ReadSentence {
  readonly span: Span;
  /** In reading order, as the scores count them. */
  readonly mentions: readonly EntityMention[];
  readonly scores?: SentenceScores;
}

/** Puts together what the models said about the sentences read so far. */
export function assembleExtraction(
  sentences: readonly ReadSentence[],
  mentions: readonly EntityMention[],
  entities: readonly Entity[],
  thresholds: AttitudesManifest['thresholds'],
  problems: readonly Problem[],
): Extraction {
  const entityIds = entityIdsByMention(entities);
  const pairs: PairProbabilities[] = [];
  const attitudes: Attitude[] = [];
  for (const [sentenceIndex, sentence] of sentences.entries()) {
    for (const score of sentence.scores?.pairs ?? []) {
      const source = sentence.mentions[score.source];
      const target = sentence.mentions[score.target];
      if (source === undefined || target === undefined) throw new Error('A score names no mention.');
      if (entityIds.get(source.id) === entityIds.get(target.id)) continue;
      const { positive, negative } = score;
      const [sourceMentionId, targetMentionId] = [source.id, target.id];
      pairs.push({ sourceMentionId, targetMentionId, positive, negative, sentenceIndex });
      const label = labelOf(score, thresholds.attitude);
      if (label === undefined) continue;
      attitudes.push({ sourceMentionId, targetMentionId, label, probability: score[label], sentenceIndex });
    }
  }
  return {
    sentences: sentences.map(({ span }) => span),
    mentions,
    entities,
    attitudes,
    opinions: gatherOpinions(pairs, entities, attitudes, thresholds.opinion),
    problems: [...problems, ...sentences.flatMap(leftOutPairs)],
  };
}

/** Ids of the entities that mentions refer to. */
export function entityIdsByMention(entities: readonly Entity[]): ReadonlyMap<string, string> {
  return new Map(
    entities.flatMap(({ id, mentionIds }) => mentionIds.map((mentionId) => [mentionId, id] as const)),
  );
}

/** The likelier of the two labels that reach their threshold; `undefined` when neither does. */
function labelOf(
  { positive, negative }: PairScore,
  thresholds: AttitudesManifest['thresholds']['attitude'],
): 'positive' | 'negative' | undefined {
  const isPositive = positive >= thresholds.positive;
  const isNegative = negative >= thresholds.negative;
  if (isPositive && isNegative) return positive >= negative ? 'positive' : 'negative';
  if (isPositive) return 'positive';
  return isNegative ? 'negative' : undefined;
}

function leftOutPairs({ span, scores }: ReadSentence): Problem[] {
  if (scores === undefined || scores.leftOut === 0) return [];
  return [
    {
      message: `${scores.leftOut} pairs of mentions were left out: they stand farther apart than the model reads at once.`,
      span,
    },
  ];
}
