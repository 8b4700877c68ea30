import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntityMention } from '../../../src/core/annotations.ts';
import { candidatePairs } from '../../../src/core/pairs.ts';
import type {
  AttitudeClassifier,
  MarkedSentence,
  PairScore,
} from '../../../src/engine/attitudeClassifier.ts';
import type { FoundMention } from '../../../src/engine/entityRecogniser.ts';
import { type ExtractionModels, extractAttitudes } from '../../../src/engine/extraction.ts';
import type { ExtractionRequest } from '../../../src/engine/extractionRequest.ts';
import { ModelAnswers } from '../../../src/engine/modelAnswers.ts';

const never = new AbortController().signal;

/** Takes every capitalised word for a person. */
const recogniser = {
  asked: [] as string[],
  async recognise(sentence: string): Promise<FoundMention[]> {
    this.asked.push(sentence);
    return [...sentence.matchAll(/\p{Lu}\p{Ll}+/gu)].map(({ 0: word, index }) => ({
      span: { start: index, end: index + word.length },
      type: 'PER',
      probability: 0.9,
    }));
  },
};

/** Judges every pair alike; remembers what it was asked. */
class FakeClassifier implements AttitudeClassifier {
  readonly asked: MarkedSentence[] = [];
  constructor(
    private readonly score: Pick<PairScore, 'positive' | 'negative'>,
    readonly readsEntities = false,
  ) {}

  async classify(sentence: MarkedSentence) {
    this.asked.push(sentence);
    const indices = [...sentence.mentions.keys()];
    const pairs = indices.flatMap((source) =>
      indices
        .filter((target) => {
          const [a, b] = [sentence.mentions[source]?.span, sentence.mentions[target]?.span];
          return a && b && (a.end <= b.start || b.end <= a.start);
        })
        .map((target) => ({ source, target, ...this.score })),
    );
    return { pairs, leftOut: 0 };
  }
}

function models(classifier: AttitudeClassifier): ExtractionModels {
  return {
    entities: { model: recogniser, id: 'names', fingerprint: 'n' },
    attitudes: { model: classifier, id: 'all', fingerprint: 'a' },
    thresholds: {
      attitude: { positive: 0.4, negative: 0.3 },
      opinion: { gather: 'noisy-or', positive: 0.5, negative: 0.5 },
    },
    language: 'ru',
  };
}

async function extract(
  text: string,
  classifier: AttitudeClassifier,
  more: Partial<ExtractionRequest> = {},
  answers = new ModelAnswers(),
) {
  recogniser.asked.length = 0;
  const folders = { entities: '', attitudes: '' };
  const request = { text, source: 'plain' as const, folders, ...more };
  const progress: number[] = [];
  const result = await extractAttitudes(request, models(classifier), answers, never, ({ doneSentences }) =>
    progress.push(doneSentences),
  );
  return { ...result, progress };
}

test.each([
  [{ positive: 0.5, negative: 0.1 }, 'positive'],
  [{ positive: 0.1, negative: 0.35 }, 'negative'],
  [{ positive: 0.45, negative: 0.4 }, 'positive'],
  [{ positive: 0.4, negative: 0.45 }, 'negative'],
  // The likelier label does not reach its threshold, the other one does.
  [{ positive: 0.39, negative: 0.31 }, 'negative'],
  [{ positive: 0.39, negative: 0.29 }, undefined],
])('labels a pair by its thresholds: %j', async (score, label) => {
  const { extraction } = await extract('Иван видит Марию.', new FakeClassifier(score));
  expect(extraction.attitudes[0]?.label).toBe(label);
  if (label === 'positive' || label === 'negative')
    expect(extraction.attitudes[0]?.probability).toBe(score[label]);
});

test('takes the threshold of the request for attitudes and opinions', async () => {
  const classifier = new FakeClassifier({ positive: 0.2, negative: 0.1 });
  const strict = await extract('Иван видит Марию.', classifier, { threshold: 0.25 });
  const loose = await extract('Иван видит Марию.', classifier, { threshold: 0.15 });
  expect([strict.extraction.attitudes.length, strict.extraction.opinions.length]).toEqual([0, 0]);
  expect([loose.extraction.attitudes.length, loose.extraction.opinions.length]).toEqual([2, 2]);
});

