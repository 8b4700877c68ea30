import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attitude, Entity } from '../../../src/core/annotations.ts';
import {
  type GatherOptions,
  gatherOpinions,
  type PairProbabilities,
  scoreAt,
} from '../../../src/core/opinions.ts';

const entities: Entity[] = [
  { id: 'E1', name: 'Россия', type: 'GEOPOLIT', mentionIds: ['T1', 'T3'] },
  { id: 'E2', name: 'США', type: 'GEOPOLIT', mentionIds: ['T2', 'T4'] },
  { id: 'E3', name: 'ООН', type: 'ORG', mentionIds: ['T5'] },
];

function pair(ends: string, positive: number, negative: number): PairProbabilities {
  const [sourceMentionId = '', targetMentionId = ''] = ends.split('→');
  return { sourceMentionId, targetMentionId, positive, negative, sentenceIndex: 0 };
}

function attitude(ends: string, label: Attitude['label']): Attitude {
  const [sourceMentionId = '', targetMentionId = ''] = ends.split('→');
  return { sourceMentionId, targetMentionId, label, probability: 0.9, sentenceIndex: 0 };
}

function gather(
  pairs: PairProbabilities[],
  options: Partial<GatherOptions> = {},
  attitudes: Attitude[] = [],
): string[] {
  return gatherOpinions(pairs, entities, attitudes, {
    gather: 'noisy-or',
    positive: 0.5,
    negative: 0.5,
    ...options,
  }).map(
    (opinion) =>
      `${opinion.sourceEntityId}→${opinion.targetEntityId} ${opinion.label} ${opinion.probability.toFixed(2)} [${opinion.attitudeIndices}]`,
  );
}

describe('gatherOpinions', () => {
  it('keeps directions apart, in the order in which they came', () => {
    expect(gather([pair('T2→T1', 0, 0.9), pair('T1→T2', 0.8, 0), pair('T5→T1', 0.1, 0.1)])).toEqual([
      'E2→E1 negative 0.90 []',
      'E1→E2 positive 0.80 []',
    ]);
  });

  it('gathers weak pairs of the same entities to a strong opinion', () => {
    const pairs = [pair('T1→T2', 0, 0.3), pair('T3→T4', 0, 0.4), pair('T1→T4', 0, 0.2)];
    expect(gather(pairs)).toEqual(['E1→E2 negative 0.66 []']);
    expect(gather(pairs, { negative: 0.7 })).toEqual([]);
    expect(gather(pairs, { gather: 'sum', negative: 0.89 })).toEqual(['E1→E2 negative 0.66 []']);
    expect(gather(pairs, { gather: 'sum', negative: 0.91 })).toEqual([]);
  });

  it('takes the label that exceeds its threshold by more, the negative one of equals', () => {
    expect(gather([pair('T1→T2', 0.6, 0.7)], { positive: 0.2 })).toEqual(['E1→E2 positive 0.60 []']);
    expect(gather([pair('T1→T2', 0.6, 0.7)])).toEqual(['E1→E2 negative 0.70 []']);
    expect(gather([pair('T1→T2', 0.6, 0.6)])).toEqual(['E1→E2 negative 0.60 []']);
  });

  it('says how often such a score is right where the model is calibrated', () => {
    const calibration = { positive: { slope: 1, offset: 0 }, negative: { slope: 2, offset: -1 } };
    const pairs = [pair('T1→T2', 0, 0.9), pair('T3→T4', 0, 0.6), pair('T2→T1', 0.5, 0)];
    // 1 / (1 + e^-(2 ln 1.5 - 1)) and 1 / (1 + e^-ln 0.5).
    expect(gather(pairs, { gather: 'sum', calibration, positive: 0 })).toEqual([
      'E1→E2 negative 0.45 []',
      'E2→E1 positive 0.33 []',
    ]);
    expect(gather([pair('T1→T2', 0, 0)], { calibration, positive: 1, negative: 0 })).toEqual([
      'E1→E2 negative 0.00 []',
    ]);
    for (const probability of [0.1, 0.5, 0.9]) {
      const score = scoreAt(calibration.negative, probability);
      expect(1 / (1 + Math.exp(-(2 * Math.log(score) - 1)))).toBeCloseTo(probability, 10);
    }
    expect([scoreAt(calibration.negative, 0), scoreAt(calibration.negative, 1)]).toEqual([0, Infinity]);
  });

  it('takes a label that just reaches its threshold', () => {
    expect(gather([pair('T1→T2', 0.5, 0)])).toEqual(['E1→E2 positive 0.50 []']);
  });

  it('names the attitudes of its label behind each opinion', () => {
    const attitudes = [
      attitude('T1→T2', 'negative'),
      attitude('T2→T1', 'negative'),
      attitude('T3→T4', 'positive'),
      attitude('T3→T2', 'negative'),
      attitude('T9→T2', 'negative'),
    ];
    expect(gather([pair('T1→T2', 0, 0.9), pair('T3→T4', 0.6, 0.1)], {}, attitudes)).toEqual([
      'E1→E2 negative 0.91 [0,3]',
    ]);
  });

  it('leaves out pairs within one entity and pairs of unknown mentions', () => {
    expect(gather([pair('T1→T3', 0, 1), pair('T1→T9', 0, 1), pair('T9→T1', 1, 0)])).toEqual([]);
  });

  const probability = fc.double({ min: 0, max: 1, noNaN: true });
  const mention = fc.constantFrom('T1', 'T2', 'T3', 'T4', 'T5');
  const pairs = fc.array(
    fc
      .tuple(mention, mention, probability, probability)
      .map(([source, target, positive, negative]) => pair(`${source}→${target}`, positive, negative)),
    { maxLength: 30 },
  );
  it('gives each ordered pair of entities one opinion at most, with a probability', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom('sum', 'noisy-or'), (given, kind) => {
        const found = gatherOpinions(given, entities, [], { gather: kind, positive: 0.5, negative: 0.5 });
        const keys = found.map((opinion) => opinion.sourceEntityId + opinion.targetEntityId);
        expect(new Set(keys).size).toBe(keys.length);
        for (const opinion of found) {
          expect(opinion.sourceEntityId).not.toBe(opinion.targetEntityId);
          expect(opinion.probability).toBeGreaterThanOrEqual(0);
          expect(opinion.probability).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('never loses an opinion to a further pair of the same label', () => {
    fc.assert(
      fc.property(pairs, probability, (given, negative) => {
        const only = given.map((each) => ({ ...each, positive: 0 }));
        const options = { gather: 'noisy-or', positive: 2, negative: 0.5 } as const;
        const before = gatherOpinions(only, entities, [], options);
        const after = gatherOpinions([...only, pair('T1→T2', 0, negative)], entities, [], options);
        for (const { sourceEntityId, targetEntityId } of before) {
          expect(after).toContainEqual(expect.objectContaining({ sourceEntityId, targetEntityId }));
        }
      }),
    );
  });
});
