import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addAttitude, addMentions, removeMentions } from '../../../src/core/review/operations.ts';
import { applyChange, emptyReview, type Review } from '../../../src/core/review/review.ts';
import { shiftReview } from '../../../src/core/review/textEdits.ts';
import { AnnJournal } from '../../../src/editor/annJournal.ts';
import { uri } from './annotated.ts';
import { silentLog } from './silentLog.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aredit-journal-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const text = '🙂 Иванов и Петров и Мэй';
const place = (word: string) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length });

/** Two mentions with an attitude, one of them lost, and a rejected one. */
function review(): Review {
  let made: Review = emptyReview;
  const places = ['Иванов', 'Петров', 'Мэй'].map((word) => ({ span: place(word), type: 'PER' }));
  made = applyChange(made, addMentions(made, places));
  const [first, second, third] = [...made.mentions.values()];
  if (!first || !second || !third) throw new Error('They are there.');
  made = applyChange(made, addAttitude(made, first, second, 'negative'));
  made = applyChange(made, removeMentions(made, [third]));
  return shiftReview(made, [[{ start: place('Петров').start, removed: 'Петров', inserted: '' }]]);
}

const entry = () => ({ text, review: review(), hasSteps: true, base: { ann: 'T1\tPER 0 1\t🙂\n', text } });

test('gives back what was written, lost and rejected mentions included', async () => {
  const journal = new AnnJournal(join(folder, 'new'), silentLog);
  await journal.write(uri(), entry());
  const read = await new AnnJournal(join(folder, 'new'), silentLog).read(uri());
  const { review: was, ...rest } = entry();
  expect(read).toMatchObject(rest);
  expect(read?.review.lost.map(({ words, attitudes }) => [words, attitudes.length])).toEqual([['Петров', 1]]);
  expect([...(read?.review.rejected.values() ?? [])].map(({ span }) => span)).toEqual([
    { start: place('Мэй').start - 6, end: place('Мэй').end - 6 },
  ]);
  expect(read?.review.mentions).toEqual(was.mentions);
  expect(read?.review.seenIds).toEqual(was.seenIds);
});

test.each(['write', 'remove'] as const)(
  'keeps what is written at once while a %s is under way',
  async (way) => {
    const journal = new AnnJournal(folder, silentLog);
    await journal.write(uri(), entry());
    const underWay = way === 'write' ? journal.write(uri(), entry()) : journal.remove(uri());
    const last = { ...entry(), hasSteps: false };
    journal.writeNow(uri(), last);
    await underWay;
    expect((await journal.read(uri()))?.hasSteps).toBe(false);
    // Nor is anything left beside it.
    expect(await readdir(folder)).toHaveLength(1);
  },
);

test('knows lost words again when they are back', async () => {
  const journal = new AnnJournal(folder, silentLog);
  await journal.write(uri(), entry());
  const { start } = place('Петров');
  const kept = (await journal.read(uri()))?.review ?? emptyReview;
  const moved = shiftReview(kept, [
    [{ start: 0, removed: '', inserted: 'Вчера ' }],
    [{ start: start + 6, removed: '', inserted: 'Сидоров' }],
  ]);
  expect(moved.lost.map(({ words }) => words)).toEqual(['Петров']);
  const back = shiftReview(moved, [[{ start: start + 6, removed: 'Сидоров', inserted: 'Петров' }]]);
  expect([back.lost.length, back.mentions.size, back.attitudes.size]).toEqual([0, 2, 1]);
});

test('writes the same at once when VS Code ends', async () => {
  const journal = new AnnJournal(join(folder, 'new'), silentLog);
  journal.writeNow(uri(), entry());
  expect((await journal.read(uri()))?.review.mentions.size).toBe(1);
  expect(await readdir(join(folder, 'new'))).toHaveLength(1);
});

test('follows a document to its new address, and forgets', async () => {
  const journal = new AnnJournal(folder, silentLog);
  const other = uri('file:///texts/другая.txt');
  await journal.write(uri(), entry());
  await journal.move(uri(), other);
  await journal.move(uri(), other);
  expect(await journal.read(uri())).toBeUndefined();
  expect((await journal.read(other))?.text).toBe(text);
  await journal.remove(other);
  expect(await journal.read(other)).toBeUndefined();
});

test('takes a damaged file for none', async () => {
  const journal = new AnnJournal(folder, silentLog);
  await journal.write(uri(), entry());
  const [name = ''] = await readdir(folder);
  const content = await readFile(join(folder, name), 'utf8');
  await writeFile(join(folder, name), content.slice(0, -10));
  expect(await journal.read(uri())).toBeUndefined();
});
