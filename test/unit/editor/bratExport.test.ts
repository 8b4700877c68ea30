import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Uri as RealUri, TextDocument } from 'vscode';
import { parseBrat } from '../../../src/core/formats/brat.ts';
import { readReview } from '../../../src/core/review/bratSync.ts';
import { mapTexts } from '../../../src/core/textMapping.ts';
import { type BratContent, planBrat, writeBrat } from '../../../src/editor/bratExport.ts';
import type { SavedDocument } from '../../../src/editor/savedDocument.ts';
import { annotated } from './annotated.ts';
import { Uri } from './vscode.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aredit-export-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const marked = '🙂 [Россия]GEOPOLIT осудила [США]GEOPOLIT. [Иванов]PER рад.';
const { text, suggested } = annotated(marked, ['T1 - T2 0.9', 'T3 + T1 0.6']);
const ann =
  'T1\tGEOPOLIT 2 8\tРоссия\nT2\tGEOPOLIT 17 20\tСША\nE1\tGEOPOLIT:T2\n#1\tAnnotatorNotes T1\tмоё\n' +
  'R1\tNEG Arg1:T1 Arg2:T2\n';
const at = (name: string) => Uri.file(join(folder, name)) as unknown as RealUri;

/** Exports a text whose file is `own` to the file `target`, which may hold something already. */
async function run(content: BratContent, own: string, target: string, there?: string) {
  if (own !== '') await writeFile(join(folder, 'a.ann'), own);
  if (there !== undefined) await writeFile(join(folder, target), there);
  const { review } = readReview(parseBrat(own, text), (offset) => offset);
  const mapping = mapTexts(text, text);
  if (!mapping) throw new Error('They are the same.');
  const document = { uri: at('a.txt') } as TextDocument;
  const saved: SavedDocument = { document, bytes: new TextEncoder().encode(text), diskText: text, mapping };
  const models = { entities: 'e', attitudes: 'a' };
  const annotations = annotated(marked, [], { suggested, review, models });
  const plan = await planBrat(saved, annotations, content, at(target));
  if (!plan) throw new Error('There is no plan.');
  expect(await writeBrat(plan)).toBe(true);
  const written = await readFile(join(folder, target), 'utf8').catch(() => '');
  return { plan, lines: written.split('\n').slice(0, -1) };
}

const relations = (lines: readonly string[]) => lines.filter((line) => line.startsWith('R'));
const suggestionOf = (id: string) => expect.stringMatching(`AnnotatorNotes ${id}\t\\[aredit model `);

test('leaves the file beside the text as it is, and says what is left out', async () => {
  const { plan, lines } = await run('annotations', ann, 'a.ann');
  expect(lines.join('\n')).toBe(ann.trimEnd());
  // The trigger of an event is no mention.
  expect(plan).toMatchObject({
    annotations: { mentions: 1, attitudes: 0 },
    suggestions: { mentions: 0, attitudes: 0 },
    unreadLines: 0,
  });
});

test('puts suggestions into it when told to, marked as such', async () => {
  const own = ann.replace('E1\tGEOPOLIT:T2\n', '');
  const { plan, lines } = await run('all', own, 'a.ann');
  expect(lines.slice(0, 4)).toEqual(own.trimEnd().split('\n'));
  expect(relations(lines)).toEqual(['R1\tNEG Arg1:T1 Arg2:T2', 'R2\tPOS Arg1:T3 Arg2:T1']);
  expect(lines).toEqual(expect.arrayContaining([suggestionOf('R2'), suggestionOf('T3')]));
  expect(plan).toMatchObject({
    annotations: { mentions: 2, attitudes: 1 },
    suggestions: { mentions: 1, attitudes: 1 },
    leftOut: 0,
  });
  const mentions = await run('mentions', own, 'a.ann');
  expect(relations(mentions.lines)).toEqual(['R1\tNEG Arg1:T1 Arg2:T2']);
  expect(mentions.plan.leftOut).toBe(1);
});

test('takes all that the file holds to another folder, but no suggestion', async () => {
  const note = 'T3\tPER 22 28\tИванов\n#2\tAnnotatorNotes T3\t[aredit model model=e probability=0.97]\n';
  const { lines } = await run('annotations', ann + note, 'b.ann');
  expect(lines.join('\n')).toBe(ann.trimEnd());
});

test('takes suggestions alone to another folder when nothing was annotated', async () => {
  const { lines, plan } = await run('all', '', 'b.ann');
  expect(relations(lines)).toHaveLength(2);
  expect(plan.annotations).toEqual({ mentions: 0, attitudes: 0 });
});

test('adds to what somebody else annotated there, and keeps every line of theirs', async () => {
  const theirs = 'T9\tGEOPOLIT 2 8\tРоссия\nT8\tPER 22 28\tИванов\nE1\tPER:T8\nчто-то\n';
  const own = ann.replace('E1\tGEOPOLIT:T2\n', '');
  const { lines } = await run('annotations', own, 'b.ann', theirs);
  for (const line of theirs.trimEnd().split('\n')) expect(lines).toContain(line);
  expect(lines).toContain('R1\tNEG Arg1:T9 Arg2:T2');
});

test('does not write over what was changed meanwhile', async () => {
  const { plan } = await run('annotations', ann, 'b.ann');
  await writeFile(join(folder, 'b.ann'), 'T1\tPER 0 1\t🙂\n');
  const stale = { ...plan, existing: undefined };
  expect(await writeBrat(stale)).toBe(false);
});

test('knows no way to add to a file that is not UTF-8', async () => {
  await writeFile(join(folder, 'a.ann'), Uint8Array.from([0xff, 0xfe]));
  const saved = { document: { uri: at('a.txt') }, diskText: text } as SavedDocument;
  expect(await planBrat(saved, annotated(marked), 'all', at('a.ann'))).toBeUndefined();
});
