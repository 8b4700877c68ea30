import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntityMention } from '../../../../src/core/annotations.ts';
import { parseBrat } from '../../../../src/core/formats/brat.ts';
import {
  addAttitude,
  addMentions,
  changeMentionType,
  labelAttitudes,
  removeMentions,
  shownAttitude,
} from '../../../../src/core/review/operations.ts';
import { applyChange, type Review, type ReviewChange } from '../../../../src/core/review/review.ts';
import { annOf, reviewOf } from './reviewOf.ts';

/** Twelve lines, each of which somebody may work on without meeting the others. */
const text = Array.from(
  { length: 12 },
  (_, index) => `${index}: Россия 😀 осудила США и НАТО вчера.\r\n`,
).join('');
const words = ['Россия', 'США', 'НАТО', 'вчера'];

/** Entities are annotated everywhere, and in half of the lines an attitude. */
const ann = Array.from({ length: 12 }, (_, line) => {
  const points = [...text.slice(0, lineStart(line))].length;
  const start = (word: string) => points + [...lineOf(line).slice(0, lineOf(line).indexOf(word))].length;
  const mentions = words.slice(0, 2).map((word, index) => {
    const from = start(word);
    return `T${line * 2 + index + 1}\tLOC ${from} ${from + word.length}\t${word}\n`;
  });
  const relation = `R${line + 1}\tNEG Arg1:T${line * 2 + 1} Arg2:T${line * 2 + 2}\n`;
  return line % 2 === 0 ? [...mentions, relation].join('') : mentions.join('');
}).join('');

function lineStart(line: number): number {
  return text.split('\r\n').slice(0, line).join('\r\n').length + (line > 0 ? 2 : 0);
}

function lineOf(line: number): string {
  return text.split('\r\n')[line] ?? '';
}

/** What a person may do to one line of the text. */
const deeds: readonly ((review: Review, line: number) => ReviewChange)[] = [
  (review, line) => addMentions(review, [{ span: placeOf(line, 'НАТО'), type: 'ORG' }]),
  (review, line) => addMentions(review, [{ span: placeOf(line, 'вчера'), type: 'TIME' }]),
  (review, line) => addAttitude(review, known(review, line, 1), known(review, line, 0), 'positive'),
  (review, line) => changeMentionType(review, [known(review, line, 0)], 'GPE'),
  (review, line) => removeMentions(review, [known(review, line, 1)]),
  (review, line) => {
    const attitude = review.attitudes.get(`R${line + 1}`);
    const shown =
      attitude &&
      shownAttitude({ ...attitude, probability: 1, sentenceIndex: 0 }, (id) => review.mentions.get(id));
    return labelAttitudes(review, shown ? [shown] : [], 'neutral');
  },
];

function placeOf(line: number, word: string) {
  const start = lineStart(line) + lineOf(line).indexOf(word);
  return { start, end: start + word.length };
}

function known(review: Review, line: number, index: number): EntityMention {
  const mention = review.mentions.get(`T${line * 2 + index + 1}`);
  if (mention === undefined) throw new Error('No such mention.');
  return mention;
}

/** What git makes of two people's files. */
function merge(base: string, ours: string, theirs: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'aredit-merge-'));
  try {
    const paths = Object.entries({ ours, base, theirs }).map(([name, content]) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    });
    // Ends with the number of conflicts, which throws.
    return execFileSync('git', ['merge-file', '-p', ...paths], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the file of the tests is what it is meant to be', () => {
  const { review } = reviewOf(ann, text);
  expect(parseBrat(ann, text).problems).toEqual([]);
  expect([review.mentions.size, review.attitudes.size]).toEqual([24, 6]);
});

test('what two people did to different sentences merges by lines', () => {
  const work = fc.array(fc.tuple(fc.nat(2), fc.nat(deeds.length - 1)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(work, work, (ours, theirs) => {
      const read = reviewOf(ann, text);
      const done = (review: Review, [line, deed]: readonly [number, number], offset: number) =>
        applyChange(review, deeds[deed]?.(review, line * 4 + offset) ?? removeMentions(review, []));
      const attempt = (all: readonly (readonly [number, number])[], offset: number, from: Review) => {
        const lines = new Map(all);
        return [...lines].reduce((review, each) => done(review, each, offset), from);
      };
      const both = attempt(theirs, 2, attempt(ours, 0, read.review));
      const [ourFile, theirFile] = [attempt(ours, 0, read.review), attempt(theirs, 2, read.review)].map(
        (review) => annOf(read, review, text),
      );
      const merged = merge(ann, ourFile ?? '', theirFile ?? '');
      expect(merged).toBe(annOf(read, both, text));
      expect(parseBrat(merged, text).problems).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test('what two people did alike is there once', () => {
  const read = reviewOf(ann, text);
  const done = annOf(
    read,
    applyChange(read.review, addMentions(read.review, [{ span: placeOf(3, 'НАТО'), type: 'ORG' }])),
    text,
  );
  expect(merge(ann, done, done)).toBe(done);
});
