import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureAgreement } from '../../../../src/core/agreement/agreement.ts';
import type { Annotator, ComparedDocument } from '../../../../src/core/agreement/comparedDocument.ts';
import type { Kappa } from '../../../../src/core/agreement/kappa.ts';
import type { MeanScore, ScoreTable } from '../../../../src/core/agreement/scores.ts';
import type { Label } from '../../../../src/core/annotations.ts';
import { sentencesAround } from '../../../../src/core/sentencesAround.ts';
import { splitTokens } from '../../../../src/core/tokens.ts';
import { annotationCases } from './referenceCases.ts';

function expectFigures(score: MeanScore, [precision, recall, f1]: Figures) {
  // seqeval says 0 where there is nothing to divide by.
  expect(Math.abs((score.precision ?? 0) - precision)).toBeLessThan(1e-12);
  expect(Math.abs((score.recall ?? 0) - recall)).toBeLessThan(1e-12);
  expect(Math.abs((score.f1 ?? 0) - f1)).toBeLessThan(1e-12);
}

type Figures = readonly [precision: number, recall: number, f1: number];
const noScore: MeanScore = { precision: -1, recall: -1, f1: -1 };

/** A table of figures against those of all types together, of their mean, and of each. */
function expectTable(
  { micro, macroByType, byType }: ScoreTable,
  expected: { micro: Figures; macro: Figures; byType: Readonly<Record<string, Figures>> },
) {
  expectFigures(micro, expected.micro);
  expectFigures(macroByType, expected.macro);
  expect(byType.map(({ name }) => name)).toEqual(Object.keys(expected.byType).sort());
  for (const { name, score } of byType) expectFigures(score, expected.byType[name] ?? [-1, -1, -1]);
}

function expectKappa({ kappa }: Kappa, expected: number | null) {
  if (expected === null) expect(kappa).toBeUndefined();
  else expect(Math.abs((kappa ?? Number.NaN) - expected)).toBeLessThan(1e-12);
}

describe('measureAgreement against published programs', () => {
  it('has cases worth comparing, undefined kappas among them', () => {
    expect(annotationCases).toHaveLength(60);
    const kappas = annotationCases.map(({ expected }) => expected.mentionTypes);
    expect(kappas.filter((kappa) => kappa === null).length).toBeGreaterThan(0);
    expect(kappas.filter((kappa) => kappa !== null && Math.abs(kappa) < 0.99).length).toBeGreaterThan(20);
  });

  it.each(annotationCases.map((each, index) => ({ index, ...each })))(
    'case $index',
    ({ documents, expected }) => {
      const agreement = measureAgreement(documents);
      expectTable(agreement.mentions.exact, expected);
      expectTable(agreement.relations.exact, expected.relations);
      for (const [index, figures] of expected.byDocument.entries())
        expectFigures(agreement.mentions.exact.byDocument[index]?.score ?? noScore, figures);
      expectKappa(agreement.mentionTypes.all, expected.mentionTypes);
      expect(agreement.pairLabels.all.count).toBe(expected.pairs);
      expectKappa(agreement.pairLabels.all, expected.pairLabels);
      expectKappa(agreement.tokenTags.all, expected.tokenTags);
    },
  );

  it.each(annotationCases.map((each, index) => ({ index, ...each })))(
    'case $index has the sentences and tokens that the reference had',
    ({ documents }) => {
      for (const { text, a, b } of documents) {
        expect(sentencesAround(text, [...a.mentions, ...b.mentions])).toHaveLength(
          text.split('\r\n').length - 1,
        );
        expect(splitTokens(text)).toHaveLength(text.replaceAll('.', ' .').split(/\s+/).length - 1);
      }
    },
  );
});

const words = 'Иванов 😀 поддержал ООН.\r\nМои\u0306 дом — крепость. Рим и Москва спорят!\nДа.';
const place = fc
  .tuple(fc.nat(words.length - 1), fc.integer({ min: 1, max: 15 }))
  .map(([start, length]) => ({ start, end: Math.min(words.length, start + length) }));
