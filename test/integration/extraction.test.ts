import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { commands, type TextDocument, window } from 'vscode';
import { markedText } from '../support/markedText.ts';
import { closeAll, eventually, extract, openMarked, placeOf } from './support/documents.ts';
import { setSetting, useTinyModels } from './support/extension.ts';
import { codeActions, highlights, hoverText, inlayHints, outline, references } from './support/providers.ts';

const sample = markedText(
  '[Россия]GEOPOLIT осудила [США]GEOPOLIT. 🙂 [Иванов]PER поддержал решение [России]GEOPOLIT.\n' +
    'Погода не изменилась.\nВ [США]GEOPOLIT обвинили [Россию]GEOPOLIT.\n',
);

suite('A text with known mentions, once extracted', () => {
  let document: TextDocument;
  suiteSetup(async () => {
    await useTinyModels();
    document = await openMarked(sample);
    await extract(document);
  });
  suiteTeardown(closeAll);

  test('shows each mention in the outline, where it stands', async () => {
    const symbols = await eventually('an outline', async () => {
      const found = await outline(document);
      return found.length > 0 && found;
    });
    const words = symbols.map(({ selectionRange }) => document.getText(selectionRange));
    for (const word of sample.words) ok(words.includes(word), `${word} is missing in ${words.join(', ')}`);
  });

  test('finds all mentions of an entity as its references, in whatever form', async () => {
    deepStrictEqual(await references(document, placeOf(document, 'Россия')), ['Россия', 'России', 'Россию']);
  });

  test('highlights the mentions of the entity at the cursor', async () => {
    // VS Code by itself would highlight equal words only.
    deepStrictEqual(await highlights(document, placeOf(document, 'Россия')), ['Россия', 'России', 'Россию']);
  });

  test('tells in the hover who is for and against whom', async () => {
    const text = await hoverText(document, placeOf(document, 'Россия'));
    match(text, /Россия/);
    match(text, /[→←].*(США|Иванов)/);
    match(text, /\d\s*%/);
  });

  test('says nothing over a word that is no mention', async () => {
    strictEqual(await hoverText(document, placeOf(document, 'Погода')), '');
  });

  test('offers to go to partners', async () => {
    const titles = (await codeActions(document, placeOf(document, 'Россия'))).map(({ title }) => title);
    ok(
      titles.some((title) => title.includes('Россия')),
      titles.join(', '),
    );
  });

  test('writes its attitudes between the words when asked to', async () => {
    deepStrictEqual(await inlayHints(document), []);
    await setSetting('inlayHints', true);
    const hints = await eventually('hints', async () => {
      const found = await inlayHints(document);
      return found.length > 0 && found;
    });
    await setSetting('inlayHints', undefined);
    for (const hint of hints) match(hint, /→/);
  });

  test('goes to the next and the previous attitude', async () => {
    const editor = await window.showTextDocument(document);
    const cursor = () => document.offsetAt(editor.selection.active);
    await commands.executeCommand('aredit.nextAttitude');
    const first = cursor();
    await commands.executeCommand('aredit.nextAttitude');
    await commands.executeCommand('aredit.nextAttitude');
    const third = cursor();
    await commands.executeCommand('aredit.previousAttitude');
    await commands.executeCommand('aredit.previousAttitude');
    strictEqual(cursor(), first);
    ok(third >= first);
  });

  test('forgets what the model suggested when told to, and nothing of its file', async () => {
    match(await hoverText(document, placeOf(document, 'Россия')), /3 mentions.* [1-9]\d* attitudes/);
    await commands.executeCommand('aredit.clearSuggestions');
    match(await hoverText(document, placeOf(document, 'Россия')), /3 mentions.* 0 attitudes/);
  });
});

suite('A text without annotations', () => {
  suiteTeardown(closeAll);

  test('gets mentions from the recogniser', async () => {
    await useTinyModels();
    const { text } = sample;
    const document = await openMarked({ ...sample, ann: '', text });
    await extract(document);
    await eventually('an outline', async () => (await outline(document)).length > 0);
  });
});
