import { describe, expect, test } from 'vitest';
import type { EntityMention } from '../../../../src/core/annotations.ts';
import {
  acceptAttitudes,
  acceptMentions,
  addAttitude,
  addMentions,
  changeMentionSpan,
  changeMentionType,
  flipAttitudes,
  labelAttitudes,
  rejectAttitudes,
  removeAttitudes,
  removeMentions,
  type ShownAttitude,
} from '../../../../src/core/review/operations.ts';
import { applyChange, invert, type Review, type ReviewChange } from '../../../../src/core/review/review.ts';
import { annOf, reviewOf, spanOf } from './reviewOf.ts';

const text = 'Россия 😀 осудила США.\r\nНАТО молчит об Ира\u0306не.';
const ann = 'T1\tLOC 0 6\tРоссия\nT2\tLOC 17 20\tСША\nR1\tNEG Arg1:T1 Arg2:T2\n';
const read = reviewOf(ann, text);
const models = { entities: 'ner', attitudes: 'sentiment' };

const suggestedMention = (id: string, words: string, type = 'ORG'): EntityMention => ({
  id,
  span: spanOf(text, words),
  type,
  probability: 0.75,
});
const annotated = (id: string): EntityMention => {
  const mention = read.review.mentions.get(id);
  if (mention === undefined) throw new Error(id);
  return { id, span: mention.span, type: mention.type, confirmed: true };
};
const nato = suggestedMention('M24', 'НАТО');
const iran = suggestedMention('M39', 'Ира\u0306не', 'LOC');
const suggestion: ShownAttitude = { source: nato, target: iran, label: 'negative', probability: 0.9 };
const ownR1: ShownAttitude = {
  id: 'R1',
  source: annotated('T1'),
  target: annotated('T2'),
  label: 'negative',
  probability: 1,
};

/** Applies the change, sees that its inverse takes it back, and gives the lines that are new or gone. */
function check(change: ReviewChange, expected: string, from: Review = read.review): Review {
  const after = applyChange(from, change);
  expect(annOf(read, applyChange(after, invert(change)), text)).toBe(annOf(read, from, text));
  expect(annOf(read, after, text)).toBe(expected);
  return after;
}

const accepted = '[aredit accepted model=ner probability=0.75]';
const natoLines = `T2404\tORG 23 27\tНАТО\n#24041\tAnnotatorNotes T2404\t${accepted}\n`;
const iranLines = `T3906\tLOC 38 44\tИра\u0306не\n#39061\tAnnotatorNotes T3906\t${accepted}\n`;
const attitudeLines = (id: string, data: string, origin: string) =>
  `${id}\t${data}\n#${id.slice(1)}2\tAnnotatorNotes ${id}\t[aredit ${origin}]\n`;
const bySentiment = 'model=sentiment probability=0.9';

