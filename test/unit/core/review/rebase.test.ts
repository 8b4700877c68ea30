import { describe, expect, test } from 'vitest';
import { mergeAnnotations } from '../../../../src/core/review/mergeView.ts';
import {
  addMentions,
  labelAttitudes,
  removeMentions,
  shownAttitude,
} from '../../../../src/core/review/operations.ts';
import { rebaseReview, takeTheirs } from '../../../../src/core/review/rebase.ts';
import { applyChange, type Review, type ReviewChange } from '../../../../src/core/review/review.ts';
import { annOf, reviewOf, spanOf } from './reviewOf.ts';

const text = 'Россия 😀 осудила США.\r\nНАТО молчит.';
const ann = 'T1\tLOC 0 6\tРоссия\nT2\tLOC 17 20\tСША\nR1\tNEG Arg1:T1 Arg2:T2\n';
const { review: base } = reviewOf(ann, text);

function relabel(review: Review, label: 'positive' | 'neutral'): ReviewChange {
  const { attitudes, mentions } = mergeAnnotations({ text, review }).extraction;
  const shown = attitudes.flatMap(
    (each) => shownAttitude(each, (id) => mentions.find((m) => m.id === id)) ?? [],
  );
  return labelAttitudes(review, shown, label);
}

/** Writes what comes of our change on top of their file. */
function check(
  ours: (review: Review) => ReviewChange,
  theirAnn: string,
  expected: string,
  conflicts = 0,
): void {
  const theirs = reviewOf(theirAnn, text);
  const rebased = rebaseReview(base, applyChange(base, ours(base)), theirs.review);
  expect(annOf(theirs, rebased.review, text)).toBe(expected);
  expect(rebased.conflicts).toHaveLength(conflicts);
  const settled = applyChange(rebased.review, takeTheirs(rebased.review, rebased.conflicts));
  if (conflicts > 0) expect(annOf(theirs, settled, text)).toBe(theirAnn);
}

const addNato = (review: Review) => addMentions(review, [{ span: spanOf(text, 'НАТО'), type: 'ORG' }]);
const natoLines = 'T2404\tORG 23 27\tНАТО\n#24041\tAnnotatorNotes T2404\t[aredit added]\n';

describe('rebaseReview', () => {
  test('keeps what only we changed and what only they changed', () => {
    check(addNato, ann.replace('T1\tLOC', 'T1\tGPE'), ann.replace('T1\tLOC', 'T1\tGPE') + natoLines);
  });

  test('takes what both added for one', () => {
    check(
      addNato,
      `${ann}T3\tORG 23 27\tНАТО\n`,
      `${ann}T3\tORG 23 27\tНАТО\n#31\tAnnotatorNotes T3\t[aredit added]\n`,
    );
  });

  test('gives ours another id where theirs has it for something else', () => {
    const theirs = `${ann}T2404\tACT 28 34\tмолчит\n`;
    const rebased = rebaseReview(base, applyChange(base, addNato(base)), reviewOf(theirs, text).review);
    expect([...rebased.review.mentions.values()].map(({ type }) => type).sort()).toEqual([
      'ACT',
      'LOC',
      'LOC',
      'ORG',
    ]);
    expect([...rebased.renamed.keys()]).toEqual(['T2404']);
  });

  test('tells where both changed a fact otherwise, and lets ours stand', () => {
    const note = '#12\tAnnotatorNotes R1\t[aredit corrected]\n';
    check(
      (review) => relabel(review, 'positive'),
      ann.replace('NEG', 'NEU'),
      ann.replace('NEG', 'POS') + note,
      1,
    );
  });

  test('keeps what they changed and we removed, and tells of it', () => {
    const theirs = ann.replace('NEG', 'POS');
    check((review) => removeMentions(review, [...review.mentions.values()]), theirs, theirs, 3);
  });
});
