import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Classifier, runRows } from '../../../src/engine/classifier.ts';
import { EntityRecogniser } from '../../../src/engine/entityRecogniser.ts';
import { EngineError } from '../../../src/engine/errors.ts';
import type { AttitudesManifest, EntitiesManifest } from '../../../src/engine/manifest.ts';
import { expectTask, readModelFolder, readTokenizerFile } from '../../../src/engine/modelFolder.ts';
import { loadOnnxClassifier } from '../../../src/engine/onnxClassifier.ts';
import { SentenceAttitudes } from '../../../src/engine/sentenceAttitudes.ts';
import { Subwords } from '../../../src/engine/subwords.ts';
import { tinyFolder } from './folders.ts';
import { markSentence } from './markSentence.ts';
import { WatchedClassifier } from './watchedClassifier.ts';

const signal = new AbortController().signal;

describe('entities', () => {
  let manifest: EntitiesManifest;
  let subwords: Subwords;
  let classifier: Classifier;

  beforeAll(async () => {
    const folder = expectTask(await readModelFolder(tinyFolder('entities')), 'entities');
    manifest = folder.manifest;
    subwords = new Subwords(await readTokenizerFile(folder), manifest.tokenizer, folder.path);
    classifier = await loadOnnxClassifier(folder);
  });
  afterAll(() => classifier.dispose());

  test('finds mentions in order, on words, without overlap, in a sentence of any length', async () => {
    const recogniser = new EntityRecogniser(classifier, subwords, manifest);
    const sentence = 'Президент России Владимир Путин встретился с Ангелой Меркель. '.repeat(40);
    const found = await recogniser.recognise(sentence, signal);
    expect(found.length).toBeGreaterThan(40);
    let position = 0;
    for (const { span, type, probability } of found) {
      expect(span.start).toBeGreaterThanOrEqual(position);
      expect(sentence.slice(span.start, span.end)).toMatch(/^[\p{L}\p{P}](.*[\p{L}\p{P}])?$/u);
      expect(manifest.labels).toContain(`B-${type}`);
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThanOrEqual(1);
      position = span.end;
    }
  });

  test('refuses subwords that are not in the vocabulary', async () => {
    await expect(classifier.run({ ids: [0, 999_999, 2], positions: { words: [1] } })).rejects.toThrow(
      EngineError,
    );
  });

  test('stops between two rows when it is cancelled', async () => {
    const controller = new AbortController();
    const watched = new WatchedClassifier(classifier);
    const run = watched.run.bind(watched);
    watched.run = (row) => {
      if (watched.rows.length === 2) controller.abort(new Error('enough'));
      return run(row);
    };
    const rows = [1, 2, 3, 4, 5].map((id) => ({ ids: [0, id, 2], positions: { words: [1] } }));
    await expect(runRows(watched, rows, controller.signal)).rejects.toThrow('enough');
    expect(watched.rows).toHaveLength(3);
  });

  test('runs equal rows once', async () => {
    const watched = new WatchedClassifier(classifier);
    const row = { ids: [0, 7, 2], positions: { words: [1] } };
    const results = await runRows(watched, [row, { ...row }, row], signal);
    expect(watched.rows).toHaveLength(1);
    expect(results[2]).toEqual(results[0]);
  });
});

describe('attitudes by sentence', () => {
  let manifest: AttitudesManifest;
  let subwords: Subwords;
  let classifier: Classifier;

  beforeAll(async () => {
    const folder = expectTask(await readModelFolder(tinyFolder('attitudes')), 'attitudes');
    manifest = folder.manifest;
    subwords = new Subwords(await readTokenizerFile(folder), manifest.tokenizer, folder.path);
    classifier = await loadOnnxClassifier(folder);
  });
  afterAll(() => classifier.dispose());

  function attitudes(inner: Classifier) {
    if (manifest.input.kind !== 'sentence') throw new Error('The tiny model reads sentences.');
    return new SentenceAttitudes(inner, subwords, manifest, manifest.input);
  }

  test('judges near pairs of a long sentence and counts the far ones', async () => {
    const filler = 'и снова шли долгие разговоры о погоде и видах на урожай '.repeat(8);
    const text = `Путин ругает Трампа ${filler} Меркель хвалит Макрона`;
    const mentions = ['Путин', 'Трампа', 'Меркель', 'Макрона'].map((name) => ({
      start: text.indexOf(name),
      end: text.indexOf(name) + name.length,
      type: 'PER',
    }));
    const { pairs, leftOut } = await attitudes(classifier).classify(markSentence(text, mentions), signal);
    expect(pairs.map(({ source, target }) => `${source}${target}`)).toEqual(['01', '10', '23', '32']);
    expect(leftOut).toBe(8);
  });

  test('takes nested mentions for the same place, and no pair of them', async () => {
    const text = 'МИД России осудил США';
    const mentions = [
      { start: 0, end: 10, type: 'ORG' },
      { start: 4, end: 10, type: 'LOC' },
      { start: 18, end: 21, type: 'LOC' },
    ];
    const { pairs } = await attitudes(classifier).classify(markSentence(text, mentions), signal);
    expect(pairs.map(({ source, target }) => `${source}${target}`)).toEqual(['02', '12', '20', '21']);
    expect(pairs[0]?.negative).toBe(pairs[1]?.negative);
  });

  test('costs no square of thousands of mentions in one line', async () => {
    const names = 4000;
    const text = 'Иван, '.repeat(names);
    const mentions = Array.from({ length: names }, (_, i) => ({ start: 6 * i, end: 6 * i + 4, type: 'PER' }));
    const { pairs, leftOut } = await attitudes(classifier).classify(markSentence(text, mentions), signal);
    expect(pairs.length + leftOut).toBe(names * (names - 1));
    expect(pairs.length).toBeLessThan(names * 64);
  });
});
