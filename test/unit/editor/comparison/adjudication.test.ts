import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Adjudication, type Verdict } from '../../../../src/editor/comparison/adjudication.ts';
import type { Comparison } from '../../../../src/editor/comparison/comparison.ts';
import { neighbourOf } from '../../../../src/editor/comparison/disagreementOrder.ts';
import { workspace } from '../vscode.ts';
import { agreed, compare, folders, task, text, uri, usual } from './compared.ts';

/** A comparison, and an adjudication into the third folder as a command starts it. */
async function adjudicate(made: ReturnType<typeof folders>) {
  const comparison = await compare(made);
  const adjudication = new Adjudication(uri(made.gold));
  for (const entry of comparison.entries) await adjudication.start(entry);
  await adjudication.keepRecord();
  await comparison.adjudicateInto(adjudication, task());
  return { comparison, adjudication };
}

function found(comparison: Comparison, kind: string) {
  for (const entry of comparison.entries) {
    const disagreement = entry.disagreements.find((each) => each.kind === kind);
    if (disagreement) return { entry, disagreement };
  }
  throw new Error(`There is no ${kind}.`);
}

async function decide(
  { comparison, adjudication }: Awaited<ReturnType<typeof adjudicate>>,
  kind: string,
  verdict: Verdict,
) {
  const { entry, disagreement } = found(comparison, kind);
  await adjudication.decide(entry, disagreement, verdict);
}

function outcomes({ entries, adjudication }: Comparison) {
  return entries.flatMap((entry) =>
    entry.disagreements.map((each) => `${each.kind} ${adjudication?.outcome(entry, each) ?? 'open'}`),
  );
}

