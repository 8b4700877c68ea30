import { deepStrictEqual, doesNotMatch, ok } from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { setup, suite, suiteSetup, teardown, test } from 'mocha';
import { commands, Position, Range, type TextDocument, window } from 'vscode';
import { markedText } from '../support/markedText.ts';
import { closeAll, eventually, extract, openMarked, openText, placeOf } from './support/documents.ts';
import { setSetting, useTinyModels } from './support/extension.ts';
import { hoverText, outline, references } from './support/providers.ts';

const sample = markedText(
  '[Россия]GEOPOLIT осудила [США]GEOPOLIT.\nВ [США]GEOPOLIT обвинили [Россию]GEOPOLIT.\n',
);

async function edit(document: TextDocument, range: Range, text: string): Promise<void> {
  const editor = await window.showTextDocument(document);
  ok(await editor.edit((builder) => builder.replace(range, text)));
}

suite('Editing an extracted text', () => {
  let document: TextDocument;
  suiteSetup(useTinyModels);
  setup(async () => {
    await setSetting('extractOnEdit', false);
    document = await openMarked(sample);
    await extract(document);
  });
  teardown(async () => {
    await setSetting('extractOnEdit', undefined);
    await closeAll();
  });

  test('moves the mentions that stand behind the edit', async () => {
    await edit(document, new Range(0, 0, 0, 0), 'Вчера 🙂\n');
    deepStrictEqual(await references(document, placeOf(document, 'США')), ['США', 'США']);
  });

  test('drops a mention whose words were deleted', async () => {
    const start = document.positionAt(document.getText().indexOf('США'));
    await edit(document, new Range(start, start.translate(0, 3)), '');
    deepStrictEqual(await references(document, placeOf(document, 'США')), ['США']);
  });

  test('brings everything back when it is undone', async () => {
    const namesAndRanges = async () => (await outline(document)).map(({ name, range }) => [name, range]);
    const before = await eventually('an outline', async () => {
      const found = await namesAndRanges();
      return found.length > 0 && found;
    });
    await edit(document, new Range(0, 0, 1, 0), '');
    await commands.executeCommand('undo');
    await eventually('the old outline', async () => {
      return JSON.stringify(await namesAndRanges()) === JSON.stringify(before);
    });
  });

  test('reads the text again by itself, unless told not to', async () => {
    await setSetting('extractOnEdit', true);
    const marked = 'Иран осудил Израиль.\n';
    await edit(document, new Range(0, 0, 0, 0), marked);
    // The new sentence has no mentions of the file's; that it was read shows in the outline's being complete again.
    await eventually('an outline of the new text', async () => (await outline(document)).length > 0);
    deepStrictEqual(await references(document, placeOf(document, 'США')), ['США', 'США']);
  });
});

suite('An extraction that the text has left behind', () => {
  suiteSetup(useTinyModels);
  teardown(async () => {
    await setSetting('extractOnEdit', undefined);
    await closeAll();
  });

  test('does not put its answer onto the new text', async () => {
    await setSetting('extractOnEdit', false);
    const long = 'Россия осудила США, а Иванов поддержал Петрова.\n'.repeat(2000);
    const document = await openText(long);
    await window.showTextDocument(document);
    const work = commands.executeCommand('aredit.extractAttitudes');
    await edit(document, new Range(new Position(0, 0), document.positionAt(long.length)), 'Пусто.\n');
    await work;
    await eventually('a finished text', () => document.getText() === 'Пусто.\n');
    // The new text may have been read by now; what was found in the old one must not be there.
    doesNotMatch(await hoverText(document, new Position(0, 2)), /Россия|США|Иванов|Петров/);
    for (const { selectionRange } of await outline(document)) ok(selectionRange.end.line <= 1);
  });

  test('stops at once when it is cancelled, and what was found stays', async () => {
    const document = await openText('Россия осудила США, а Иванов поддержал Петрова.\n'.repeat(5000));
    await window.showTextDocument(document);
    const work = commands.executeCommand('aredit.extractAttitudes');
    await wait(300);
    const start = Date.now();
    await commands.executeCommand('aredit.cancelExtraction');
    await work;
    ok(Date.now() - start < 2000, `It took ${Date.now() - start} ms.`);
  });
});
