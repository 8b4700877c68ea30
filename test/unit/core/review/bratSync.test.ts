import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseBrat } from '../../../../src/core/formats/brat.ts';
import { readReview, writeReview } from '../../../../src/core/review/bratSync.ts';
import {
  addAttitude,
  addMentions,
  changeMentionType,
  flipAttitudes,
  labelAttitudes,
  removeMentions,
} from '../../../../src/core/review/operations.ts';
import { applyChange, invert, type Review, type ReviewChange } from '../../../../src/core/review/review.ts';
import { shiftReview } from '../../../../src/core/review/textEdits.ts';
import { mapTexts, toEditorText } from '../../../../src/core/textMapping.ts';
import { applyStep, stepsOf } from '../../../../src/core/textPatch.ts';
import { annOf, reviewOf, spanOf } from './reviewOf.ts';

const text = 'Россия 😀 осудила США.\r\nНАТО молчит об Ира\u0306не.';
const ann = [
  'T2\tLOC 17 20\tСША\n',
  'R1\tNEGATIVE_TO Obj:T2 Subj:T1\t\n',
  'T9\tMove 9 16\tосудила\n',
  'E1\tMove:T9 Agent:T1 Theme:T2\n',
  'A1\tPast E1\n',
  'T1\tLOC 0 6\tРоссия\r\n',
  '#7\tAnnotatorNotes T2\tне уверен\tсовсем\n',
  'сломанная строка\n',
  '\n',
  'T1\tLOC 0 6\tРоссия\n',
  'N1\tReference T2 Wikidata:Q30\tСША\n',
  'R7\tIs-A Arg1:T1 Arg2:T2\n',
  'R8\tPOS Arg1:T9 Arg2:T2\n',
  '*\tAlias T1 T2 T3\n',
  'T3\tORG 28 34;23 27\tмолчит НАТО\n',
  'T4\tLOC 38 44',
].join('');

/** What is left of `ann` when these lines are gone, by their beginnings, and those instead. */
function without(gone: readonly string[], changed: Readonly<Record<string, string>> = {}): string {
  return ann
    .split(/(?<=\n)/)
    .filter((line) => !gone.some((id) => line.startsWith(`${id}\t`)))
    .map((line) => changed[line.split('\t')[0] ?? ''] ?? line)
    .join('');
}

function check(change: (review: Review) => ReviewChange, expected: string): void {
  const read = reviewOf(ann, text);
  const done = change(read.review);
  const after = applyChange(read.review, done);
  const written = writeReview(read.file, after, text, (offset) => offset);
  expect(written.annText).toBe(expected);
  const back = applyChange(after, invert(done));
  expect(writeReview(written.file, back, text, (offset) => offset).annText).toBe(ann);
}

const known = (review: Review, id: string) => {
  const mention = review.mentions.get(id);
  if (mention === undefined) throw new Error(id);
  return mention;
};

describe('readReview', () => {
  test('reads mentions and attitudes, and triggers apart', () => {
    const { review } = reviewOf(ann, text);
    expect([...review.mentions.keys()]).toEqual(['T2', 'T1', 'T3', 'T4']);
    expect(review.mentions.get('T3')).toEqual({
      id: 'T3',
      type: 'ORG',
      span: { start: 24, end: 35 },
      fragments: [spanOf(text, 'НАТО'), spanOf(text, 'молчит')],
    });
    expect([...review.marks.keys()]).toEqual(['T9']);
    expect([...review.attitudes.values()]).toEqual([
      { id: 'R1', sourceMentionId: 'T1', targetMentionId: 'T2', label: 'negative' },
    ]);
    expect(review.equivalences).toEqual([['T1', 'T2', 'T3']]);
    expect(review.seenIds).toContain('R8');
  });

  test('remembers the ids that were there before', () => {
    const { review } = readReview(parseBrat(ann, text), (offset) => offset, { seenIds: new Set(['T77']) });
    expect(review.seenIds).toContain('T77');
  });
});