const annIn = ({ gold }: { readonly gold: string }) => readFileSync(join(gold, 'x.ann'), 'utf8');
const logIn = ({ gold }: { readonly gold: string }) =>
  readFileSync(join(gold, 'adjudication.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => `${row.split('\t')[0]} ${row.split('\t').at(-1)}`);

describe('an adjudication', () => {
  test('starts with what both agree on and with the text, and leaves no other file', async () => {
    const made = folders();
    const { comparison } = await adjudicate(made);
    expect(annIn(made)).toBe(agreed);
    expect(readFileSync(join(made.gold, 'x.txt'), 'utf8')).toBe(text);
    expect(readdirSync(made.gold).sort()).toEqual(['adjudication.tsv', 'x.ann', 'x.txt']);
    expect(outcomes(comparison)).toEqual(['mentionType open', 'relationLabel open', 'mentionOnlyA open']);
    expect(comparison.shownText(found(comparison, 'mentionType').entry).path).toBe(join(made.gold, 'x.txt'));
  });

  test('goes on from a decision though the files of A and B were read again meanwhile', async () => {
    const { comparison, adjudication } = await adjudicate(folders());
    const before = found(comparison, 'mentionType');
    await comparison.refresh(task());
    await adjudication.decide(before.entry, before.disagreement, 'b');
    expect(outcomes(comparison)).toEqual(['mentionType b', 'relationLabel open', 'mentionOnlyA open']);
    const next = neighbourOf(comparison, before, 1, (each) => comparison.isOpen(each));
    expect(next?.disagreement).toBe(found(comparison, 'relationLabel').disagreement);
  });

  test('writes each decision, and takes each back', async () => {
    const made = folders();
    const parts = await adjudicate(made);
    const { comparison, adjudication } = parts;
    const states = [annIn(made)];
    for (const [kind, verdict] of [
      ['relationLabel', 'both'],
      ['mentionType', 'b'],
      ['mentionOnlyA', 'b'],
      ['relationLabel', 'neutral'],
      ['mentionType', 'neither'],
    ] as const) {
      await decide(parts, kind, verdict);
      states.push(annIn(made));
    }
    expect(outcomes(comparison)).toEqual(['mentionType neither', 'relationLabel neither', 'mentionOnlyA b']);
    expect(logIn(made)).toEqual(['mentionType neither', 'mentionOnlyA b']);
    const entryOf = (id: string) => comparison.entry(id);
    for (const state of states.slice(0, -1).reverse()) {
      await adjudication.undo(entryOf);
      expect(annIn(made)).toBe(state);
    }
    expect([adjudication.canUndo, logIn(made)]).toEqual([false, []]);
    expect(outcomes(comparison)).toEqual(['mentionType open', 'relationLabel open', 'mentionOnlyA open']);
    for (const state of states.slice(1)) {
      await adjudication.redo(entryOf);
      expect(annIn(made)).toBe(state);
    }
    expect(logIn(made)).toEqual(['mentionType neither', 'mentionOnlyA b']);
  });

  test('knows from the files what was decided before', async () => {
    const made = folders();
    const before = await adjudicate(made);
    await decide(before, 'mentionOnlyA', 'b');
    await decide(before, 'mentionType', 'edited');
    await decide(before, 'relationLabel', 'a');
    const { comparison, adjudication } = await adjudicate(made);
    expect(outcomes(comparison)).toEqual(outcomes(before.comparison));
    expect(outcomes(comparison)).toEqual(['mentionType a', 'relationLabel a', 'mentionOnlyA b']);
    expect(adjudication.isStarted).toBe(true);
  });

  test('makes two decisions at once one after the other', async () => {
    const made = folders();
    const parts = await adjudicate(made);
    await Promise.all([decide(parts, 'mentionType', 'a'), decide(parts, 'mentionOnlyA', 'a')]);
    expect(logIn(made)).toEqual(['mentionType a', 'mentionOnlyA a']);
    expect(annIn(made)).toMatch(/Рим[\s\S]*Париж/);
  });

  test('takes nothing back where its lines were changed by hand, and says so', async () => {
    const made = folders();
    const parts = await adjudicate(made);
    await decide(parts, 'mentionOnlyA', 'a');
    const byHand = annIn(made).replace('LOC 40 45', 'GPE 40 45');
    writeFileSync(join(made.gold, 'x.ann'), byHand);
    await expect(parts.adjudication.undo((id) => parts.comparison.entry(id))).rejects.toThrow(
      /changed since/,
    );
    expect(annIn(made)).toBe(byHand);
  });

  test('keeps decisions that another window put on record meanwhile', async () => {
    const made = folders();
    const [mine, theirs] = [await adjudicate(made), await adjudicate(made)];
    await decide(theirs, 'mentionOnlyA', 'b');
    await decide(mine, 'mentionType', 'a');
    expect(logIn(made)).toEqual(['mentionType a', 'mentionOnlyA b']);
    expect(outcomes(mine.comparison)).toEqual(['mentionType a', 'relationLabel open', 'mentionOnlyA b']);
  });

  test('does not write beside another text', async () => {
    const made = folders({ ...usual, 'gold/x.txt': 'Да.' });
    await expect(adjudicate(made)).rejects.toThrow(/not the one that was compared/);
    expect(existsSync(join(made.gold, 'x.ann'))).toBe(false);
  });

  test('does not write into a file that is not UTF-8', async () => {
    const made = folders();
    mkdirSync(made.gold);
    writeFileSync(join(made.gold, 'x.ann'), new Uint8Array([0xc4]));
    await expect(adjudicate(made)).rejects.toThrow(/not UTF-8/);
  });

  test('does not write over what an editor has not saved', async () => {
    const made = folders();
    const parts = await adjudicate(made);
    const unsaved = { isDirty: true, uri: uri(join(made.gold, 'x.ann')) };
    Object.assign(workspace, { textDocuments: [unsaved] });
    await expect(decide(parts, 'mentionOnlyA', 'a'))
      .rejects.toThrow(/not saved/)
      .finally(() => {
        Object.assign(workspace, { textDocuments: [] });
      });
    expect(annIn(made)).toBe(agreed);
  });

  test('tells of lines of the record that it cannot read, and keeps them', async () => {
    const made = folders({ ...usual, 'gold/adjudication.tsv': 'чепуха\n' });
    const parts = await adjudicate(made);
    expect(parts.comparison.problems.map(({ documentId, line }) => [documentId, line])).toEqual([
      ['adjudication.tsv', 1],
    ]);
    await decide(parts, 'mentionOnlyA', 'a');
    expect(readFileSync(join(made.gold, 'adjudication.tsv'), 'utf8')).toMatch(/\nчепуха\n$/);
  });
});