const attitudes: readonly { type: string; label: Label }[] = [
  { type: 'POS', label: 'positive' },
  { type: 'NEG', label: 'negative' },
  { type: 'NEU', label: 'neutral' },
];
const annotator: fc.Arbitrary<Annotator> = fc
  .array(fc.tuple(place, fc.constantFrom('PER', 'ORG')), { maxLength: 12 })
  .chain((places) => {
    const mentions = places.map(([span, type], index) => ({ id: `T${index}`, span, type }));
    if (mentions.length === 0) return fc.constant<Annotator>({ mentions: [], relations: [] });
    const end = fc.constantFrom(...mentions);
    return fc.array(fc.tuple(end, end, fc.constantFrom(...attitudes)), { maxLength: 8 }).map((drawn) => ({
      mentions,
      relations: drawn.map(([source, target, attitude], index) => ({
        id: `R${index}`,
        ...attitude,
        source,
        target,
      })),
    }));
  });
const documents: fc.Arbitrary<ComparedDocument[]> = fc
  .array(fc.tuple(annotator, annotator), { maxLength: 3 })
  .map((drawn) => drawn.map(([a, b], index) => ({ id: String(index), text: words, a, b })));
const strictness = ['exact', 'exactAnyType', 'overlap', 'overlapAnyType'] as const;

describe('measureAgreement', () => {
  it('exchanges precision and recall, and keeps F1, when A and B change places', () => {
    fc.assert(
      fc.property(documents, (given) => {
        const there = measureAgreement(given);
        const back = measureAgreement(given.map(({ id, text, a, b }) => ({ id, text, a: b, b: a })));
        for (const kind of ['mentions', 'relations'] as const) {
          for (const how of strictness) {
            const [left, right] = [there[kind][how], back[kind][how]];
            const turned = { ...right.micro, a: right.micro.b, b: right.micro.a };
            expect({ ...turned, precision: right.micro.recall, recall: right.micro.precision }).toEqual(
              left.micro,
            );
            expect(right.byType.map(({ score }) => score.f1)).toEqual(
              left.byType.map(({ score }) => score.f1),
            );
            expect(right.macroByDocument.f1).toEqual(left.macroByDocument.f1);
          }
        }
        expect(back.tokenTags.all.kappa ?? 2).toBeCloseTo(there.tokenTags.all.kappa ?? 2, 12);
      }),
    );
  });

  it('finds that everybody agrees with themselves', () => {
    fc.assert(
      fc.property(fc.array(annotator, { maxLength: 3 }), (given) => {
        const twice = given.map((a, index) => ({ id: String(index), text: words, a, b: structuredClone(a) }));
        const agreement = measureAgreement(twice);
        for (const kind of ['mentions', 'relations'] as const) {
          for (const how of strictness) {
            const { micro, macroByType, macroByDocument } = agreement[kind][how];
            expect(micro.a === 0 ? micro.f1 : (micro.f1 ?? 0) - 1).toBe(micro.a === 0 ? undefined : 0);
            for (const mean of [macroByType, macroByDocument]) expect(mean.f1 ?? 1).toBe(1);
          }
        }
        for (const name of ['mentionTypes', 'overlappingMentionTypes', 'tokenTags'] as const) {
          expect(agreement[name].all.kappa ?? 1).toBe(1);
          expect(agreement[name].all.observed ?? 1).toBe(1);
        }
        expect(agreement.pairLabels.all.kappa ?? 1).toBe(1);
      }),
    );
  });

  it('never matches less where it compares less strictly', () => {
    fc.assert(
      fc.property(documents, (given) => {
        const agreement = measureAgreement(given);
        for (const { exact, exactAnyType, overlap, overlapAnyType } of [
          agreement.mentions,
          agreement.relations,
        ]) {
          for (const wider of [exactAnyType, overlap, overlapAnyType])
            expect(wider.micro.matched).toBeGreaterThanOrEqual(exact.micro.matched);
          expect(overlapAnyType.micro.matched).toBeGreaterThanOrEqual(overlap.micro.matched);
        }
      }),
    );
  });

  it('has no figures of nothing', () => {
    const { mentions, tokenTags } = measureAgreement([]);
    expect(mentions.exact.micro).toEqual({
      a: 0,
      b: 0,
      matched: 0,
      precision: undefined,
      recall: undefined,
      f1: undefined,
    });
    expect(tokenTags.all).toEqual({
      count: 0,
      observed: undefined,
      expected: undefined,
      kappa: undefined,
      confusion: [],
    });
  });
});
