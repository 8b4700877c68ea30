import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resplitSentences, splitSentences } from '../../../src/core/sentences.ts';

const pieces = fc.constantFrom(
  'Россия осудила США. ',
  'В. В. Путин сказал: «Да!» ',
  'г. Москва и т. д. ',
  'длинная строка без точки, которая всё не кончается и не кончается ',
  '1. ',
  '😀',
  '\r\n',
  '\n\n',
  ' ',
  'й',
  '• ',
  '...',
);
const texts = (maxLength: number) => fc.array(pieces, { maxLength }).map((each) => each.join(''));

test('splits as if the text were read anew', () => {
  fc.assert(
    fc.property(texts(80), fc.nat(), fc.nat(10), texts(3), (before, at, length, inserted) => {
      const start = at % (before.length + 1);
      const text = before.slice(0, start) + inserted + before.slice(start + length);
      expect(resplitSentences(before, splitSentences(before), text)).toEqual(splitSentences(text));
    }),
    { numRuns: 2000 },
  );
});