test('gathers opinions from all pairs, also those that are no attitudes', async () => {
  const text = 'Иван видит Марию. Иван видит Марию. Иван видит Марию.';
  const { extraction } = await extract(text, new FakeClassifier({ positive: 0.3, negative: 0 }));
  expect(extraction.attitudes).toEqual([]);
  expect(extraction.opinions).toHaveLength(2);
  expect(extraction.opinions[0]?.probability).toBeCloseTo(1 - 0.7 ** 3);
});

test('asks each sentence once, and none again', async () => {
  const classifier = new FakeClassifier({ positive: 1, negative: 0 });
  const answers = new ModelAnswers();
  const text = 'Иван видит Марию. Дождь идёт. Иван видит Марию.';
  const first = await extract(text, classifier, {}, answers);
  expect(recogniser.asked).toEqual(['Иван видит Марию.', 'Дождь идёт.']);
  expect(classifier.asked).toHaveLength(1);
  expect(first.cachedSentences).toBe(1);
  const again = await extract(`${text} Снег.`, classifier, {}, answers);
  expect(recogniser.asked).toEqual(['Снег.']);
  expect(again.cachedSentences).toBe(3);
  expect(again.progress.at(-1)).toBe(4);
});

test('reads the sentences nearest to where it should start first', async () => {
  const text = 'Один. Два. Три. Четыре. Пять.';
  const classifier = new FakeClassifier({ positive: 0, negative: 0 });
  await extract(text, classifier, { startAt: text.indexOf('Три') });
  expect(recogniser.asked).toEqual(['Три.', 'Два.', 'Четыре.', 'Один.', 'Пять.']);
});

test('lets a classifier that reads entities know all of them', async () => {
  const classifier = new FakeClassifier({ positive: 1, negative: 0 }, true);
  await extract('Иван и Мария. Россия и РФ.', classifier, {
    synonyms: [['Россия', 'РФ']],
    mentions: [
      { id: 'T1', type: 'PER', span: { start: 0, end: 4 } },
      { id: 'T2', type: 'PER', span: { start: 7, end: 12 } },
      { id: 'T3', type: 'LOC', span: { start: 14, end: 20 } },
      { id: 'T4', type: 'LOC', span: { start: 23, end: 25 } },
    ],
  });
  const [people, names] = classifier.asked.map(({ mentions }) => mentions.map(({ entityId }) => entityId));
  expect(people?.[0]).not.toBe(people?.[1]);
  expect(names?.[0]).toBe(names?.[1]);
});

const words = (text: string, { mentions }: { mentions: readonly EntityMention[] }) =>
  mentions.map(({ id, span }) => `${id} ${text.slice(span.start, span.end)}`);

test('looks for more besides the mentions given, which come first where both overlap', async () => {
  const text = '😀 Иван видит Марию Петрову. Анна спит.';
  const mentions = [
    { id: 'T7', type: 'PER', span: { start: 14, end: 27 } },
    { id: 'T2', type: 'PER', span: { start: 29, end: 33 } },
  ];
  const classifier = new FakeClassifier({ positive: 1, negative: 0 });
  const { extraction } = await extract(text, classifier, { mentions, recognise: 'besides' });
  expect(words(text, extraction)).toEqual(['M3 Иван', 'T7 Марию Петрову', 'T2 Анна']);
  expect(extraction.attitudes.map((each) => [each.sourceMentionId, each.targetMentionId])).toEqual([
    ['M3', 'T7'],
    ['T7', 'M3'],
  ]);
  const alone = await extract(text, classifier, { mentions });
  expect(words(text, alone.extraction)).toEqual(['T7 Марию Петрову', 'T2 Анна']);
  expect(recogniser.asked).toEqual([]);
});

