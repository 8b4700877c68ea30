import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseWord, splitWords } from '../../../src/engine/words.ts';

function check(text: string, expected: string) {
  const words = splitWords(text);
  // A bar stands between words, a plus where they touch.
  const shown = words
    .map((word) => (word.touchesPrevious ? '+' : '|') + text.slice(word.start, word.end))
    .join('');
  expect(shown).toBe(expected);
}

test.each([
  ['', ''],
  [' \t\r\n', ''],
  ['США ввели санкции.', '|США|ввели|санкции+.'],
  ['«Зенит»–«Спартак»', '|«+Зенит+»+–+«+Спартак+»'],
  ['Андре\u0438\u0306', '|Андре\u0438\u0306'],
  ['😀Лавров', '|😀+Лавров'],
  ['Мос\u00adква', '|Мос|ква'],
  ['A_1 b', '|A_1|b'],
  ['Путин\r\nМэй', '|Путин|Мэй'],
  ['а\ud83dб', '|а|б'],
])('splits %j into %j', check);

test('takes the first word of a stretch for free of what stands before it', () => {
  expect(splitWords('(НАТО)', { start: 1, end: 5 })).toEqual([{ start: 1, end: 5, touchesPrevious: false }]);
});

test('covers every letter and digit of any text exactly once, in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const words = splitWords(text);
      const covered = words.map((word) => text.slice(word.start, word.end)).join('');
      expect(covered).toBe([...text].filter((c) => /[^\p{Z}\p{C}]/u.test(c)).join(''));
      for (const [index, word] of words.entries()) {
        expect(word.start).toBeLessThan(word.end);
        if (index > 0) expect(word.start).toBeGreaterThanOrEqual(words[index - 1]?.end ?? Infinity);
      }
    }),
  );
});

test('normalises before it lowers, and ё last', () => {
  const settings = { lowercase: true, yoToYe: true, normalization: 'NFKC' as const, special };
  expect(normaliseWord('Е\u0308ЛКА\ufb01', settings)).toBe('елкаfi');
  expect(normaliseWord('Ёлка', { ...settings, lowercase: false, yoToYe: false, normalization: 'none' })).toBe(
    'Ёлка',
  );
});

const special = { start: '<s>', end: '</s>', pad: '<pad>', unknown: '<unk>' };
