import { describe, expect, test } from 'vitest';
import {
  emptyHistory,
  followText,
  type History,
  redo,
  redoTitle,
  type Travel,
  takeStep,
  undo,
  undoTitle,
} from '../../../../src/core/review/history.ts';
import { addMentions, changeMentionType, removeMentions } from '../../../../src/core/review/operations.ts';
import type { Review } from '../../../../src/core/review/review.ts';
import { shiftReview } from '../../../../src/core/review/textEdits.ts';
import { applyStep, stepsOf } from '../../../../src/core/textPatch.ts';
import { annOf, reviewOf, spanOf } from './reviewOf.ts';

const text = 'Россия 😀 осудила США.\r\nНАТО молчит.';
const ann = 'T1\tLOC 0 6\tРоссия\nT2\tLOC 17 20\tСША\nR1\tNEG Arg1:T1 Arg2:T2\n';
const read = reviewOf(ann, text);

interface State {
  readonly text: string;
  readonly review: Review;
  readonly history: History;
}
const start: State = { text, review: read.review, history: emptyHistory };

function travel(state: State, way: Travel | undefined): State {
  if (way === undefined) throw new Error('There is no such step.');
  return { ...state, review: way.review, history: way.history };
}

function replace(state: State, words: string, by: string): State {
  const steps = stepsOf(state.text, [{ span: spanOf(state.text, words), text: by }]);
  return {
    text: steps.reduce(applyStep, state.text),
    review: shiftReview(state.review, steps),
    history: followText(state.history, steps),
  };
}

const write = ({ review, text }: State) => annOf(read, review, text);

function removeAll(state: State): State {
  const all = [...state.review.mentions.values()];
  const change = removeMentions(state.review, all);
  return travel(state, takeStep(state.history, state.review, change, 'Remove All'));
}

function add(state: State, words: string): State {
  const change = addMentions(state.review, [{ span: spanOf(state.text, words), type: 'ORG' }]);
  return travel(state, takeStep(state.history, state.review, change, `Add ${words}`));
}

const back = (state: State) => travel(state, undo(state.history, state.review));
const again = (state: State) => travel(state, redo(state.history, state.review));

describe('history', () => {
  test('takes back and does again any number of steps', () => {
    const one = add(start, 'НАТО');
    const two = removeAll(one);
    const three = add(two, 'молчит');
    expect([undoTitle(three.history), redoTitle(three.history)]).toEqual(['Add молчит', undefined]);
    const undone = back(back(back(three)));
    expect([undoTitle(undone.history), redoTitle(undone.history)]).toEqual([undefined, 'Add НАТО']);
    expect(write(undone)).toBe(ann);
    expect(undo(undone.history, undone.review)).toBeUndefined();
    expect(write(again(undone))).toBe(write(one));
    expect(write(again(again(again(undone))))).toBe(write(three));
    expect(write(back(again(again(again(undone)))))).toBe(write(two));
  });

  test('forgets what was undone when something else is done', () => {
    expect(redo(add(back(add(start, 'НАТО')), 'молчит').history, start.review)).toBeUndefined();
  });

  test('takes no step that does nothing', () => {
    const { history } = takeStep(emptyHistory, read.review, removeMentions(read.review, []), 'Nothing');
    expect(undoTitle(history)).toBeUndefined();
  });

  test('brings back what was removed where it stands after edits', () => {
    const edited = replace(replace(removeAll(start), '😀', 'вчера'), '\r\n', '\n');
    expect(write(edited)).toBe('');
    const undone = back(edited);
    expect(write(undone)).toBe(ann.replace('17 20', '21 24'));
    expect(write(again(undone))).toBe('');
  });

  test('brings back as lost what was removed and whose words were then deleted', () => {
    const deleted = back(replace(removeAll(start), 'Россия', ''));
    expect(deleted.review.lost).toMatchObject([{ words: 'Россия', attitudes: [{ id: 'R1' }] }]);
    const restored = back(replace(replace(removeAll(start), 'Россия ', ''), '😀', 'Россия 😀'));
    expect(restored.review.lost).toEqual([]);
    expect(write(restored)).toBe(ann);
  });

  test('takes back a step whose mention was lost since', () => {
    const added = add(start, 'НАТО');
    const lost = replace(added, 'НАТО', '');
    expect(lost.review.lost).toMatchObject([{ words: 'НАТО' }]);
    expect(back(lost).review.lost).toEqual([]);
    expect(again(back(lost)).review.lost).toMatchObject([{ words: 'НАТО' }]);
  });
});

describe('undoing after others changed the file', () => {
  const read = (annText: string) => reviewOf(annText, text).review;
  const retype = (state: State, id: string, type: string): State => {
    const mention = state.review.mentions.get(id);
    if (mention === undefined) throw new Error(id);
    const change = changeMentionType(state.review, [mention], type);
    return travel(state, takeStep(state.history, state.review, change, `Retype ${id}`));
  };

  test('keeps what they made of the same fact, and goes on to the step before', () => {
    const done = retype(retype(start, 'T1', 'GPE'), 'T2', 'GPE');
    const others = { ...done, review: read(write(done).replace('T2\tGPE', 'T2\tORG')) };
    const undone = back(others);
    expect(undone.review.mentions.get('T2')?.type).toBe('ORG');
    expect(undone.review.mentions.get('T1')?.type).toBe('LOC');
    expect(undo(undone.history, undone.review)).toBeUndefined();
  });

  test('does not bring back what they removed', () => {
    const done = retype(start, 'T1', 'GPE');
    const others = { ...done, review: read('T2\tLOC 17 20\tСША\n') };
    expect(undo(others.history, others.review)).toBeUndefined();
  });

  test('keeps a mention of which they speak', () => {
    const done = add(start, 'НАТО');
    const others = { ...done, review: read(`${write(done)}R9\tPOS Arg1:T2404 Arg2:T1\n`) };
    expect(undo(others.history, others.review)).toBeUndefined();
  });
});
