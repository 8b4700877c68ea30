import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { suite, suiteSetup, teardown, test } from 'mocha';
import type { TextDocument } from 'vscode';
import { markedText } from '../support/markedText.ts';
import { closeAll, extract, openMarked, openText } from './support/documents.ts';
import { inProject, useTinyModels } from './support/extension.ts';
import { runAccepting } from './support/quickPick.ts';

const sample = markedText(
  '\ufeff🙂 [Россия]GEOPOLIT осудила [США]GEOPOLIT.\r\nВ [Кита\u0438\u0306]LOC прибыл [Иванов]PER.\n' +
    '[Иванов]PER поддержал [НАТО]ORG.\r\n',
);

const beside = (document: TextDocument, extension: string) =>
  document.uri.fsPath.replace(/\.txt$/, extension);
const expectedFile = (name: string) => readFile(inProject('test', 'data', 'exports', name), 'utf8');
/** Probabilities of the last digits depend on the processor. */
const withoutDigits = (text: string) => text.replace(/\b0\.\d+/g, '0.…');

suite('An export', () => {
  suiteSetup(useTinyModels);
  teardown(closeAll);

  test('as BRAT writes the file that is expected, and keeps what stood there', async () => {
    const document = await openText(sample.text, { ann: `${sample.ann}#1\tAnnotatorNotes T1\tпроверено\n` });
    await extract(document);
    const before = await readFile(beside(document, '.ann'), 'utf8');
    await runAccepting(
      'aredit.exportBrat',
      async () => (await readFile(beside(document, '.ann'), 'utf8')) !== before,
      document.uri,
      'all',
    );
    const after = await readFile(beside(document, '.ann'), 'utf8');
    ok(after.startsWith(before), after);
    match(after, /^R\d+\t(POS|NEG) Arg1:T\d Arg2:T\d/m);
    strictEqual(withoutDigits(after), withoutDigits(await expectedFile('sample.ann')));
  });

  test('as BRAT puts the configuration beside it that brat needs', async () => {
    const document = await openMarked(sample);
    await extract(document);
    const before = await readFile(beside(document, '.ann'), 'utf8');
    const folder = dirname(document.uri.fsPath);
    // The configuration may stand in any folder above, up to the workspace's.
    const hasConfiguration = async () =>
      [folder, dirname(folder)].some((each) => existsSync(join(each, 'annotation.conf')));
    await runAccepting('aredit.exportBrat', hasConfiguration);
    // What the file holds is what was annotated: suggestions go into it only where that is chosen.
    strictEqual(await readFile(beside(document, '.ann'), 'utf8'), before);
  });

  test('as AREkit samples writes what is annotated, as expected, and nothing that only the model says', async () => {
    const relations = 'R1\tNEG Arg1:T1 Arg2:T2\nR2\tNEU Arg1:T3 Arg2:T4\nR3\tPOS Arg1:T5 Arg2:T6\n';
    const document = await openText(sample.text, { ann: sample.ann + relations });
    await extract(document);
    const folder = dirname(document.uri.fsPath);
    const tables = async () => (await readdir(folder)).filter((name) => /\.tsv/.test(name));
    await runAccepting('aredit.exportSamples', async () => (await tables()).length > 0);
    const [table, ...others] = await tables();
    deepStrictEqual(others, []);
    strictEqual(await readFile(`${folder}/${table}`, 'utf8'), await expectedFile('sample.tsv'));
  });

  test('of opinions writes what entities hold towards each other over the document', async () => {
    const relations = 'R1\tNEG Arg1:T1 Arg2:T2\nR2\tNEU Arg1:T3 Arg2:T4\nR3\tPOS Arg1:T5 Arg2:T6\n';
    const document = await openText(sample.text, { ann: sample.ann + relations });
    const opinions = beside(document, '.opin.txt');
    await runAccepting('aredit.exportOpinions', async () => existsSync(opinions));
    strictEqual(await readFile(opinions, 'utf8'), 'Россия, США, neg, current\nИванов, НАТО, pos, current\n');
  });
});
