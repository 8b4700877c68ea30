import { describe, expect, test } from 'vitest';
import { resolveLost } from '../../../../src/core/review/operations.ts';
import { applyChange, type LostMention, type Review } from '../../../../src/core/review/review.ts';
import { shiftReview } from '../../../../src/core/review/textEdits.ts';
import { applyStep, stepsOf } from '../../../../src/core/textPatch.ts';
import { annOf, reviewOf, spanOf } from './reviewOf.ts';

const text = 'Россия 😀 осудила США.\r\nНАТО молчит.';
const ann = 'T1\tLOC 0 6\tРоссия\nT2\tLOC 17 20\tСША\nR1\tNEG Arg1:T1 Arg2:T2\n';
const read = reviewOf(ann, text);

interface State {
  readonly text: string;
  readonly review: Review;
}

function replace(state: State, words: string, by: string): State {
  const steps = stepsOf(state.text, [{ span: spanOf(state.text, words), text: by }]);
  return { text: steps.reduce(applyStep, state.text), review: shiftReview(state.review, steps) };
}

const start: State = { text, review: read.review };
const write = ({ review, text }: State) => annOf(read, review, text);
const lostWords = ({ lost }: Review) => lost.map(({ words }: LostMention) => words);

describe('a mention whose words are deleted', () => {
  test('is lost with its attitudes, and comes back when the text does', () => {
    const lost = replace(start, 'сия 😀 осудила США', 'сия');
    expect(lost.review.lost).toMatchObject([{ words: 'США', attitudes: [{ id: 'R1' }], isMark: false }]);
    expect(write(lost)).toBe('T1\tLOC 0 6\tРоссия\n');
    const back = replace(lost, 'сия', 'сия 😀 осудила США');
    expect(back.review).toEqual(read.review);
    expect(write(back)).toBe(ann);
  });

  test('comes back although it was deleted letter by letter', () => {
    let state = start;
    for (const word of ['США', 'СШ', 'С']) state = replace(state, `${word}.`, `${word.slice(0, -1)}.`);
    expect(lostWords(state.review)).toEqual(['США']);
    expect(replace(state, ' .', ' США.').review).toEqual(read.review);
  });

  test('gets other words from a person, or goes with its attitudes', () => {
    const state = replace(start, 'США', 'Америку');
    const [lost] = state.review.lost;
    expect(lost?.mention.span).toEqual(spanOf(state.text, 'Америку'));
    const resolved = applyChange(
      state.review,
      resolveLost(state.review, 'T2', spanOf(state.text, 'Америку')),
    );
    expect(annOf(read, resolved, state.text)).toBe(ann.replace('17 20\tСША', '17 24\tАмерику'));
    const removed = applyChange(state.review, resolveLost(state.review, 'T2', 'remove'));
    expect([removed.lost, removed.attitudes.size]).toEqual([[], 0]);
  });
});
