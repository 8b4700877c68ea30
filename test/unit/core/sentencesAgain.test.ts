import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resplitSentences, splitSentences, splittingSentences } from '../../../src/core/sentences.ts';
import { finish } from '../../../src/core/work.ts';

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

test('splits in turns as at one go', () => {
  fc.assert(
    fc.property(texts(80), fc.integer({ min: 1, max: 5 }), (text, sentencesATurn) => {
      const work = splittingSentences(text, sentencesATurn);
      expect(finish(work)).toEqual(splitSentences(text));
    }),
    { numRuns: 2000 },
  );
});
