import { describe, expect, test } from 'vitest';
import { acceptAttitudes } from '../../../../src/core/review/operations.ts';
import { attitudesAtCursor, isSuggestion } from '../../../../src/editor/review/attitudeAtCursor.ts';
import { differences } from '../../../../src/editor/review/reviewedAttitudes.ts';
import { article, articleAttitudes, decided, suggested } from '../annotated.ts';

const annotations = suggested(article, articleAttitudes);
const [first, second] = annotations.extraction.attitudes;
const at = (word: string) => annotations.text.indexOf(word) + 1;
const found = (word: string, lookedAt = first) =>
  attitudesAtCursor(annotations, at(word), lookedAt, isSuggestion);

describe('attitudesAtCursor', () => {
  test('takes the one that is looked at, anywhere in its sentence', () => {
    expect(found('давлении')).toEqual([first]);
    expect(found('США', second)).toEqual([second]);
  });

  test('takes those of the mention at the cursor elsewhere', () => {
    expect(found('Россию')).toEqual([annotations.extraction.attitudes[2]]);
    expect(attitudesAtCursor(annotations, at('США'), undefined, isSuggestion)).toEqual([first, second]);
    expect(found('молчит')).toEqual([]);
  });

  test('leaves out what was decided upon', () => {
    const after = decided(annotations, (review, shown) => acceptAttitudes(review, shown.slice(0, 1)));
    const [accepted, left] = after.extraction.attitudes;
    expect(attitudesAtCursor(after, at('США'), accepted, isSuggestion)).toEqual([left]);
    expect(attitudesAtCursor(after, at('США'), accepted, () => true)).toEqual([accepted]);
  });
});

test('two reviews differ where one of them has a decision that the other has not', () => {
  const after = decided(annotations, (review, shown) => acceptAttitudes(review, shown.slice(1)));
  const words = differences(annotations.review, after.review).map(({ source, target }) => [
    after.wordsAt(source),
    after.wordsAt(target),
  ]);
  expect(words).toEqual([
    ['США', 'Иран'],
    ['Кита\u0438\u0306', 'Россию'],
  ]);
  expect(differences(after.review, annotations.review)).toEqual(
    differences(annotations.review, after.review),
  );
  expect(differences(after.review, after.review)).toEqual([]);
});
