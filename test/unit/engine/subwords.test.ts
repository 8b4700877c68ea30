import { beforeAll, describe, expect, test } from 'vitest';
import { ModelLoadError } from '../../../src/engine/errors.ts';
import { type ModelFolder, readModelFolder, readTokenizerFile } from '../../../src/engine/modelFolder.ts';
import { Subwords } from '../../../src/engine/subwords.ts';
import { splitWords } from '../../../src/engine/words.ts';
import { tinyFolder } from './folders.ts';
import { readWordsParity } from './parity.ts';

let folder: ModelFolder;
let content: unknown;
let subwords: Subwords;

beforeAll(async () => {
  folder = await readModelFolder(tinyFolder('entities'));
  content = await readTokenizerFile(folder);
  subwords = new Subwords(content, folder.manifest.tokenizer, 'tokenizer.json');
});

describe('agrees with the reference', () => {
  test.each(readWordsParity('tiny-entities'))('on $text', ({ text, words, ids }) => {
    expect(splitWords(text).map(({ start, end }) => [start, end])).toEqual(words);
    const { start, end } = subwords.special;
    const row = [start, ...subwords.ofStretch(text, { start: 0, end: text.length })];
    expect([...row.slice(0, folder.manifest.maxSubwords - 1), end]).toEqual(ids);
  });
});

test('gives the same ids again from memory', () => {
  const first = subwords.ofWord('Россия', false);
  expect(subwords.ofWord('Россия', false)).toBe(first);
  expect(subwords.ofWord('Россия', true)).not.toEqual(first);
});

test('takes a word of a million letters for one unknown subword', () => {
  expect(subwords.ofWord('а'.repeat(1_000_000), false)).toEqual([subwords.special.unknown]);
});

test.each([
  ['no object', 'x'],
  ['no model', { added_tokens: [] }],
  ['an unknown kind of model', { model: { type: 'Magic' }, added_tokens: [] }],
])('refuses a tokenizer with %s', (_, damaged) => {
  expect(() => new Subwords(damaged, folder.manifest.tokenizer, 'tokenizer.json')).toThrow(ModelLoadError);
});

test('refuses a tokenizer that lacks a subword of the manifest', () => {
  const settings = {
    ...folder.manifest.tokenizer,
    special: { ...folder.manifest.tokenizer.special, pad: '[PAD]' },
  };
  expect(() => new Subwords(content, settings, 'tokenizer.json')).toThrow(/"\[PAD\]"/);
});