describe('a suggestion', () => {
  const id = 'R12128415';
  const pair = 'Arg1:T2404 Arg2:T3906';

  test('is accepted with its ends', () => {
    const expected =
      ann + natoLines + iranLines + attitudeLines(id, `NEG ${pair}`, `accepted ${bySentiment}`);
    const after = check(acceptAttitudes(read.review, [suggestion], models), expected);
    const again = acceptAttitudes(after, [suggestion], models);
    expect(again).toEqual(acceptAttitudes(after, []));
  });

  test('is rejected as neutral, so that it is known to have been reviewed', () => {
    const expected =
      ann + natoLines + iranLines + attitudeLines(id, `NEU ${pair}`, `corrected ${bySentiment}`);
    check(rejectAttitudes(read.review, [suggestion], models), expected);
  });

  test('gets another label', () => {
    const expected =
      ann + natoLines + iranLines + attitudeLines(id, `POS ${pair}`, `corrected ${bySentiment}`);
    check(labelAttitudes(read.review, [suggestion], 'positive', models), expected);
    expect(labelAttitudes(read.review, [suggestion], 'negative', models)).toEqual(
      acceptAttitudes(read.review, [suggestion], models),
    );
  });

  test('is turned round, and its own direction does not come back', () => {
    const flipped = attitudeLines('R34658547', 'NEG Arg1:T3906 Arg2:T2404', `corrected ${bySentiment}`);
    const neutral = attitudeLines(id, `NEU ${pair}`, `corrected ${bySentiment}`);
    check(flipAttitudes(read.review, [suggestion], models), ann + natoLines + iranLines + neutral + flipped);
  });

  test('shares its ends with others in bulk', () => {
    const back = { source: iran, target: nato, label: 'positive', probability: 0.8 } as const;
    const after = applyChange(read.review, acceptAttitudes(read.review, [suggestion, back], models));
    expect(after.mentions.size).toBe(4);
    expect(after.attitudes.size).toBe(3);
  });

  test('takes an annotated mention in the place of its end', () => {
    const ends = {
      source: { ...nato, span: spanOf(text, 'Россия') },
      target: { ...iran, span: spanOf(text, 'США') },
    };
    const change = acceptAttitudes(read.review, [{ ...suggestion, ...ends }], models);
    expect(change.mentions).toEqual([]);
    expect(change.attitudes).toEqual([]);
  });
});

describe('an exported suggestion', () => {
  const exported = `${ann}T3\tORG 23 27\tНАТО\n#1\tAnnotatorNotes T3\t[aredit model model=m probability=0.7]\nR2\tPOS Arg1:T3 Arg2:T1\n#2\tAnnotatorNotes R2\t[aredit model model=s probability=0.6] к чему?\n`;
  const { review, file } = reviewOf(exported, text);
  const shown: ShownAttitude = {
    id: 'R2',
    source: { ...nato, id: 'T3' },
    target: annotated('T1'),
    label: 'positive',
    probability: 0.6,
  };

  test('is accepted where it stands, its notes included', () => {
    const after = applyChange(review, acceptAttitudes(review, [shown]));
    expect(annOf({ file }, after, text)).toBe(exported.replaceAll('aredit model', 'aredit accepted'));
  });

  test('is rejected where it stands', () => {
    const after = applyChange(review, rejectAttitudes(review, [shown]));
    const expected = exported
      .replace('aredit model model=m', 'aredit accepted model=m')
      .replace('aredit model', 'aredit corrected')
      .replace('R2\tPOS', 'R2\tNEU');
    expect(annOf({ file }, after, text)).toBe(expected);
  });
});

describe('an annotation', () => {
  test('gets another label', () => {
    const expected = `${ann.replace('NEG', 'NEU')}#12\tAnnotatorNotes R1\t[aredit corrected]\n`;
    check(labelAttitudes(read.review, [ownR1], 'neutral', models), expected);
  });

  test('is turned round where it stands', () => {
    const expected = `${ann.replace('Arg1:T1 Arg2:T2', 'Arg1:T2 Arg2:T1')}#12\tAnnotatorNotes R1\t[aredit corrected]\n`;
    check(flipAttitudes(read.review, [ownR1], models), expected);
  });

  test('that came of a suggestion is turned round, and its own direction does not come back', () => {
    const after = applyChange(read.review, acceptAttitudes(read.review, [suggestion], models));
    const attitude = after.attitudes.get('R12128415');
    const change = flipAttitudes(after, [{ ...suggestion, id: 'R12128415' }], models);
    const flipped = applyChange(after, change);
    expect(flipped.attitudes.get('R12128415')).toEqual({
      ...attitude,
      sourceMentionId: 'T3906',
      targetMentionId: 'T2404',
      origin: { by: 'corrected', model: 'sentiment', probability: 0.9 },
    });
    const others = [...flipped.attitudes.values()].filter(({ label }) => label === 'neutral');
    expect(others).toMatchObject([{ sourceMentionId: 'T2404', targetMentionId: 'T3906' }]);
  });

  test('is removed', () => {
    check(removeAttitudes(read.review, ['R1', 'unknown']), ann.replace(/R1.*\n/, ''));
  });

  test('is added by hand, with ends that were only suggested', () => {
    const lines = attitudeLines('R83978336', 'POS Arg1:T1 Arg2:T2404', 'added');
    const after = check(
      addAttitude(read.review, annotated('T1'), nato, 'positive', models),
      ann + natoLines + lines,
    );
    const relabelled = applyChange(after, addAttitude(after, annotated('T1'), nato, 'negative', models));
    expect([...relabelled.attitudes.keys()]).toEqual([...after.attitudes.keys()]);
  });
});

