import { deepStrictEqual, ok } from 'node:assert/strict';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { commands, window } from 'vscode';
import { markedText } from '../support/markedText.ts';
import { copyPrefix, live } from './support/countedVSCode.ts';
import { closeAll, eventually, newFolder, openMarked } from './support/documents.ts';
import { engineProcesses } from './support/engineProcess.ts';
import { useTinyModels } from './support/extension.ts';
import { startCopy } from './support/extensionCopy.ts';

suite('A second copy of the extension', () => {
  suiteSetup(useTinyModels);
  suiteTeardown(closeAll);

  test('gives back every listener, provider, panel and process when it is disposed of', async () => {
    const before = await engineProcesses();
    const copy = startCopy(await newFolder());

    const document = await openMarked(markedText('[Россия]GEOPOLIT осудила [США]GEOPOLIT.\n'));
    await window.showTextDocument(document);
    await commands.executeCommand(`${copyPrefix}aredit.extractAttitudes`);
    await commands.executeCommand(`${copyPrefix}aredit.showGraph`);
    ok(live.size > 20, `Only ${live.size} things are followed; does the copy use the counted API?`);
    ok((await engineProcesses()).length > before.length);

    copy.dispose();
    deepStrictEqual([...live], []);
    await eventually('the end of its process', async () => (await engineProcesses()).length <= before.length);
  });
});
