import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { suite, teardown, test } from 'mocha';
import { ConfigurationTarget, commands, extensions, Selection, Uri, window, workspace } from 'vscode';
import { closeAll, eventually, newFolder, placeOf, showFile } from './support/documents.ts';
import { hoverText } from './support/providers.ts';
import { acceptItem } from './support/quickPick.ts';

// A byte order mark, an emoji, й of two code points and mixed line ends: all of them count in the files.
const text = '\uFEFF😀 Сергеи\u0306 хвалит ООН.\r\nРим бранит ООН.\nПариж молчит.\n';
const mentions = 'T1\tPER 3 10\tСергеи\u0306\nT2\tORG 18 21\tООН\nT3\tLOC 24 27\tРим\nT4\tORG 35 38\tООН\n';
const ofA = `${mentions}T5\tLOC 40 45\tПариж\nR1\tPOS Arg1:T1 Arg2:T2\nR2\tNEG Arg1:T3 Arg2:T4\n`;
const ofB = `${mentions.replace('LOC', 'ORG')}R1\tPOS Arg1:T1 Arg2:T2\nR2\tPOS Arg1:T3 Arg2:T4\n`;
/** What a third file starts with, and what it holds when B's "Рим" and A's attitude were taken. */
const agreed =
  'T1\tPER 3 10\tСергеи\u0306\nT2\tORG 18 21\tООН\nR1\tPOS Arg1:T1 Arg2:T2\nT4\tORG 35 38\tООН\n';
const mixed = `${agreed.replace('T4', 'T3\tORG 24 27\tРим\nT4')}R2\tNEG Arg1:T3 Arg2:T4\n`;

interface Folders {
  readonly root: string;
  readonly a: string;
  readonly b: string;
  readonly gold: string;
}

/** Two annotators' folders with these files, and the path of a third. */
async function folders(files: Readonly<Record<string, string>>): Promise<Folders> {
  const root = await newFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
  return { root, a: join(root, 'a'), b: join(root, 'b'), gold: join(root, 'gold') };
}

const usual = { 'a/x.txt': text, 'a/x.ann': ofA, 'b/x.ann': ofB };

async function compare(a: string, b: string): Promise<void> {
  const selected = [Uri.file(a), Uri.file(b)];
  await commands.executeCommand('aredit.compareAnnotations', selected[0], selected);
}

const run = (command: string, ...args: readonly unknown[]) =>
  commands.executeCommand(`aredit.${command}`, ...args);

/** Where the cursor is, as `1:4 x.txt`. */
function place(): string {
  const editor = window.activeTextEditor;
  const { line = -2, character = -2 } = editor?.selection.active ?? {};
  return `${line + 1}:${character + 1} ${editor?.document.uri.path.split('/').slice(-2).join('/')}`;
}

/** The annotation in the third folder and the decisions on record there. */
async function decided({ gold }: Folders): Promise<{ ann: string; log: readonly string[] }> {
  const rows = (await readFile(join(gold, 'adjudication.tsv'), 'utf8')).trimEnd().split('\n').slice(1);
  const log = rows.map((row) => {
    const cells = row.split('\t');
    return `${cells[0]} ${cells.at(-1)}`;
  });
  return { ann: await readFile(join(gold, 'x.ann'), 'utf8'), log };
}

suite('A comparison of two annotators', () => {
  teardown(async () => {
    await run('closeComparison');
    await closeAll();
  });

  test('goes through the disagreements in the order of the text, around its end', async () => {
    const { a, b } = await folders(usual);
    await compare(a, b);
    const places: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      await run('nextDisagreement');
      places.push(place());
    }
    deepStrictEqual(places, ['2:1 a/x.txt', '2:1 a/x.txt', '3:1 a/x.txt', '2:1 a/x.txt']);
    await run('previousDisagreement');
    strictEqual(place(), '3:1 a/x.txt');
  });

  test('goes on from the cursor', async () => {
    const { a, b } = await folders(usual);
    await compare(a, b);
    const document = await showFile(join(a, 'x.txt'));
    const editor = window.activeTextEditor;
    ok(editor);
    const at = placeOf(document, 'молчит');
    editor.selection = new Selection(at, at);
    await run('previousDisagreement');
    strictEqual(place(), '3:1 a/x.txt');
  });

  test('tells in the hover what each of them says', async () => {
    const { a, b } = await folders(usual);
    await compare(a, b);
    const document = await showFile(join(a, 'x.txt'));
    const hover = await hoverText(document, placeOf(document, 'Рим'));
    match(hover, /different types/);
    match(hover, /\*\*A\*\* a: LOC «Рим»/);
    match(hover, /\*\*B\*\* b: ORG «Рим»/);
    match(hover, /command:aredit\.takeA/);
  });

  test('writes a report with the figures that are expected', async () => {
    const { a, b } = await folders({ ...usual, 'b/only*b*.ann': '', 'b/x.ann': `${ofB}чепуха\n` });
    await compare(a, b);
    await run('showAgreementReport');
    const document = window.activeTextEditor?.document;
    strictEqual(document?.languageId, 'markdown');
    ok(document?.isUntitled);
    const report = document?.getText() ?? '';
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    match(report, /\| \*\*exact\*\* \| 5 \| 4 \| 3 \| 0\.750 \| 0\.600 \| 0\.667 \|/);
    match(report, /\| 2:1 \| Рим → ООН \| different labels \| NEG \| POS \|/);
    match(report, /- only\\\*b\\\*: in one of the folders only/);
    match(report, /- x\\:7: /);
  });

  test('of a file and its last commit shows what was changed', async () => {
    const { root, a } = await folders(usual);
    const git = (...args: readonly string[]) => promisify(execFile)('git', ['-C', root, ...args]);
    await git('init', '--quiet');
    await git('add', '.');
    await git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--message', 'x');
    await writeFile(join(a, 'x.ann'), ofA.replace('LOC 40 45', 'GPE 40 45'));
    const settings = workspace.getConfiguration('git');
    await settings.update('enabled', true, ConfigurationTarget.Global);
    try {
      await eventually('git', () => extensions.getExtension('vscode.git')?.exports.enabled === true);
      await showFile(join(a, 'x.txt'));
      const comparing = commands.executeCommand('aredit.compareAnnotations');
      await acceptItem(2);
      await comparing;
      await run('nextDisagreement');
      strictEqual(place(), '3:1 a/x.txt');
      const document = await workspace.openTextDocument(join(a, 'x.txt'));
      const hover = await hoverText(document, placeOf(document, 'Париж'));
      match(hover, /x\\.ann in the last commit: LOC/);
      match(hover, /x\\.ann: GPE/);
    } finally {
      await settings.update('enabled', false, ConfigurationTarget.Global);
    }
  });
});

