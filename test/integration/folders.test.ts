import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { suite, suiteSetup, teardown, test } from 'mocha';
import { commands, Uri } from 'vscode';
import { markedText } from '../support/markedText.ts';
import { closeAll, eventually, newFolder, placeOf, showFile } from './support/documents.ts';
import { useTinyModels } from './support/extension.ts';
import { hoverText } from './support/providers.ts';
import { runAccepting } from './support/quickPick.ts';

const { text, ann } = markedText(
  '🙂 [Россия]GEOPOLIT осудила [США]GEOPOLIT.\r\n[Кита\u0438\u0306]LOC хвалит [Россию]GEOPOLIT.\r\n',
);
const annotated = `${ann}R1\tNEG Arg1:T1 Arg2:T2\nR2\tNEU Arg1:T2 Arg2:T1\n`;

/** A folder with these files, subfolders too. */
async function corpus(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await newFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

const read = (...path: readonly string[]) => readFile(join(...path), 'utf8');
/** Starts a command that ends in a message which nobody answers. */
const start = (command: string, ...folders: readonly string[]) =>
  void commands.executeCommand(command, ...folders.map((folder) => Uri.file(folder)));

suite('A folder', () => {
  suiteSetup(useTinyModels);
  teardown(closeAll);

  test('becomes samples of what is annotated in it', async () => {
    const folder = await corpus({
      'a.txt': text,
      'a.ann': annotated,
      'б/b.txt': text,
      'б/b.ann': annotated,
      'без разметки.txt': text,
    });
    const tables = async () => (await readdir(folder)).filter((name) => name.endsWith('.tsv'));
    await runAccepting(
      'aredit.exportFolderSamples',
      async () => (await tables()).length > 0,
      Uri.file(folder),
    );
    deepStrictEqual(await tables(), ['samples.tsv']);
    const [header = '', ...rows] = (await read(folder, 'samples.tsv')).trimEnd().split('\n');
    const cells = rows.map((row) => row.split('\t'));
    const column = (name: string) => cells.map((row) => row[header.split('\t').indexOf(name)]);
    deepStrictEqual([...new Set(column('doc_id'))], ['0', '1']);
    strictEqual(column('label').filter((label) => label === '2').length, 2);
  });

  test('is read text by text, and a flaw of one costs only that', async () => {
    const folder = await corpus({
      'a.txt': text,
      'a.ann': ann,
      'b.txt': Buffer.from([0xff, 0xfe, 0, 1]),
      'в/c.txt': text,
      'в/c.ann': ann,
    });
    start('aredit.extractFolder', folder);
    for (const name of ['a.txt', 'в/c.txt']) {
      const document = await showFile(join(folder, name));
      await eventually('suggestions', async () =>
        /[1-9] attitude/.test(await hoverText(document, placeOf(document, 'Россия'))),
      );
    }
    // Suggestions are no annotations.
    strictEqual(await read(folder, 'a.ann'), ann);
  });

  test('goes to brat and comes back, with other line ends and what was annotated there', async () => {
    const folder = await corpus({ 'a.txt': text, 'a.ann': annotated, 'б/b.txt': text, 'б/b.ann': ann });
    const brat = await corpus({ 'a.txt': text.replaceAll('\r\n', '\n') });
    start('aredit.exportBratFolder', folder, brat);
    await eventually('the files', () => existsSync(join(brat, 'б/b.ann')) && existsSync(join(brat, 'a.ann')));
    strictEqual(await read(brat, 'б/b.txt'), text);
    strictEqual(await read(brat, 'б/b.ann'), ann);
    const there = await read(brat, 'a.ann');
    match(there, /^T3\tLOC 22 28\t/m);
    match(there, /^R1\tNEG Arg1:T1 Arg2:T2$/m);
    await writeFile(join(brat, 'б/b.ann'), `${ann}R1\tPOS Arg1:T3 Arg2:T4\n`);
    await writeFile(join(brat, 'новый.txt'), text);
    await writeFile(join(brat, 'новый.ann'), ann);

    const fresh = await corpus({ 'a.txt': text, 'б/b.txt': text });
    start('aredit.importBratFolder', fresh, brat);
    await eventually('the files', () =>
      ['a.ann', 'б/b.ann', 'новый.ann'].every((name) => existsSync(join(fresh, name))),
    );
    strictEqual(await read(fresh, 'a.ann'), annotated);
    match(await read(fresh, 'б/b.ann'), /^R1\tPOS Arg1:T3 Arg2:T4$/m);
    strictEqual(await read(fresh, 'новый.txt'), text);
  });

  test('takes the opinions of its documents in and gives them out', async () => {
    const opinions = 'Россия, США, neg, current\nКитай, Россия, pos, current\nКуба, США, pos, current\n';
    const folder = await corpus({
      'a.txt': text,
      'a.ann': ann,
      'a.opin.txt': opinions,
      'b.txt': text,
      'b.ann': ann,
    });
    start('aredit.importOpinions', folder);
    const relations = await eventually('the attitudes', async () => {
      const found = (await read(folder, 'a.ann')).match(/^R\d+\t.*$/gm) ?? [];
      return found.length > 1 && found;
    });
    deepStrictEqual(relations.map((line) => line.replace(/^R\d+\t/, '')).sort(), [
      'NEG Arg1:T1 Arg2:T2',
      'POS Arg1:T3 Arg2:T4',
    ]);
    strictEqual(await read(folder, 'b.ann'), ann);

    const given = await corpus({
      'a.txt': text,
      'a.ann': await read(folder, 'a.ann'),
      'b.txt': text,
      'b.ann': ann,
    });
    start('aredit.exportOpinions', given);
    await eventually('the opinions', () =>
      ['a', 'b'].every((name) => existsSync(join(given, `${name}.opin.txt`))),
    );
    strictEqual(
      await read(given, 'a.opin.txt'),
      'Россия, США, neg, current\nКита\u0438\u0306, Россия, pos, current\n',
    );
    strictEqual(await read(given, 'b.opin.txt'), '');
  });
});
