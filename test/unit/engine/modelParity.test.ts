import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Classifier, runRows } from '../../../src/engine/classifier.ts';
import { EntityRecogniser } from '../../../src/engine/entityRecogniser.ts';
import type { AttitudesManifest, EntitiesManifest } from '../../../src/engine/manifest.ts';
import { expectTask, readModelFolder, readTokenizerFile } from '../../../src/engine/modelFolder.ts';
import { loadOnnxClassifier } from '../../../src/engine/onnxClassifier.ts';
import { SentenceAttitudes } from '../../../src/engine/sentenceAttitudes.ts';
import { Subwords } from '../../../src/engine/subwords.ts';
import { bundledFolder, tinyFolder } from './folders.ts';
import { markSentence } from './markSentence.ts';
import { readPairsParity, readWordsParity } from './parity.ts';
import { WatchedClassifier } from './watchedClassifier.ts';

const signal = new AbortController().signal;

/** Processors round differently, and where 8-bit activations are concerned a last digit may tip a whole step. */
const processorTolerance = 0.03;

function expectNear(actual: number | undefined, expected: number): void {
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThan(processorTolerance);
}

describe.each([
  ['tiny-entities', tinyFolder('entities')],
  ['entities-ru', bundledFolder('entities-ru')],
])('%s', (name, path) => {
  let manifest: EntitiesManifest;
  let subwords: Subwords;
  let classifier: Classifier;

  beforeAll(async () => {
    const folder = expectTask(await readModelFolder(path), 'entities');
    manifest = folder.manifest;
    subwords = new Subwords(await readTokenizerFile(folder), manifest.tokenizer, folder.path);
    classifier = await loadOnnxClassifier(folder);
  });
  afterAll(() => classifier.dispose());

  test.each(readWordsParity(name))('asks and answers as the reference on $text', async (reference) => {
    const { text, words, ids, logits, mentions } = reference;
    // The reference cuts a row that is too long; the engine reads on in another window.
    if (ids.length >= manifest.maxSubwords) return;
    const watched = new WatchedClassifier(classifier);
    const found = await new EntityRecogniser(watched, subwords, manifest).recognise(text, signal);
    if (mentions !== undefined) {
      expect(found.map(({ span, type }) => ({ ...span, type }))).toEqual(
        mentions.map(({ start, end, type }) => ({ start, end, type })),
      );
    }
    expect(watched.rows.map((row) => row.ids)).toEqual(words.length > 0 ? [ids] : []);
    const [row = new Float32Array()] = await runRows(classifier, watched.rows, signal);
    expect(row.length).toBe(logits.flat().length);
    // Logits are a few times wider than probabilities.
    for (const [index, value] of logits.flat().entries())
      expectNear((row[index] ?? Number.NaN) / 5, value / 5);
  });
});

describe.each([
  ['tiny-attitudes', tinyFolder('attitudes')],
  ['tiny-named', tinyFolder('named')],
  ['attitudes-ru', bundledFolder('attitudes-ru')],
])('%s', (name, path) => {
  let manifest: AttitudesManifest;
  let subwords: Subwords;
  let classifier: Classifier;

  beforeAll(async () => {
    const folder = expectTask(await readModelFolder(path), 'attitudes');
    manifest = folder.manifest;
    subwords = new Subwords(await readTokenizerFile(folder), manifest.tokenizer, folder.path);
    classifier = await loadOnnxClassifier(folder);
  });
  afterAll(() => classifier.dispose());

  test.each(readPairsParity(name))('asks and answers as the reference on $text', async (reference) => {
    const { text, mentions, ids, pairs, logits } = reference;
    if (manifest.input.kind !== 'sentence') throw new Error('These models read sentences.');
    if (ids.length >= manifest.maxSubwords) return;
    const watched = new WatchedClassifier(classifier);
    const attitudes = new SentenceAttitudes(watched, subwords, manifest, manifest.input);
    const scores = await attitudes.classify(markSentence(text, mentions), signal);
    expect(scores.leftOut).toBe(0);
    expect(scores.pairs.map(({ source, target }) => [source, target])).toEqual(pairs);
    expect(watched.rows.map((row) => row.ids)).toEqual(pairs.length > 0 ? [ids] : []);
    for (const [index, row] of logits.entries()) {
      const odds = row.map((logit) => Math.exp(logit / manifest.temperature));
      const sum = odds.reduce((a, b) => a + b);
      const shareOf = (label: 'positive' | 'negative') => (odds[manifest.labels.indexOf(label)] ?? 0) / sum;
      expectNear(scores.pairs[index]?.positive, shareOf('positive'));
      expectNear(scores.pairs[index]?.negative, shareOf('negative'));
    }
  });
});

test('every parity file has its test', () => {
  const files = readdirSync(fileURLToPath(new URL('../../data/parity', import.meta.url)));
  expect(files.filter((file) => file.endsWith('.jsonl')).sort()).toEqual([
    'attitudes-ru.jsonl',
    'entities-ru.jsonl',
    'tiny-attitudes.jsonl',
    'tiny-entities.jsonl',
    'tiny-named.jsonl',
    // In pairAttitudes.test.ts.
    'tiny-pairs.jsonl',
  ]);
});
