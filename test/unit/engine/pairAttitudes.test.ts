import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MarkedSentence } from '../../../src/engine/attitudeClassifier.ts';
import type { Classifier, Row } from '../../../src/engine/classifier.ts';
import type { AttitudesManifest } from '../../../src/engine/manifest.ts';
import { expectTask, readModelFolder, readTokenizerFile } from '../../../src/engine/modelFolder.ts';
import { loadOnnxClassifier } from '../../../src/engine/onnxClassifier.ts';
import { PairAttitudes } from '../../../src/engine/pairAttitudes.ts';
import { Subwords } from '../../../src/engine/subwords.ts';

const signal = new AbortController().signal;
const path = (name: string) => fileURLToPath(new URL(`../../data/${name}`, import.meta.url));

const parityCase = v.object({
  marked: v.string(),
  source: v.number(),
  target: v.number(),
  ids: v.array(v.number()),
  logits: v.tuple([v.number(), v.number(), v.number()]),
});
const cases = readFileSync(path('parity/tiny-pairs.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => v.parse(parityCase, JSON.parse(line)));

let manifest: AttitudesManifest;
let classifier: Classifier;
let pairs: PairAttitudes;
let rows: Row[];

beforeAll(async () => {
  const folder = expectTask(await readModelFolder(path('models/tiny-pairs')), 'attitudes');
  manifest = folder.manifest;
  const subwords = new Subwords(await readTokenizerFile(folder), manifest.tokenizer, folder.path);
  classifier = await loadOnnxClassifier(folder);
  if (manifest.input.kind !== 'pair') throw new Error('The tiny model reads pairs.');
  const watched: Classifier = {
    labelCount: 3,
    run: (row) => {
      rows.push(row);
      return classifier.run(row);
    },
    dispose: () => classifier.dispose(),
  };
  pairs = new PairAttitudes(watched, subwords, manifest, manifest.input);
});
afterAll(() => classifier.dispose());

/** `[Иванов]PER`; mentions with the same words are one entity. */
function mark(marked: string): MarkedSentence {
  const mentions: MarkedSentence['mentions'][number][] = [];
  let text = '';
  let position = 0;
  for (const match of marked.matchAll(/\[([^\]]*)\]([A-Z]+)/g)) {
    const [whole, name = '', type = ''] = match;
    text += marked.slice(position, match.index);
    mentions.push({ span: { start: text.length, end: text.length + name.length }, type, entityId: name });
    text += name;
    position = match.index + whole.length;
  }
  return { text: text + marked.slice(position), mentions };
}

test.each(cases)(
  'asks and answers as the reference on $marked',
  async ({ marked, source, target, ...expected }) => {
    rows = [];
    const scores = await pairs.classify(mark(marked), signal);
    expect(rows.map((row) => row.ids)).toContainEqual(expected.ids);
    const found = scores.pairs.find((pair) => pair.source === source && pair.target === target);
    const odds = expected.logits.map((logit) => Math.exp(logit / manifest.temperature));
    const sum = odds.reduce((a, b) => a + b);
    const shareOf = (label: 'positive' | 'negative') => (odds[manifest.labels.indexOf(label)] ?? 0) / sum;
    expect(found?.positive).toBeCloseTo(shareOf('positive'), 3);
    expect(found?.negative).toBeCloseTo(shareOf('negative'), 3);
  },
);

test('tells where the second text begins', async () => {
  rows = [];
  await pairs.classify(mark('[А]PER и [Б]PER'), signal);
  const [{ ids = [], secondText = 0 } = {}] = rows;
  const end = ids.at(-1);
  expect(ids[secondText - 1]).toBe(end);
  expect(ids.filter((id) => id === end)).toHaveLength(2);
});

test('judges no pair within an entity', async () => {
  rows = [];
  const { pairs: found, leftOut } = await pairs.classify(mark('[А]PER и [Б]PER, а также [А]PER'), signal);
  expect(found.map(({ source, target }) => `${source}${target}`)).toEqual(['01', '10', '12', '21']);
  expect(leftOut).toBe(0);
});

test('counts pairs whose ends were lost from a row that is too long', async () => {
  rows = [];
  const sentence = mark(`[А]PER и [Б]PER ${'длинный текст '.repeat(40)} [В]PER`);
  const { pairs: found, leftOut } = await pairs.classify(sentence, signal);
  expect(found.map(({ source, target }) => `${source}${target}`)).toEqual(['01', '10']);
  expect(leftOut).toBe(4);
});

test('counts mentions that no row has room for', async () => {
  rows = [];
  const sentence = mark(Array.from({ length: 80 }, (_, i) => `[И${i}]PER`).join(' '));
  const { pairs: found, leftOut } = await pairs.classify(sentence, signal);
  expect(found.length + leftOut).toBe(80 * 79);
  expect(found.length).toBeGreaterThan(0);
});
