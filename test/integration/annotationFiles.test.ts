import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setup, suite, suiteSetup, teardown, test } from 'mocha';
import { EndOfLine, Range, type TextDocument, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { fillDisk, type LimitedFolder, readOnlyFolder, smallDisk } from '../support/limitedFolders.ts';
import { markedText } from '../support/markedText.ts';
import { OtherWindow } from './support/annotating.ts';
import {
  closeAll,
  eventually,
  newFolder,
  openMarked,
  openText,
  placeOf,
  showFile,
} from './support/documents.ts';
import { useTinyModels } from './support/extension.ts';
import { references } from './support/providers.ts';

const sample = markedText(
  '🙂 [Россия]GEOPOLIT осудила [США]GEOPOLIT.\nВ Кита\u0438\u0306 прибыл [Иванов]PER, а Мэй нет.\n',
);

const annPath = (document: TextDocument) => document.uri.fsPath.replace(/\.txt$/, '.ann');
const ann = (document: TextDocument) => readFile(annPath(document), 'utf8');

/** The words of the T lines of the file, each as the text on disk has it at the offsets of the line. */
async function wordsOnDisk(document: TextDocument): Promise<readonly string[]> {
  const text = [...(await readFile(document.uri.fsPath, 'utf8'))];
  return (await ann(document)).split('\n').flatMap((line) => {
    const [, start, end, words] = /^T\d+\t\S+ (\d+) (\d+)\t(.*)$/u.exec(line) ?? [];
    if (words === undefined) return [];
    strictEqual(text.slice(Number(start), Number(end)).join(''), words);
    return [words];
  });
}

const onDisk = (document: TextDocument, words: readonly string[]) =>
  eventually(`a file with ${words.join(', ')}`, async () => {
    const found = await wordsOnDisk(document).catch(() => []);
    return JSON.stringify([...found].sort()) === JSON.stringify([...words].sort());
  });

async function edit(document: TextDocument, words: string, text: string): Promise<void> {
  const editor = await window.showTextDocument(document);
  const start = document.positionAt(document.getText().indexOf(words));
  const end = document.positionAt(document.offsetAt(start) + words.length);
  ok(await editor.edit((builder) => builder.replace(new Range(start, end), text)));
}

suite('Annotations of a text', () => {
  let other: OtherWindow;
  let document: TextDocument;
  suiteSetup(useTinyModels);
  setup(async () => {
    document = await openMarked(sample);
    other = await OtherWindow.open();
  });
  teardown(async () => {
    other.dispose();
    await closeAll();
  });

  const shows = (words: readonly string[]) =>
    eventually(
      `a window that shows ${words.join(', ')}`,
      () => JSON.stringify(other.mentions(document)) === JSON.stringify(words),
    );

  test('are shown when it is opened, without any extraction', async () => {
    await eventually(
      'references',
      async () => (await references(document, placeOf(document, 'США'))).length > 0,
    );
  });

  test('are written at once, and another window shows them', async () => {
    await other.add(document, 'Мэй');
    await onDisk(document, ['Россия', 'США', 'Иванов', 'Мэй']);
    await eventually('the other window to follow', async () =>
      (await references(document, placeOf(document, 'Мэй'))).includes('Мэй'),
    );
  });

  test('come back when a step is undone after the text was saved', async () => {
    const before = await ann(document);
    await other.add(document, 'Мэй');
    await edit(document, 'Россия', 'Вчера Россия');
    await document.save();
    await onDisk(document, ['Россия', 'США', 'Иванов', 'Мэй']);
    strictEqual(other.store.undo(document.uri), 'add Мэй');
    await onDisk(document, ['Россия', 'США', 'Иванов']);
    await edit(document, 'Вчера Россия', 'Россия');
    await document.save();
    await eventually('the file as it was', async () => (await ann(document)) === before);
  });

  test('are not those of a copy that has been open all along and is saved', async () => {
    const copy = await openText(`${sample.text}!`);
    await edit(copy, '!', '');
    await window.showTextDocument(document);
    ok(await copy.save());
    strictEqual(copy.getText(), document.getText());
    deepStrictEqual(await references(copy, placeOf(copy, 'США')), []);
  });

  test('of two windows on one file are all kept', async () => {
    const third = await OtherWindow.open();
    await Promise.all([other.add(document, 'Мэй'), third.add(document, 'Кита\u0438\u0306', 'LOC')]);
    const words = ['Россия', 'США', 'Кита\u0438\u0306', 'Иванов', 'Мэй'];
    await onDisk(document, words);
    await shows(words);
    third.dispose();
  });

  test('that brat wrote meanwhile are kept and shown', async () => {
    await shows(['Россия', 'США', 'Иванов']);
    await writeFile(annPath(document), `${await ann(document)}T7\tLOC 24 30\tКита\u0438\u0306\n`);
    await shows(['Россия', 'США', 'Кита\u0438\u0306', 'Иванов']);
    await other.add(document, 'Мэй');
    await onDisk(document, ['Россия', 'США', 'Кита\u0438\u0306', 'Иванов', 'Мэй']);
  });

  test('change with the text when git checks out another version', async () => {
    await shows(['Россия', 'США', 'Иванов']);
    const next = markedText('Совсем [Мэй]PER другое.\r\n');
    await writeFile(document.uri.fsPath, next.text);
    await writeFile(annPath(document), next.ann);
    await shows(['Мэй']);
    deepStrictEqual(other.review(document).lost, []);
    await writeFile(annPath(document), sample.ann);
    await writeFile(document.uri.fsPath, sample.text);
    await shows(['Россия', 'США', 'Иванов']);
    strictEqual(await ann(document), sample.ann);
  });

  test('wait in a journal while the text is not saved, and go on from there', async () => {
    const storage = await newFolder();
    const ending = await OtherWindow.open(storage);
    await edit(document, 'Россия', 'Вчера Россия');
    await edit(document, ', а', ', однако');
    await ending.add(document, 'Мэй');
    ending.dispose();
    // What was being written when the window ended is given up; it may be on its way out yet.
    const journals = (await readdir(join(storage, 'journal'))).filter((name) => name.endsWith('.json'));
    strictEqual(journals.length, 1);
    const again = await OtherWindow.open(storage);
    await eventually('all of it again', () => again.mentions(document).length === 4);
    await document.save();
    await onDisk(document, ['Россия', 'США', 'Иванов', 'Мэй']);
    await eventually('an empty journal', async () => (await readdir(join(storage, 'journal'))).length === 0);
    again.dispose();
  });

  test('survive a crash in the middle of writing', async () => {
    const storage = await newFolder();
    const ending = await OtherWindow.open(storage);
    await edit(document, 'Россия', 'Вчера Россия');
    await ending.add(document, 'Мэй');
    ending.dispose();
    // What a process leaves that dies while it writes: half of a file beside the old one.
    const half = join(dirname(annPath(document)), `.${basename(annPath(document))}.${randomUUID()}.tmp`);
    await writeFile(half, sample.ann.slice(0, 20));
    await utimes(half, 1, 1);
    strictEqual(await ann(document), sample.ann);
    const again = await OtherWindow.open(storage);
    await eventually('the step', () => again.mentions(document).length === 4);
    await document.save();
    await onDisk(document, ['Россия', 'США', 'Иванов', 'Мэй']);
    await eventually('a folder without remains', () => !existsSync(half));
    again.dispose();
  });

  test('are renamed and moved with it', async () => {
    await other.add(document, 'Мэй');
    await onDisk(document, ['Россия', 'США', 'Иванов', 'Мэй']);
    const before = await ann(document);
    const target = Uri.file(join(await newFolder(), 'другой.txt'));
    const move = new WorkspaceEdit();
    move.renameFile(document.uri, target);
    ok(await workspace.applyEdit(move));
    const moved = target.fsPath.replace('.txt', '.ann');
    await eventually('the file at its new place', () => existsSync(moved));
    strictEqual(await readFile(moved, 'utf8'), before);
    ok(!existsSync(annPath(document)));
    const now = await showFile(target.fsPath);
    await eventually('its annotations', () => other.mentions(now).length === 4);
    strictEqual(other.store.undo(now.uri), 'add Мэй');
    await onDisk(now, ['Россия', 'США', 'Иванов']);
  });

  test('do not take the place of others when the text is renamed', async () => {
    const folder = dirname(document.uri.fsPath);
    await writeFile(join(folder, 'другой.ann'), 'T1\tPER 0 1\tx\n');
    const move = new WorkspaceEdit();
    move.renameFile(document.uri, Uri.file(join(folder, 'другой.txt')));
    ok(await workspace.applyEdit(move));
    await eventually('the text at its new place', () => existsSync(join(folder, 'другой.txt')));
    strictEqual(await readFile(join(folder, 'другой.ann'), 'utf8'), 'T1\tPER 0 1\tx\n');
    strictEqual(await readFile(annPath(document), 'utf8'), sample.ann);
  });

  test('list a mention whose words were deleted', async () => {
    await shows(['Россия', 'США', 'Иванов']);
    await edit(document, 'США', '');
    await document.save();
    await onDisk(document, ['Россия', 'Иванов']);
    await eventually('the lost mention', () =>
      other.review(document).lost.some(({ words }) => words === 'США'),
    );
  });

  test('follow the line ends of the text', async () => {
    const editor = await window.showTextDocument(document);
    ok(await editor.edit((builder) => builder.setEndOfLine(EndOfLine.CRLF)));
    await document.save();
    match(await readFile(document.uri.fsPath, 'utf8'), /\r\n/);
    await onDisk(document, ['Россия', 'США', 'Иванов']);
    await shows(['Россия', 'США', 'Иванов']);
  });

  test('are kept for a text that is not in a file yet, and written with it', async () => {
    const untitled = await workspace.openTextDocument({ content: 'Иванов поддержал Петрова.\n' });
    await window.showTextDocument(untitled);
    await other.add(untitled, 'Иванов');
    const target = Uri.file(join(await newFolder(), 'новый.txt'));
    const edits = new WorkspaceEdit();
    edits.createFile(target, { contents: Buffer.from(untitled.getText()) });
    ok(await workspace.applyEdit(edits));
    const saved = await showFile(target.fsPath);
    await onDisk(saved, ['Иванов']);
    await window.showTextDocument(untitled);
    await edit(untitled, 'Иванов поддержал Петрова.\n', '');
  });
});

suite('Annotations that cannot be written', () => {
  let other: OtherWindow;
  let folder: LimitedFolder | undefined;
  suiteSetup(useTinyModels);
  setup(async () => {
    other = await OtherWindow.open();
  });
  teardown(async () => {
    other.dispose();
    await closeAll();
    await folder?.remove();
    folder = undefined;
  });

  test('because the text is not UTF-8 are refused with the reason', async () => {
    const document = await openText(Uint8Array.from([0xd0, 0xee, 0xf1, 0xf1, 0xe8, 0xff, 0x2e, 0x0a]));
    const error = await other.files.forEditing(document).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    match(String(error), /UTF-8/);
  });

  test('because the folder is read-only stay in the window and its journal', async () => {
    folder = await readOnlyFolder(writeSample);
    const document = await showFile(join(folder.path, 'текст.txt'));
    await other.add(document, 'Мэй');
    await eventually('a journal', () => existsSync(join(other.storage, 'journal')));
    deepStrictEqual(other.mentions(document), ['Россия', 'США', 'Иванов', 'Мэй']);
    strictEqual(await ann(document), sample.ann);
  });

  test('because the disk is full are written when there is room again', async () => {
    folder = await smallDisk(64);
    await writeSample(folder.path);
    const document = await showFile(join(folder.path, 'текст.txt'));
    await other.files.ready(document);
    await fillDisk(folder.path);
    await other.add(document, 'Мэй');
    await eventually('a journal', () => existsSync(join(other.storage, 'journal')));
    strictEqual(await ann(document), sample.ann);
    await rm(join(folder.path, 'filler'));
    await onDisk(document, ['Россия', 'США', 'Иванов', 'Мэй']);
    await eventually('no journal', async () => (await readdir(join(other.storage, 'journal'))).length === 0);
  });
});

async function writeSample(folder: string): Promise<void> {
  await writeFile(join(folder, 'текст.txt'), sample.text);
  await writeFile(join(folder, 'текст.ann'), sample.ann);
}
