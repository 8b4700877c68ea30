import { describe, expect, test } from 'vitest';
import { resolveLost } from '../../../../src/core/review/operations.ts';
import { applyChange, invert, type LostMention, type Review } from '../../../../src/core/review/review.ts';
import { shiftReview } from '../../../../src/core/review/textEdits.ts';
import { stepBetween } from '../../../../src/core/textDiff.ts';
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

  test('comes back although other words were edited in between, in the order of undoing', () => {
    const edited = [
      ['США', ''],
      ['осудила', 'обвинила'],
      ['обвинила ', ''],
      ['Россия', 'Сегодня Россия'],
    ] as const;
    const states = [start];
    for (const [words, by] of edited) states.push(replace(states.at(-1) ?? start, words, by));
    expect(lostWords(states.at(-1)?.review ?? read.review)).toEqual(['США']);
    let state = states.at(-1) ?? start;
    for (const { text: earlier } of states.reverse()) {
      const step = stepBetween(state.text, earlier);
      state = { text: earlier, review: shiftReview(state.review, [step]) };
    }
    expect(write(state)).toBe(ann);
    expect(state.review.lost).toEqual([]);
  });

  test('comes back with its attitude when both ends were deleted', () => {
    const lost = replace(start, text, '');
    expect(lostWords(lost.review)).toEqual(['Россия', 'США']);
    expect(lost.review.lost.flatMap(({ attitudes }) => attitudes)).toHaveLength(1);
    const back = shiftReview(lost.review, stepsOf('', [{ span: { start: 0, end: 0 }, text }]));
    expect(back).toEqual(read.review);
  });

  test('comes back when its words do, though others around them do not', () => {
    const lost = replace(start, '😀 осудила США.', '');
    const back = replace(lost, 'Россия ', 'Россия и обвинила США! ');
    expect(back.review.lost).toEqual([]);
    expect(back.review.mentions.get('T2')?.span).toEqual(spanOf(back.text, 'США'));
    expect(lostWords(replace(lost, 'Россия ', 'Россия: США и США').review)).toEqual(['США']);
    expect(lostWords(replace(lost, 'Россия ', 'Россия: АСША').review)).toEqual(['США']);
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
    const remove = resolveLost(state.review, 'T2', 'remove');
    const removed = applyChange(state.review, remove);
    expect([removed.lost, removed.attitudes.size]).toEqual([[], 0]);
    expect(applyChange(removed, invert(remove)).lost).toEqual(state.review.lost);
  });
});

describe('a mention whose words are edited', () => {
  /** `[` and `]` mark the mention, `{old|new}` the edit; the answer marks the mention in the text after it. */
  test.each([
    ['keeps what replaces a part of it', '[Рос{с|С}ия] и', '[РосСия] и'],
    ['keeps what replaces its end', '[Росси{я|и}] и', '[России] и'],
    ['has no blanks at its borders', '[Европейский {союз|}] и', '[Европейский]  и'],
    ['has no blanks before it', 'в [{весь |}  мир]', 'в   [мир]'],
    ['leaves out the blank behind what replaces its end', '[Росс{ия|😀 }] и', '[Росс😀]  и'],
    ['grows with what is pasted inside', '[Рос{|😀}сия]', '[Рос😀сия]'],
    ['stays apart from what is pasted around it', '{|😀}[США]', '😀[США]'],
    [
      'keeps the words that a replaced sentence still has',
      '{Вчера [США] молчали|А США говорили}',
      'А [США] говорили',
    ],
    ['is lost when another word takes its place', '[{Иванов|Петров}] и', 'Петров и'],
  ])('%s', (_title, marked, expected) => {
    const plain = marked.replace(/\{([^|]*)\|[^}]*\}/, '$1');
    const bare = plain.replace(/[[\]]/g, '');
    const mention = { start: plain.indexOf('['), end: plain.indexOf(']') - 1 };
    const [, old = '', by = ''] = /\{([^|]*)\|([^}]*)\}/.exec(marked) ?? [];
    const editStart = marked.slice(0, marked.indexOf('{')).replace('[', '').length;
    const edit = { start: editStart, end: editStart + old.replace(/[[\]]/g, '').length };
    const words = bare.slice(mention.start, mention.end);
    const { review } = reviewOf(`T1\tORG ${mention.start} ${mention.end}\t${words}\n`, bare);
    const steps = stepsOf(bare, [{ span: edit, text: by }]);
    const after = steps.reduce(applyStep, bare);
    const span = shiftReview(review, steps).mentions.get('T1')?.span;
    const shown = span
      ? `${after.slice(0, span.start)}[${after.slice(span.start, span.end)}]${after.slice(span.end)}`
      : after;
    expect(shown).toBe(expected);
  });

  test('keeps its other fragments, and gets the lost one back', () => {
    const { review } = reviewOf('T1\tORG 0 6;17 20\tРоссия США\n', text);
    const lost = replace({ text, review }, '😀 осудила США', '😀');
    expect(lost.review.mentions.get('T1')).toMatchObject({ span: spanOf(text, 'Россия') });
    expect(lost.review.mentions.get('T1')?.fragments).toBeUndefined();
    expect(replace(lost, '😀', '😀 осудила США').review).toEqual(review);
  });
});

test('line ends of another kind move what stands after them and harm nothing', () => {
  const after = text.replace('\r\n', '\n');
  const { review } = reviewOf(`${ann}T3\tORG 23 27\tНАТО\nT4\tORG 17 21;23 27\tСША. НАТО\n`, text);
  const shifted = shiftReview(review, [stepBetween(text, after)]);
  expect(shifted.mentions.get('T3')?.span).toEqual(spanOf(after, 'НАТО'));
  expect(shifted.mentions.get('T4')?.fragments?.[1]).toEqual(spanOf(after, 'НАТО'));
  expect(shiftReview(shifted, [stepBetween(after, text)])).toEqual(review);
});
