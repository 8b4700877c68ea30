import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type EvaluatedDocument,
  EvaluationError,
  type EvaluationOptions,
  evaluateOpinions,
  type NamedOpinion,
} from '../../../src/core/evaluation.ts';
import { SynonymIndex } from '../../../src/core/synonymIndex.ts';
import { parseSynonyms } from '../../../src/core/synonyms.ts';
import { readRuSentRel, ruSentRelNumbers } from './rusentrel.ts';

type Triple = [source: string, target: string, label: string];

interface Reference {
  readonly mode: EvaluationOptions['mode'];
  readonly allDocuments: boolean;
  readonly foldHomoglyphs: boolean;
  readonly dropNotInGold: boolean;
  readonly documents: [number: number, opinions: Triple[] | null][];
  readonly expected:
    | 'refused'
    | { total: Record<string, number>; documents: Record<string, number[]>; predictions: object };
}

const references: Reference[] = readFileSync(
  new URL('../../data/evaluation/evaluations.jsonl', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

const { groups } = parseSynonyms(readRuSentRel('synonyms.txt'));

function toOpinion([source, target, label]: Triple): NamedOpinion {
  return { source, target, label: label === 'pos' ? 'positive' : 'negative' };
}

function readGold(number: number): NamedOpinion[] {
  return readRuSentRel(`art${number}.opin.txt`)
    .split(/\r?\n/)
    .map((line) => line.split(',').map((field) => field.trim()))
    .flatMap(([source, target, label]) =>
      source && target && label ? [toOpinion([source, target, label])] : [],
    );
}

function evaluateReference(reference: Reference) {
  const documents = reference.documents.map(([number, opinions]) => ({
    id: String(number),
    gold: readGold(number),
    predicted: opinions?.map(toOpinion),
  }));
  const index = new SynonymIndex(groups, reference.foldHomoglyphs);
  return evaluateOpinions(documents, (name) => index.groupOf(name), {
    mode: reference.mode,
    absentDocuments: reference.allDocuments ? 'empty' : 'skip',
    foreignPairs: reference.dropNotInGold ? 'drop' : 'refuse',
  });
}

const standard: EvaluationOptions = { mode: 'extraction', absentDocuments: 'skip', foreignPairs: 'refuse' };

function evaluate(documents: Partial<EvaluatedDocument>[], options: Partial<EvaluationOptions> = {}) {
  const groupOf = (name: string) => (name === '?' ? undefined : name);
  const full = documents.map((document, index) => ({
    id: `${index}`,
    gold: [],
    predicted: undefined,
    ...document,
  }));
  return evaluateOpinions(full, groupOf, { ...standard, ...options });
}

const good = toOpinion(['а', 'б', 'pos']);
const bad = toOpinion(['б', 'а', 'neg']);

describe('evaluateOpinions', () => {
  const scored = references.filter(({ expected }) => expected !== 'refused');
  it.each(scored.map((reference, index) => [index, reference] as const))(
    'counts as the leaderboard does, made-up predictions %i',
    (_, reference) => {
      if (reference.expected === 'refused') throw new Error('Such references stand in another test.');
      const { total, documents, predictions } = reference.expected;
      const found = evaluateReference(reference);
      const values = [
        found.f1,
        found.positive.f1,
        found.negative.f1,
        found.positive.precision,
        found.negative.precision,
        found.positive.recall,
        found.negative.recall,
      ];
      const names = ['f1', 'f1_pos', 'f1_neg', 'pos_prec', 'neg_prec', 'pos_recall', 'neg_recall'];
      for (const [index, name] of names.entries())
        expect(values[index]).toBeCloseTo(total[name] ?? Number.NaN, 12);
      expect(found.documents.length).toBe(total.docs);
      expect(found.predictions).toEqual(predictions);
      for (const { id, positive, negative } of found.documents) {
        const scores = [positive.precision, negative.precision, positive.recall, negative.recall];
        for (const [index, score] of scores.entries())
          expect(score).toBeCloseTo(documents[id]?.[index] ?? Number.NaN, 12);
      }
    },
  );

  it('refuses what the leaderboard refuses', () => {
    const refused = references.filter(({ expected }) => expected === 'refused');
    expect(refused.length).toBeGreaterThan(0);
    for (const reference of refused) expect(() => evaluateReference(reference)).toThrow(EvaluationError);
  });

  it('gives gold itself the score of 1', () => {
    const documents = ruSentRelNumbers().map((number) => {
      const gold = readGold(number);
      return { id: String(number), gold, predicted: gold };
    });
    const index = new SynonymIndex(groups);
    expect(evaluateOpinions(documents, (name) => index.groupOf(name), standard).f1).toBe(1);
  });

  it('leaves documents without a prediction out, or counts them as empty', () => {
    const documents = [{ gold: [good, bad], predicted: [good, bad] }, { gold: [good, bad] }];
    expect(evaluate(documents).f1).toBe(1);
    expect(evaluate(documents, { absentDocuments: 'empty' }).positive).toEqual({
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
    });
  });

  it('scores a label that gold lacks by whether it is predicted', () => {
    expect(evaluate([{ gold: [good], predicted: [good] }]).negative.precision).toBe(1);
    expect(evaluate([{ gold: [good], predicted: [bad] }]).negative.precision).toBe(0);
  });

  it('lets the first of two opinions about a pair win', () => {
    const contrary = { ...good, label: 'negative' } as const;
    expect(evaluate([{ gold: [good], predicted: [good, contrary] }]).f1).toBe(1);
    expect(evaluate([{ gold: [good], predicted: [contrary, good] }]).positive.recall).toBe(0);
  });

  it('tells what became of the predictions', () => {
    const loop = toOpinion(['а', 'а', 'pos']);
    const unknown = toOpinion(['а', '?', 'pos']);
    expect(evaluate([{ gold: [good], predicted: [good, good, loop, unknown] }]).predictions).toEqual({
      kept: 1,
      duplicate: 1,
      loop: 1,
      unknown: 1,
    });
  });

  it('drops foreign pairs where it is told to', () => {
    const documents = [{ gold: [good], predicted: [good, bad] }];
    expect(evaluate(documents, { mode: 'classification', foreignPairs: 'drop' }).f1).toBe(1);
    expect(() => evaluate(documents, { mode: 'classification' })).toThrow(/Document 0: 1 predicted pairs/);
  });

  it('scores no document with 0', () => {
    expect(evaluate([]).f1).toBe(0);
  });
});