describe('a mention', () => {
  test('is added by hand in reading order', () => {
    const span = spanOf(text, 'осудила');
    const line = 'T1007\tACT 9 16\tосудила\n#10071\tAnnotatorNotes T1007\t[aredit added]\n';
    const expected = ann.replace('T2\t', `${line}T2\t`);
    check(
      addMentions(read.review, [
        { span, type: 'ACT' },
        { span, type: 'ACT' },
      ]),
      expected,
    );
  });

  test('gets its type from the one that is added in its place', () => {
    const expected = ann
      .replace('T2\tLOC', 'T2\tORG')
      .replace('R1', '#21\tAnnotatorNotes T2\t[aredit corrected]\nR1');
    check(addMentions(read.review, [{ span: spanOf(text, 'США'), type: 'ORG' }]), expected);
  });

  test('is accepted', () => {
    check(acceptMentions(read.review, [nato, annotated('T1')], models), ann + natoLines);
  });

  test('gets another type, suggested or not', () => {
    const noteT2 = '#21\tAnnotatorNotes T2\t[aredit corrected]\n';
    const expected =
      ann.replace('T2\tLOC', 'T2\tORG').replace('R1', `${noteT2}R1`) +
      natoLines.replace('ORG', 'LOC').replace('accepted', 'corrected');
    check(
      changeMentionType(read.review, [annotated('T2')], 'ORG', models),
      expected.replace(/T2404[\s\S]*$/, ''),
    );
    const after = applyChange(read.review, changeMentionType(read.review, [annotated('T2')], 'ORG', models));
    check(changeMentionType(after, [nato], 'LOC', models), expected, after);
  });

  test('gets other borders', () => {
    const span = { start: 0, end: 9 };
    const expected = ann.replace(
      'T1\tLOC 0 6\tРоссия\n',
      'T1\tLOC 0 8\tРоссия 😀\n#11\tAnnotatorNotes T1\t[aredit corrected]\n',
    );
    check(changeMentionSpan(read.review, annotated('T1'), span, models), expected);
    check(changeMentionSpan(read.review, annotated('T1'), spanOf(text, 'Россия'), models), ann);
  });

  test('moved elsewhere leaves no suggestion behind', () => {
    const change = changeMentionSpan(read.review, nato, spanOf(text, 'молчит'), models);
    expect(change.rejected.map(({ after }) => after?.span)).toEqual([nato.span]);
  });

  test('is removed with its attitudes and not suggested again', () => {
    const change = removeMentions(read.review, [annotated('T2'), nato]);
    const after = check(change, 'T1\tLOC 0 6\tРоссия\n');
    expect([...after.rejected.values()].map(({ span }) => span)).toEqual([spanOf(text, 'США'), nato.span]);
  });
});

test('an id is never given twice', () => {
  const add = (review: Review) =>
    applyChange(review, addMentions(review, [{ span: spanOf(text, 'НАТО'), type: 'ORG' }]));
  const added = add(read.review);
  const removed = applyChange(added, removeMentions(added, [{ ...nato, id: 'T2404' }]));
  const again = add(removed);
  const [, , id] = again.mentions.keys();
  expect(id).not.toBe('T2404');
  expect(again.seenIds).toContain('T2404');
});