describe('writeReview', () => {
  const folder = join(import.meta.dirname, '../../../data/goldens/brat-cases');
  const cases = readdirSync(folder)
    .filter((name) => name.endsWith('.ann'))
    .map((name) => name.slice(0, -'.ann'.length));
  test.each(cases)('writes a file that nobody edited as it was: %s', (name) => {
    const [annText = '', diskText = ''] = ['.ann', '.txt'].map((end) =>
      readFileSync(join(folder, name + end), 'utf8'),
    );
    const editorText = toEditorText(diskText, '\n');
    const mapping = mapTexts(diskText, editorText);
    if (mapping === undefined) throw new Error('The texts differ.');
    const { review, file } = readReview(parseBrat(annText, diskText), mapping.toEditor);
    expect(writeReview(file, review, diskText, mapping.toDisk).annText).toBe(annText);
  });

  test('changes one line for one fact', () => {
    check(
      (review) => changeMentionType(review, [known(review, 'T1')], 'GEO POLIT'),
      ann.replace(
        'T1\tLOC 0 6\tРоссия\r\n',
        'T1\tGEO_POLIT 0 6\tРоссия\r\n#11\tAnnotatorNotes T1\t[aredit corrected]\n',
      ),
    );
  });

  const shown = (review: Review, id: string) => {
    const found = review.attitudes.get(id);
    if (found === undefined) throw new Error(id);
    const { sourceMentionId, targetMentionId, label } = found;
    return {
      id,
      source: known(review, sourceMentionId),
      target: known(review, targetMentionId),
      label,
      probability: 1,
    };
  };

  test('changes a label or a direction and keeps roles, order and what stands behind', () => {
    const note = '#12\tAnnotatorNotes R1\t[aredit corrected]\n';
    const was = 'R1\tNEGATIVE_TO Obj:T2 Subj:T1\t\n';
    check(
      (review) => labelAttitudes(review, [shown(review, 'R1')], 'neutral'),
      ann.replace(was, `R1\tNEU Obj:T2 Subj:T1\t\n${note}`),
    );
    check(
      (review) => flipAttitudes(review, [shown(review, 'R1')]),
      ann.replace(was, `R1\tNEGATIVE_TO Obj:T1 Subj:T2\t\n${note}`),
    );
  });

  test('replaces our note and keeps the words around it', () => {
    const noted = (origin: string) =>
      `T1\tLOC 0 6\tРоссия\nT2\tLOC 17 20\tСША\nR1\tPOS Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes R1\tсм. [aredit ${origin}] спорно\n`;
    const { review, file } = reviewOf(noted('accepted model=m%201 probability=0.6'), text);
    const change = labelAttitudes(review, [shown(review, 'R1')], 'negative');
    expect(annOf({ file }, applyChange(review, change), text)).toBe(
      noted('corrected model=m%201 probability=0.6').replace('POS', 'NEG'),
    );
  });

  test('takes all that speaks of a mention away with it, and brings it back to its place', () => {
    check(
      (review) => removeMentions(review, [known(review, 'T2')]),
      without(['T2', 'R1', '#7', 'N1', 'R7', 'R8'], {
        E1: 'E1\tMove:T9 Agent:T1\n',
        '*': '*\tAlias T1 T3\n',
      }),
    );
  });

  test('writes new facts beside what precedes them in the text', () => {
    const lines = 'T3006\tACT 29 34\tолчит\n#30061\tAnnotatorNotes T3006\t[aredit added]\n';
    check(
      (review) => addMentions(review, [{ span: { start: 30, end: 36 }, type: 'ACT' }]),
      ann.replace('T4\t', `${lines}T4\t`),
    );
  });

  test('ends an open last line before it goes on', () => {
    const { review, file } = reviewOf('T1\tLOC 0 6\tРоссия', text);
    const after = applyChange(review, addMentions(review, [{ span: spanOf(text, 'США'), type: 'LOC' }]));
    expect(annOf({ file }, after, text)).toBe(
      'T1\tLOC 0 6\tРоссия\nT1803\tLOC 17 20\tСША\n#18031\tAnnotatorNotes T1803\t[aredit added]\n',
    );
  });

  test('goes on with the line ends of the file', () => {
    const { review, file } = reviewOf('T1\tLOC 0 6\tРоссия\r\nT2\tLOC 17 20\tСША\r\n', text);
    const [one, two] = [known(review, 'T1'), known(review, 'T2')];
    const after = applyChange(review, addAttitude(review, one, two, 'positive'));
    expect(annOf({ file }, after, text).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('writes mentions in several lines as fragments', () => {
    const { review, file } = reviewOf('', text);
    const span = { start: text.indexOf('США'), end: text.indexOf('НАТО') + 4 };
    const after = applyChange(review, addMentions(review, [{ span, type: 'ORG' }]));
    expect(annOf({ file }, after, text)).toMatch(/^T1810\tORG 17 21;23 27\tСША. НАТО\n/);
  });

  test('follows an edited text, also with what is no entity mention', () => {
    const { review, file } = reviewOf(ann, text);
    const steps = stepsOf(text, [{ span: spanOf(text, '😀 '), text: '' }]);
    const after = steps.reduce(applyStep, text);
    const written = annOf({ file }, shiftReview(review, steps), after);
    // What was wrong before still is, but for the missing words, which are written.
    expect(parseBrat(written, after).problems).toEqual(parseBrat(ann, text).problems.slice(0, 3));
    expect(written).toContain('T9\tMove 7 14\tосудила\n');
    expect(written).toContain('T3\tORG 21 25;26 32\tНАТО молчит\n');
    expect(written).toContain('T1\tLOC 0 6\tРоссия\r\n');
  });

  test('keeps what was removed for a file that was read again', () => {
    const { review, file } = reviewOf(ann, text);
    const change = removeMentions(review, [known(review, 'T2')]);
    const removed = writeReview(file, applyChange(review, change), text, (offset) => offset);
    const again = readReview(parseBrat(`${removed.annText}\nT8\tLOC 0 2\tРо\n`, text), (offset) => offset, {
      file: removed.file,
    });
    const back = applyChange(again.review, invert(change));
    expect(annOf(again, back, text)).toBe(
      `${ann.replace(' T2 T3', ' T3').replace(' Theme:T2', '')}\nT8\tLOC 0 2\tРо\n`,
    );
  });
});