test('keeps mentions given outside the range that is read', async () => {
  const text = 'Иван спит. Мария видит Петра.';
  const { extraction } = await extract(text, new FakeClassifier({ positive: 1, negative: 0 }), {
    mentions: [{ id: 'T1', type: 'PER', span: { start: 0, end: 4 } }],
    recognise: 'besides',
    range: { start: 12, end: 12 },
  });
  expect(words(text, extraction)).toEqual(['T1 Иван', 'M11 Мария', 'M23 Петра']);
});

test('does not find again what is excluded', async () => {
  const text = 'Иван видит Марию. Иван спит.';
  const { extraction } = await extract(text, new FakeClassifier({ positive: 1, negative: 0 }), {
    excluded: [
      { start: 0, end: 4 },
      { start: 4, end: 11 },
      { start: 13, end: 20 },
    ],
  });
  expect(words(text, extraction)).toEqual([]);
  const one = await extract(text, new FakeClassifier({ positive: 1, negative: 0 }), {
    excluded: [{ start: 12, end: 14 }],
  });
  expect(words(text, one.extraction)).toEqual(['M0 Иван', 'M18 Иван']);
});

test('says what was left out, and that nothing was found', async () => {
  const classifier = new FakeClassifier({ positive: 1, negative: 0 });
  classifier.classify = async () => ({ pairs: [], leftOut: 6 });
  const { extraction } = await extract('Иван видит Марию и слышит хор.', classifier);
  expect(extraction.problems).toEqual([
    { message: expect.stringContaining('6 pairs of mentions were left out'), span: { start: 0, end: 30 } },
  ]);
  const nothing = await extract('весна пришла и снег сошёл', classifier);
  expect(nothing.extraction.problems).toEqual([{ message: 'No entity mentions were found.' }]);
});

test('stops when it is told to, between sentences', async () => {
  const controller = new AbortController();
  const classifier = new FakeClassifier({ positive: 1, negative: 0 });
  const text = Array.from({ length: 50 }, (_, i) => `Иван ${i} раз видит Марию.`).join(' ');
  const request = { text, source: 'plain' as const, folders: { entities: '', attitudes: '' } };
  const run = extractAttitudes(
    request,
    models(classifier),
    new ModelAnswers(),
    controller.signal,
    (progress) => {
      if (progress.doneSentences === 5) controller.abort(new Error('enough'));
    },
  );
  await expect(run).rejects.toThrow('enough');
  expect(classifier.asked).toHaveLength(5);
});

test('makes the pairs that every other part of the program makes', async () => {
  const words = fc.array(fc.constantFrom('Иван', 'Мария', 'НАТО', 'и', 'видит', '😀', '. ', '.\n\n'), {
    maxLength: 30,
  });
  const spans = fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 12 })), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(words, spans, async (parts, places) => {
      const text = parts.join(' ');
      const mentions: EntityMention[] = places
        .map(([start, length], index) => ({
          id: `T${index}`,
          type: 'PER',
          span: { start, end: start + length },
        }))
        .filter(({ span }) => text.slice(span.start, span.end).trim() !== '' && span.end <= text.length);
      const classifier = new FakeClassifier({ positive: 1, negative: 0 });
      const { extraction } = await extract(text, classifier, { mentions });
      const expected = candidatePairs(extraction.sentences, extraction.mentions, extraction.entities);
      expect(
        extraction.attitudes.map(({ sourceMentionId, targetMentionId, sentenceIndex }) => ({
          sourceMentionId,
          targetMentionId,
          sentenceIndex,
        })),
      ).toEqual(expected);
    }),
  );
});

test('reads a text of two megabytes', async () => {
  const sentence = 'Иван видит Марию, а Пётр не видит никого. ';
  const text = sentence.repeat(Math.ceil(2e6 / Buffer.byteLength(sentence)));
  const { extraction } = await extract(text, new FakeClassifier({ positive: 0.1, negative: 0 }));
  expect(extraction.sentences.length).toBe(text.length / sentence.length);
  expect(extraction.mentions.length).toBe(3 * extraction.sentences.length);
});
