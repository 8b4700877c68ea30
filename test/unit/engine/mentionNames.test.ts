import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MarkedSentence } from '../../../src/engine/attitudeClassifier.ts';
import type { Classifier, RowNames } from '../../../src/engine/classifier.ts';
import type { AttitudesManifest } from '../../../src/engine/manifest.ts';
import { expectTask, readModelFolder, readTokenizerFile } from '../../../src/engine/modelFolder.ts';
import { loadOnnxClassifier } from '../../../src/engine/onnxClassifier.ts';
import { SentenceAttitudes } from '../../../src/engine/sentenceAttitudes.ts';
import { Subwords } from '../../../src/engine/subwords.ts';
import { tinyFolder } from './folders.ts';
import { markSentence } from './markSentence.ts';
import { WatchedClassifier } from './watchedClassifier.ts';

const signal = new AbortController().signal;
let manifest: AttitudesManifest;
let subwords: Subwords;
let classifier: Classifier;

beforeAll(async () => {
  const folder = expectTask(await readModelFolder(tinyFolder('named')), 'attitudes');
  manifest = folder.manifest;
  subwords = new Subwords(await readTokenizerFile(folder), manifest.tokenizer, folder.path);
  classifier = await loadOnnxClassifier(folder);
});
afterAll(() => classifier.dispose());

async function read(sentence: MarkedSentence, longestName = 16) {
  if (manifest.input.kind !== 'sentence') throw new Error('The tiny model reads sentences.');
  const watched = new WatchedClassifier(classifier);
  const attitudes = new SentenceAttitudes(watched, subwords, manifest, { ...manifest.input, longestName });
  const { pairs } = await attitudes.classify(sentence, signal);
  return { pairs, rows: watched.rows };
}

/** The names of a row without what fills them up. */
function namesOf(names: RowNames | undefined): number[][] {
  return (names?.ids ?? []).map((name) => name.filter((id) => id !== subwords.special.pad));
}

const mentionsOf = (...spans: readonly (readonly [number, number])[]) =>
  spans.map(([start, end]) => ({ start, end, type: 'ORG' }));

test('who is meant counts though the sentence is read without names', async () => {
  const one = await read(markSentence('МИД осудил США.', mentionsOf([0, 3], [11, 14])));
  const other = await read(markSentence('ООН осудил РФ.', mentionsOf([0, 3], [11, 13])));
  expect(one.rows[0]?.ids).toEqual(other.rows[0]?.ids);
  expect(one.pairs[0]?.negative).not.toBe(other.pairs[0]?.negative);
});

test('nested mentions share a marker and keep their own names', async () => {
  const text = 'МИД России осудил США';
  const { rows } = await read(markSentence(text, mentionsOf([0, 10], [4, 10], [18, 21])));
  const wordsOf = (part: string) => [...subwords.ofStretch(part, { start: 0, end: part.length })];
  const [row] = rows;
  expect(namesOf(row?.names)).toEqual([wordsOf('МИД России'), wordsOf('США'), wordsOf('России')]);
  expect(row?.names?.source).toEqual([0, 1, 2, 1]);
  expect(row?.names?.target).toEqual([1, 0, 1, 2]);
});

test('all fragments of a mention are its name, cut where the model reads no farther', async () => {
  const sentence = markSentence('Северная, а не Южная Корея за США', mentionsOf([0, 26], [30, 33]));
  const [first, ...others] = sentence.mentions;
  if (first === undefined) throw new Error('There are two mentions.');
  const fragments = [
    { start: 0, end: 8 },
    { start: 21, end: 26 },
  ];
  const whole = { ...sentence, mentions: [{ ...first, fragments }, ...others] };
  const expected = fragments.flatMap((span) => [...subwords.ofStretch(sentence.text, span)]);
  expect(namesOf((await read(whole)).rows[0]?.names)[0]).toEqual(expected);
  expect(namesOf((await read(whole, 2)).rows[0]?.names)[0]).toEqual(expected.slice(0, 2));
});

test('a graph that takes names is no graph of a manifest without them, nor the other way round', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'aredit-names-'));
  try {
    for (const [id, message] of [
      ['named', 'needs the input "names"'],
      ['attitudes', 'has no input "names"'],
    ] as const) {
      const path = join(parent, `tiny-${id}`);
      await cp(tinyFolder(id), path, { recursive: true });
      const content = JSON.parse(await readFile(join(path, 'manifest.json'), 'utf8'));
      if (id === 'named') delete content.input.longestName;
      else content.input.longestName = 16;
      await writeFile(join(path, 'manifest.json'), JSON.stringify(content));
      const folder = await readModelFolder(path);
      await expect(loadOnnxClassifier(folder)).rejects.toThrow(message);
    }
  } finally {
    await rm(parent, { recursive: true });
  }
});
