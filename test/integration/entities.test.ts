import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setup, suite, suiteSetup, teardown, test } from 'mocha';
import {
  ConfigurationTarget,
  commands,
  Range,
  Selection,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { markedText } from '../support/markedText.ts';
import { closeAll, eventually, extract, openText, placeOf } from './support/documents.ts';
import { useTinyModels } from './support/extension.ts';
import { codeActions, hoverText, references } from './support/providers.ts';
import { runAccepting, runLeaving } from './support/quickPick.ts';

const sample = markedText(
  '🙂 [Россия]GEOPOLIT осудила [США]GEOPOLIT, а Сергей Иванов — нет.\r\n' +
    'В Кита\u0438\u0306 и в [Америку]GEOPOLIT уехал [Иванов]PER. Россию и «Россию» он любит.\r\n',
);

/** The mentions that the `.ann` file holds, as `TYPE words`, in the order of the text. */
async function mentionsOnDisk(document: TextDocument): Promise<readonly string[]> {
  const lines = (await annOf(document)).matchAll(/^T\d+\t(\S+) (\d+).*\t(.*)$/gmu);
  return [...lines]
    .sort((a, b) => Number(a[2]) - Number(b[2]))
    .map(([, type, , words]) => `${type} ${words}`);
}

const annPath = (document: TextDocument) => document.uri.fsPath.replace(/\.txt$/u, '.ann');
const annOf = async (document: TextDocument) =>
  existsSync(annPath(document)) ? readFile(annPath(document), 'utf8') : '';

async function expectMentions(document: TextDocument, expected: readonly string[]): Promise<void> {
  const wanted = JSON.stringify(expected);
  await eventually(
    `${wanted} in the file`,
    async () => JSON.stringify(await mentionsOnDisk(document)) === wanted,
  ).catch(async () => deepStrictEqual(await mentionsOnDisk(document), expected));
}

function select(document: TextDocument, words: string, from = 0, to = words.length): void {
  const editor = window.activeTextEditor;
  if (editor?.document !== document) throw new Error('Another text is shown.');
  const start = document.getText().indexOf(words);
  if (start < 0) throw new Error(`"${words}" does not stand there.`);
  editor.selection = new Selection(document.positionAt(start + from), document.positionAt(start + to));
}

function putCursor(document: TextDocument, words: string, occurrence = 0): void {
  const place = placeOf(document, words, occurrence);
  const editor = window.activeTextEditor;
  if (editor) editor.selection = new Selection(place, place);
}

suite('An entity', () => {
  let document: TextDocument;
  setup(async () => {
    document = await openText(sample.text, { ann: sample.ann });
    await eventually(
      'the annotations',
      async () => (await references(document, placeOf(document, 'Россия'))).length > 0,
    );
  });
  teardown(closeAll);
  const before = ['GEOPOLIT Россия', 'GEOPOLIT США', 'GEOPOLIT Америку', 'PER Иванов'];

  test('is added from a selection that was made in haste', async () => {
    select(document, ' Сергей Иванов —', 3);
    await commands.executeCommand('aredit.addPerson');
    await expectMentions(document, [...before.slice(0, 2), 'PER Сергей Иванов', ...before.slice(2)]);
    match(await annOf(document), /AnnotatorNotes T\d+\t\[aredit added\]/u);
    const selection = window.activeTextEditor?.selection;
    ok(selection?.isEmpty, 'What is selected would narrow the next extraction.');
  });

  test('is added from the word at the cursor, whatever its letters are made of', async () => {
    putCursor(document, 'Кита');
    await commands.executeCommand('aredit.addGeopolitical');
    await expectMentions(document, [...before.slice(0, 2), 'GEOPOLIT Кита\u0438\u0306', ...before.slice(2)]);
  });

  test('is added to a text that had no annotations', async () => {
    const plain = await openText('Иран 🙂 и НАТО\n');
    putCursor(plain, 'НАТО');
    await commands.executeCommand('aredit.addOrganisation');
    await expectMentions(plain, ['ORG НАТО']);
    putCursor(plain, 'Иран');
    await commands.executeCommand('aredit.addPlace');
    await expectMentions(plain, ['LOC Иран', 'ORG НАТО']);
  });

  test('gets one of the types that annotation.conf declares', async () => {
    await writeFile(
      join(dirname(document.uri.fsPath), 'annotation.conf'),
      '[entities]\nСтрана\n[relations]\n',
    );
    putCursor(document, 'Кита');
    const isAdded = async () => (await mentionsOnDisk(document)).includes('Страна Кита\u0438\u0306');
    await runAccepting('aredit.addEntity', isAdded);
    putCursor(document, 'Россия');
    await runAccepting('aredit.changeEntityType', async () =>
      (await mentionsOnDisk(document)).includes('Страна Россия'),
    );
    putCursor(document, 'США');
    const isChanged = async () => (await mentionsOnDisk(document)).includes('Страна США');
    await runAccepting('aredit.changeMentionType', isChanged);
    // Another mention of the entity keeps its type.
    ok((await mentionsOnDisk(document)).includes('GEOPOLIT Америку'));
  });

  test('gets other borders word by word, and from a selection', async () => {
    putCursor(document, 'Иванов', 1);
    const step = async (command: string, expected: string) => {
      await commands.executeCommand(command);
      await expectMentions(document, [...before.slice(0, 3), expected]);
    };
    await step('aredit.growMentionStart', 'PER уехал Иванов');
    await step('aredit.shrinkMentionStart', 'PER Иванов');
    await step('aredit.growMentionEnd', 'PER Иванов. Россию');
    await step('aredit.shrinkMentionEnd', 'PER Иванов');
    select(document, 'хал Иванов. ');
    await step('aredit.setMentionBorders', 'PER уехал Иванов');
  });

  test('goes with its attitudes', async () => {
    const uri = document.uri.toString();
    await commands.executeCommand('aredit.addAttitude', uri, 'T1', 'T2', 'negative');
    await eventually('the attitude', async () => /^R\d+\tNEG Arg1:T1 Arg2:T2/mu.test(await annOf(document)));
    putCursor(document, 'США');
    await commands.executeCommand('aredit.removeMention');
    await expectMentions(document, ['GEOPOLIT Россия', 'GEOPOLIT Америку', 'PER Иванов']);
    ok(!/^R\d/mu.test(await annOf(document)));
    await commands.executeCommand('aredit.undoReview');
    await expectMentions(document, before);
    match(await annOf(document), /^R\d+\tNEG Arg1:T1 Arg2:T2/mu);
  });

  test('goes with all its mentions', async () => {
    putCursor(document, 'США');
    await commands.executeCommand('aredit.removeEntity');
    await expectMentions(document, ['GEOPOLIT Россия', 'PER Иванов']);
  });

  test('is annotated wherever the text names it, in whatever case', async () => {
    putCursor(document, 'Россия');
    await commands.executeCommand('aredit.annotateEqualMentions');
    await expectMentions(document, [...before, 'GEOPOLIT Россию', 'GEOPOLIT Россию']);
    // All in one step.
    await commands.executeCommand('aredit.undoReview');
    await expectMentions(document, before);
  });

  test('is offered for words that are selected, and things to do with it at its mentions', async () => {
    select(document, 'Сергей Иванов');
    const range = new Range(placeOf(document, 'Сергей'), placeOf(document, 'Иванов'));
    const offered: readonly { readonly title: string }[] = await commands.executeCommand(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    );
    ok(
      offered.some(({ title }) => title.includes('“Сергей Иванов”')),
      JSON.stringify(offered),
    );
    const titles = (await codeActions(document, placeOf(document, 'США'))).map(({ title }) => title);
    for (const words of ['Annotate all equal to “США”', 'Split “США” from its entity'])
      ok(titles.includes(words), titles.join(', '));
  });

  test('is offered what can be done with it by one letter', async () => {
    putCursor(document, 'США');
    await runLeaving('aredit.entityActions');
    await expectMentions(document, before);
  });
});

suite('A suggested entity that is removed', () => {
  suiteSetup(useTinyModels);
  teardown(closeAll);

  test('is not suggested again', async () => {
    const document = await openText('Россия осудила США. Иванов поддержал Петрова.\n');
    await extract(document);
    const text = document.getText();
    const findMention = async () => {
      for (const { 0: word, index } of text.matchAll(/\p{L}+/gu)) {
        const place = document.positionAt(index + 1);
        if ((await references(document, place)).length > 0) return word;
      }
      return undefined;
    };
    const word = await eventually('a suggestion', findMention);
    putCursor(document, word);
    await commands.executeCommand('aredit.removeMention');
    deepStrictEqual(await references(document, placeOf(document, word)), []);
    await extract(document);
    deepStrictEqual(await references(document, placeOf(document, word)), []);
  });
});

suite('An attitude', () => {
  let document: TextDocument;
  setup(async () => {
    document = await openText(sample.text, { ann: sample.ann });
    await eventually(
      'the annotations',
      async () => (await references(document, placeOf(document, 'Россия'))).length > 0,
    );
  });
  teardown(closeAll);

  test('is added from the entity at the cursor, its other end and sign chosen from lists', async () => {
    putCursor(document, 'Россия');
    await runAccepting('aredit.addAttitudeFromList', async () => /^R\d/mu.test(await annOf(document)));
    const written = /^(R\d+)\tPOS Arg1:T1 Arg2:T2\r?\n#\d+\tAnnotatorNotes \1\t\[aredit added\]/mu;
    await eventually('the attitude', async () => written.test(await annOf(document)));
  });

  test('is not added when the person goes back', async () => {
    putCursor(document, 'Россия');
    await runLeaving('aredit.addAttitude');
    strictEqual(await annOf(document), sample.ann);
  });
});

suite('The groups of names', () => {
  const root = () => workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const file = () => join(root(), 'synonyms.txt');
  const setting = () => workspace.getConfiguration('aredit').inspect<string>('synonymsFile')?.workspaceValue;
  let document: TextDocument;
  setup(async () => {
    document = await openText(sample.text, { ann: sample.ann });
    await eventually(
      'the annotations',
      async () => (await references(document, placeOf(document, 'Россия'))).length > 0,
    );
  });
  teardown(async () => {
    await closeAll();
    await commands.executeCommand('notifications.clearAll');
    await workspace
      .getConfiguration('aredit')
      .update('synonymsFile', undefined, ConfigurationTarget.Workspace);
    await rm(file(), { force: true });
  });
  const groupOf = (words: string) => references(document, placeOf(document, words));

  test('are kept in a synonyms file of the workspace, which the settings name from then on', async () => {
    deepStrictEqual(await groupOf('США'), ['США', 'Америку']);
    putCursor(document, 'Америку');
    await commands.executeCommand('aredit.splitEntity');
    strictEqual(await readFile(file(), 'utf8'), 'США\nАмерику\n');
    strictEqual(setting(), 'synonyms.txt');
    await eventually('two entities', async () => (await groupOf('США')).length === 1);
    deepStrictEqual(await groupOf('Америку'), ['Америку']);
  });

  test('are joined for entities that are chosen together', async () => {
    await commands.executeCommand('aredit.mergeEntities', document.uri.toString(), 'T4', 'T1');
    strictEqual(await readFile(file(), 'utf8'), 'Россия, Иванов\n');
    deepStrictEqual(await groupOf('Россия'), ['Россия', 'Иванов']);
  });

  test('stay as they are when nothing is chosen to be joined', async () => {
    putCursor(document, 'Иванов', 1);
    await runLeaving('aredit.mergeEntities');
    ok(!existsSync(file()));
  });

  test('bring suggestions between what was one entity, once they are apart', async () => {
    await useTinyModels();
    const both = await openText('США и Америка спорят.\n', {
      ann: 'T1\tLOC 0 3\tСША\nT2\tLOC 6 13\tАмерика\n',
    });
    await extract(both);
    const place = placeOf(both, 'США');
    ok(!/→.*Америка/u.test(await hoverText(both, place)), 'An entity holds no attitude towards itself.');
    putCursor(both, 'Америка');
    await commands.executeCommand('aredit.splitEntity');
    await eventually('a suggestion', async () => /[→←].*Америка/u.test(await hoverText(both, place)));
  });

  test('follow the file when somebody else changes it', async () => {
    await writeFile(file(), 'Россия, США\n');
    await workspace
      .getConfiguration('aredit')
      .update('synonymsFile', 'synonyms.txt', ConfigurationTarget.Workspace);
    await eventually('one entity', async () => (await groupOf('Россия')).includes('США'));
    await writeFile(file(), 'Россия\nСША\n');
    await eventually('two entities', async () => !(await groupOf('Россия')).includes('США'));
  });

  test('keep the lines of others', async () => {
    await writeFile(file(), 'Иран,ИРИ\r\n,,\r\nсша , штаты');
    await workspace
      .getConfiguration('aredit')
      .update('synonymsFile', 'synonyms.txt', ConfigurationTarget.Workspace);
    putCursor(document, 'Америку');
    await commands.executeCommand('aredit.splitEntity');
    strictEqual(await readFile(file(), 'utf8'), 'Иран,ИРИ\r\n,,\r\nсша , штаты\r\nАмерику\r\n');
  });

  test('come back by undoing the steps of the review, in turn with other steps', async () => {
    const lines = 'Иран,ИРИ\r\nРоссия';
    await writeFile(file(), lines);
    await workspace
      .getConfiguration('aredit')
      .update('synonymsFile', 'synonyms.txt', ConfigurationTarget.Workspace);
    const uri = document.uri.toString();
    await commands.executeCommand('aredit.mergeEntities', uri, 'T4', 'T1');
    putCursor(document, 'Америку');
    await commands.executeCommand('aredit.removeMention');
    putCursor(document, 'США');
    await commands.executeCommand('aredit.mergeEntities', uri, 'T2', 'T1');
    const all = await readFile(file(), 'utf8');
    const twice = async (command: string) => {
      await commands.executeCommand(command);
      await commands.executeCommand(command);
    };
    await commands.executeCommand('aredit.undoReview');
    strictEqual(await readFile(file(), 'utf8'), 'Иран,ИРИ\r\nРоссия, Иванов');
    await twice('aredit.undoReview');
    strictEqual(await readFile(file(), 'utf8'), lines);
    await eventually('the mention', async () =>
      (await mentionsOnDisk(document)).includes('GEOPOLIT Америку'),
    );
    // VS Code tells of each writing of the file a while later, and the file is read again then.
    await eventually('an entity of its own', async () => (await groupOf('Россия')).length === 1);
    await twice('aredit.redoReview');
    await commands.executeCommand('aredit.redoReview');
    strictEqual(await readFile(file(), 'utf8'), all);
    await eventually('one entity', async () => (await groupOf('Россия')).includes('США'));
  });

  test('are left as others changed them when a step is undone, and the step before it comes next', async () => {
    const uri = document.uri.toString();
    putCursor(document, 'Америку');
    await commands.executeCommand('aredit.removeMention');
    await expectMentions(document, ['GEOPOLIT Россия', 'GEOPOLIT США', 'PER Иванов']);
    await commands.executeCommand('aredit.mergeEntities', uri, 'T4', 'T1');
    await writeFile(file(), 'Россия, Иванов, РФ\nКуба\n');
    await commands.executeCommand('aredit.undoReview');
    strictEqual(await readFile(file(), 'utf8'), 'Россия, Иванов, РФ\nКуба\n');
    await expectMentions(document, ['GEOPOLIT Россия', 'GEOPOLIT США', 'PER Иванов']);
    await commands.executeCommand('aredit.undoReview');
    await expectMentions(document, ['GEOPOLIT Россия', 'GEOPOLIT США', 'GEOPOLIT Америку', 'PER Иванов']);
  });

  test('that others added stay when a step is undone', async () => {
    await commands.executeCommand('aredit.mergeEntities', document.uri.toString(), 'T4', 'T1');
    await writeFile(file(), 'Куба\nРоссия, Иванов\n');
    await commands.executeCommand('aredit.undoReview');
    strictEqual(await readFile(file(), 'utf8'), 'Куба\n');
  });
});
