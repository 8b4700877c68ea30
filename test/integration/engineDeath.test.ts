import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { suite, suiteSetup, teardown, test } from 'mocha';
import { commands, window } from 'vscode';
import { markedText } from '../support/markedText.ts';
import { closeAll, eventually, extract, openMarked, openText, placeOf } from './support/documents.ts';
import { engineProcesses } from './support/engineProcess.ts';
import { useTinyModels } from './support/extension.ts';
import { references } from './support/providers.ts';

suite("When the engine's process is killed", () => {
  suiteSetup(useTinyModels);
  teardown(closeAll);

  test('in the middle of a text, the command ends and the next one works', async () => {
    const document = await openText('Россия осудила США, а Иванов поддержал Петрова.\n'.repeat(5000));
    await window.showTextDocument(document);
    let isDone = false;
    const work = Promise.resolve(commands.executeCommand('aredit.extractAttitudes')).then(() => {
      isDone = true;
    });
    const [first] = await eventually('the process', async () => {
      const found = await engineProcesses();
      return found.length > 0 && found;
    });
    ok(first);
    strictEqual(isDone, false, 'The text was read before the process could be killed.');
    process.kill(first, 'SIGKILL');
    await eventually(
      'another process or the end',
      async () => isDone || !(await engineProcesses()).includes(first),
    );
    await commands.executeCommand('aredit.cancelExtraction');
    await work;

    const small = await openMarked(markedText('[Россия]GEOPOLIT осудила [США]GEOPOLIT.\n'));
    await extract(small);
    deepStrictEqual(await references(small, placeOf(small, 'США')), ['США']);
  });

  test('between two texts, the next one works', async () => {
    const before = await openMarked(markedText('[Россия]GEOPOLIT осудила [США]GEOPOLIT.\n'));
    await extract(before);
    for (const pid of await engineProcesses()) process.kill(pid, 'SIGKILL');
    const after = await openMarked(markedText('[Иран]GEOPOLIT осудил [НАТО]ORG.\n'));
    await extract(after);
    deepStrictEqual(await references(after, placeOf(after, 'НАТО')), ['НАТО']);
  });
});
