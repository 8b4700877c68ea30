import { deepStrictEqual, ok } from 'node:assert/strict';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { commands, Disposable, type ExtensionContext, Uri, window } from 'vscode';
import { activate } from '../../src/extension.ts';
import { markedText } from '../support/markedText.ts';
import { copyPrefix, live } from './support/countedVSCode.ts';
import { closeAll, eventually, newFolder, openMarked } from './support/documents.ts';
import { engineProcesses } from './support/engineProcess.ts';
import { extension, useTinyModels } from './support/extension.ts';

suite('A second copy of the extension', () => {
  suiteSetup(useTinyModels);
  suiteTeardown(closeAll);

  test('gives back every listener, provider, panel and process when it is disposed of', async () => {
    const before = await engineProcesses();
    const subscriptions: Disposable[] = [];
    // All that `activate` asks of its context.
    const storageUri = Uri.file(await newFolder());
    const workspaceState = { get: (_key: string, value: unknown) => value, update: async () => undefined };
    const context = { extensionUri: extension().extensionUri, storageUri, subscriptions, workspaceState };
    activate(context as unknown as ExtensionContext);

    const document = await openMarked(markedText('[Россия]GEOPOLIT осудила [США]GEOPOLIT.\n'));
    await window.showTextDocument(document);
    await commands.executeCommand(`${copyPrefix}aredit.extractAttitudes`);
    await commands.executeCommand(`${copyPrefix}aredit.showGraph`);
    ok(live.size > 20, `Only ${live.size} things are followed; does the copy use the counted API?`);
    ok((await engineProcesses()).length > before.length);

    Disposable.from(...subscriptions).dispose();
    deepStrictEqual([...live], []);
    await eventually('the end of its process', async () => (await engineProcesses()).length <= before.length);
  });
});
