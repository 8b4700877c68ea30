import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labels } from '../../../../src/core/annotations.ts';
import { parseBrat } from '../../../../src/core/formats/brat.ts';
import { mergeAnnotations } from '../../../../src/core/review/mergeView.ts';
import {
  addAttitude,
  addMentions,
  changeMentionType,
  labelAttitudes,
  removeAttitudes,
  removeMentions,
  shownAttitude,
} from '../../../../src/core/review/operations.ts';
import { rebaseReview, takeTheirs } from '../../../../src/core/review/rebase.ts';
import { applyChange, noChange, type Review, type ReviewChange } from '../../../../src/core/review/review.ts';
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

  test('keeps apart what each lost in the same place', () => {
    const lost = (id: string, lostWords: string): Review => {
      const mention = { id, type: 'PER', span: { start: 3, end: 3 }, lostWords };
      return applyChange(base, { ...noChange, mentions: [{ id, after: mention }] });
    };
    const { review } = rebaseReview(base, lost('T8', 'Иванов'), lost('T9', 'Мэй'));
    expect(review.lost.map(({ words }) => words)).toEqual(['Иванов', 'Мэй']);
    expect(rebaseReview(base, lost('T8', 'Мэй'), lost('T9', 'Мэй')).review.lost).toHaveLength(1);
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

const words = ['Россия', 'осудила', 'США', 'НАТО', 'молчит'];
const types = ['LOC', 'ORG', 'PER'];
type Deed = readonly [kind: number, a: number, b: number, c: number];
const deeds: fc.Arbitrary<Deed[]> = fc.array(fc.tuple(fc.nat(4), fc.nat(9), fc.nat(9), fc.nat(9)), {
  maxLength: 6,
});

function doAll(review: Review, all: readonly Deed[]): Review {
  return all.reduce((before, [kind, a, b, c]) => {
    const known = [...before.mentions.values()];
    const [one, two] = [known[a % known.length], known[b % known.length]];
    const label = labels[c % 3] ?? 'neutral';
    const span = spanOf(text, words[a % words.length] ?? '');
    const attitude = [...before.attitudes.values()][a % before.attitudes.size];
    if (kind === 0) return applyChange(before, addMentions(before, [{ span, type: types[c % 3] ?? 'LOC' }]));
    if (kind === 1 && one) return applyChange(before, removeMentions(before, [one]));
    if (kind === 2 && one)
      return applyChange(before, changeMentionType(before, [one], types[c % 3] ?? 'LOC'));
    if (kind === 3 && one && two && one !== two)
      return applyChange(before, addAttitude(before, one, two, label));
    if (kind === 4 && attitude) return applyChange(before, removeAttitudes(before, [attitude.id]));
    return before;
  }, review);
}

/** What a review says and how it came about: of what there was by id, of what is new by place. */
function factsOf({ mentions, attitudes }: Review): Facts {
  const keyOf = (id: string) => (base.mentions.has(id) ? id : JSON.stringify(mentions.get(id)?.span));
  const facts: Facts = new Map();
  for (const { id, type, origin } of mentions.values()) facts.set(keyOf(id), `${type} ${origin?.by}`);
  for (const { id, sourceMentionId, targetMentionId, label, origin } of attitudes.values()) {
    const pair = `${keyOf(sourceMentionId)} ${keyOf(targetMentionId)}`;
    facts.set(base.attitudes.has(id) ? `${pair} ${id}` : pair, `${label} ${origin?.by}`);
  }
  return facts;
}

test('takes from each side what it alone did, and tells where the two did otherwise', () => {
  fc.assert(
    fc.property(deeds, deeds, (ourDeeds, theirDeeds) => {
      const ours = doAll(base, ourDeeds);
      const theirFile = annOf(reviewOf(ann, text), doAll(base, theirDeeds), text);
      const theirs = reviewOf(theirFile, text);
      const rebased = rebaseReview(base, ours, theirs.review);
      const [before, our, their] = [base, ours, theirs.review].map(factsOf) as [Facts, Facts, Facts];
      const merged: Facts = new Map();
      let differ = 0;
      for (const key of new Set([...our.keys(), ...their.keys()])) {
        const [was, one, other] = [before.get(key), our.get(key), their.get(key)];
        const value = one === was ? other : one;
        if (value !== undefined) merged.set(key, value);
        // Who else did the same does not matter.
        const isAlike = one !== undefined && one.split(' ')[0] === other?.split(' ')[0];
        if (!isAlike && one !== was && other !== was) differ += one === other ? 0 : 1;
      }
      for (const key of merged.keys())
        if (
          key.includes(' ') &&
          !key
            .split(' ')
            .slice(0, 2)
            .every((end) => merged.has(end))
        )
          differ += 1;
      expect(rebased.conflicts.length > 0).toBe(differ > 0);
      if (differ === 0) expect(factsOf(rebased.review)).toEqual(merged);
      const written = annOf(theirs, rebased.review, text);
      expect(parseBrat(written, text).problems).toEqual([]);
      const settled = applyChange(rebased.review, takeTheirs(rebased.review, rebased.conflicts));
      expect(parseBrat(annOf(theirs, settled, text), text).problems).toEqual([]);
      if (ourDeeds.length === 0) expect(written).toBe(theirFile);
    }),
    { numRuns: 2000 },
  );
});

type Facts = Map<string, string>;