suite('Deciding between two annotators', () => {
  teardown(async () => {
    await run('closeComparison');
    await closeAll();
  });

  test('starts a third folder with what both agree on, and the text', async () => {
    const made = await folders(usual);
    await compare(made.a, made.b);
    await run('startAdjudication', Uri.file(made.gold));
    const { ann, log } = await decided(made);
    strictEqual(ann, agreed);
    deepStrictEqual(log, []);
    strictEqual(await readFile(join(made.gold, 'x.txt'), 'utf8'), text);
  });

  test('writes what was decided, goes on to the next, and takes all of it back', async () => {
    const made = await folders(usual);
    await compare(made.a, made.b);
    await run('startAdjudication', Uri.file(made.gold));
    await run('nextDisagreement');
    strictEqual(place(), '2:1 gold/x.txt');
    await run('takeB');
    await run('takeA');
    await run('takeB');
    const { ann, log } = await decided(made);
    strictEqual(ann, mixed);
    deepStrictEqual(log, ['mentionType b', 'relationLabel a', 'mentionOnlyA b']);
    for (let step = 0; step < 3; step += 1) await run('undoDecision');
    deepStrictEqual(await decided(made), { ann: agreed, log: [] });
    for (let step = 0; step < 3; step += 1) await run('redoDecision');
    deepStrictEqual(await decided(made), { ann, log });
  });

  test('decides on one after the other, however fast the keys come', async () => {
    const made = await folders(usual);
    await compare(made.a, made.b);
    await run('startAdjudication', Uri.file(made.gold));
    await Promise.all(['nextDisagreement', 'takeB', 'takeA', 'takeB'].map((command) => run(command)));
    const { ann, log } = await decided(made);
    strictEqual(ann, mixed);
    deepStrictEqual(log, ['mentionType b', 'relationLabel a', 'mentionOnlyA b']);
    await Promise.all(['undoDecision', 'undoDecision', 'takeB'].map((command) => run(command)));
    deepStrictEqual((await decided(made)).log, ['mentionType b', 'relationLabel b']);
  });

  test('keeps what was written by hand meanwhile when a decision is taken back', async () => {
    const made = await folders(usual);
    await compare(made.a, made.b);
    await run('startAdjudication', Uri.file(made.gold));
    await run('nextDisagreement');
    await run('takeA');
    const path = join(made.gold, 'x.ann');
    const note = '#1\tAnnotatorNotes T1\tпроверено\n';
    await writeFile(path, (await readFile(path, 'utf8')) + note);
    await run('undoDecision');
    strictEqual((await decided(made)).ann, agreed + note);
  });

  test('goes on after the window was closed, from the files alone', async () => {
    const made = await folders(usual);
    await compare(made.a, made.b);
    await run('startAdjudication', Uri.file(made.gold));
    await run('nextDisagreement');
    await run('takeA');
    await run('closeComparison');
    await closeAll();
    await compare(made.a, made.b);
    await run('startAdjudication', Uri.file(made.gold));
    await run('nextDisagreement');
    await run('reopenDisagreement');
    deepStrictEqual(await decided(made), { ann: agreed, log: [] });
  });

  test('sees what another program decides in the third folder', async () => {
    const made = await folders(usual);
    await compare(made.a, made.b);
    await run('startAdjudication', Uri.file(made.gold));
    await writeFile(join(made.gold, 'x.ann'), `${agreed}T9\tGPE 24 27\tРим\n`);
    const document = await workspace.openTextDocument(join(made.gold, 'x.txt'));
    await eventually('a hover that tells of it', async () => {
      return /something else written/.test(await hoverText(document, placeOf(document, 'Рим')));
    });
  });

  test('does not decide into the folders that it compares, nor beside another text', async () => {
    const made = await folders({ ...usual, 'gold/x.txt': 'Другой текст.' });
    await compare(made.a, made.b);
    for (const folder of [made.a, join(made.b, 'within'), made.gold])
      await run('startAdjudication', Uri.file(folder));
    strictEqual(await readFile(join(made.a, 'x.ann'), 'utf8'), ofA);
    ok(!existsSync(join(made.b, 'within')));
    ok(!existsSync(join(made.gold, 'x.ann')));
    await run('closeComparison');
  });
});
