import { deepStrictEqual, doesNotMatch, match } from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { commands, type TextDocument, window } from 'vscode';
import { markedText } from '../support/markedText.ts';
import { copyPrefix } from './support/countedVSCode.ts';
import { closeAll, eventually, newFolder, openMarked, placeOf } from './support/documents.ts';
import { engineProcesses } from './support/engineProcess.ts';
import { useTinyModels } from './support/extension.ts';
import { startCopy } from './support/extensionCopy.ts';
import { hoverText } from './support/providers.ts';

const facts = async (document: TextDocument) =>
  (await hoverText(document, placeOf(document, 'Россия'))).replace(/\(command:[^)]*\)/g, '');

suite('After a restart', () => {
  suiteSetup(useTinyModels);
  suiteTeardown(closeAll);

  test('a text shows the suggestions that it had, and no model is started', async () => {
    const storage = await newFolder();
    const document = await openMarked(
      markedText('[Россия]GEOPOLIT осудила [США]GEOPOLIT и начала сначала.\n'),
    );
    await window.showTextDocument(document);
    const first = startCopy(storage);
    await commands.executeCommand(`${copyPrefix}aredit.extractAttitudes`);
    const before = await facts(document);
    match(before, /[1-9] attitude/);
    await eventually('kept suggestions', async () =>
      (await readdir(join(storage, 'suggestions')).catch(() => [])).some((name) => name.endsWith('.json')),
    );
    first.dispose();
    const processes = await engineProcesses();

    const second = startCopy(storage);
    await eventually('the same suggestions', async () => (await facts(document)) === before);
    deepStrictEqual(await engineProcesses(), processes);

    await commands.executeCommand(`${copyPrefix}aredit.clearSuggestions`);
    second.dispose();
    const third = startCopy(storage);
    deepStrictEqual(await readdir(join(storage, 'suggestions')), []);
    doesNotMatch(await facts(document), /[1-9] attitude/);
    third.dispose();
  });
});
