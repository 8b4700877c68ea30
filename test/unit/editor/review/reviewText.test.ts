import { afterEach, describe, expect, test } from 'vitest';
import { flipAttitudes, labelAttitudes } from '../../../../src/core/review/operations.ts';
import { reviewedAttitudes } from '../../../../src/editor/review/reviewedAttitudes.ts';
import {
  attitudeWords,
  decisionTitle,
  leftText,
  lookedAtText,
  stateWords,
} from '../../../../src/editor/review/reviewText.ts';
import { article, articleAttitudes, decided, suggested } from '../annotated.ts';
import { env } from '../vscode.ts';

const annotations = suggested(article, articleAttitudes);
const attitudes = annotations.extraction.attitudes;
const [first, second] = attitudes;
if (!first || !second) throw new Error('The article has no attitudes.');

describe('the words of the review', () => {
  afterEach(() => {
    env.language = 'en';
  });

  test('name both ends by their entities, and the sign', () => {
    expect(attitudes.map((attitude) => attitudeWords(annotations, attitude))).toEqual([
      'Россия → США −',
      'США → Иран −',
      'Китай → Россия +',
    ]);
  });

  test('tell what is looked at and how much is left', () => {
    expect(lookedAtText(annotations, first, { reviewed: 38, remaining: 12 })).toBe(
      'Россия → США −, 94% · 12 of 50 left',
    );
    expect(leftText({ reviewed: 0, remaining: 0 })).toBe('0 of 0 left');
  });

  test.each([
    ['accept', [first], 'accepted: Россия → США −'],
    ['reject', attitudes, 'rejected: 3 suggestions'],
    ['flip', [first], 'turned round: Россия → США −'],
    ['neutral', [first, second], 'labelled neutral: 2 suggestions'],
    ['positive', [second], 'labelled positive: США → Иран −'],
    ['remove', [{ ...first, id: 'R1', confirmed: true }], 'removed: Россия → США −'],
    [
      'remove',
      [first, second].map((each) => ({ ...each, confirmed: true as const })),
      'removed: 2 attitudes',
    ],
  ] as const)('say what was done: %s', (decision, decidedOn, expected) => {
    expect(decisionTitle(annotations, decidedOn, decision)).toBe(expected);
  });

  test('tell what a person made of a suggestion', () => {
    const after = decided(annotations, (review, shown) => labelAttitudes(review, shown, 'negative'));
    expect(reviewedAttitudes(after).map(stateWords)).toEqual(['accepted', 'accepted', 'corrected']);
    const flipped = decided(annotations, (review, shown) => flipAttitudes(review, shown.slice(0, 1)));
    expect(
      reviewedAttitudes(flipped).map((each) => [attitudeWords(flipped, each), stateWords(each)]),
    ).toEqual([
      ['Россия → США 0', 'rejected'],
      ['США → Россия −', 'corrected'],
    ]);
    expect(stateWords(first)).toBe('94%');
    expect(stateWords({ ...first, confirmed: true })).toBe('added by hand');
  });
});
