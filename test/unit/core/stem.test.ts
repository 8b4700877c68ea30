import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stemWord } from '../../../src/core/stem.ts';

const vocabulary = readFileSync(new URL('../../data/stems/snowball-3.1.1.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'));

describe('stemWord', () => {
  it('gives the stems of Snowball for words that exist and words that do not', () => {
    expect(vocabulary.length).toBeGreaterThan(5800);
    expect(vocabulary.map(([word = '']) => [word, stemWord(word)])).toEqual(vocabulary);
  });

  it('gives the forms of a name one stem', () => {
    const forms = ['Россия', 'россии', 'РОССИЮ', 'Россией'];
    expect(new Set(forms.map(stemWord))).toEqual(new Set(['росс']));
  });

  it('takes any text, and adds nothing to it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (word) => {
        const lowerCase = word.toLowerCase().replaceAll('ё', 'е');
        expect(stemWord(word).length).toBeLessThanOrEqual(lowerCase.length);
        expect(stemWord(word.toUpperCase())).toBe(stemWord(word.toUpperCase().toLowerCase()));
      }),
    );
  });
});
