import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { suite, test } from 'mocha';
import { commands } from 'vscode';
import { openText } from './support/documents.ts';
import { engineProcesses } from './support/engineProcess.ts';
import { extension } from './support/extension.ts';

suite('Activation', () => {
  test('loads no model and starts no process until something is to be extracted', async () => {
    await openText('Россия осудила США.\n');
    await extension().activate();
    strictEqual(extension().isActive, true);
    deepStrictEqual(await engineProcesses(), []);
  });

  test('gives every command of the manifest a handler', async () => {
    const contributed: readonly { readonly command: string }[] = extension().packageJSON.contributes.commands;
    ok(contributed.length > 0);
    const registered = new Set(await commands.getCommands(true));
    deepStrictEqual(
      contributed.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });
});
