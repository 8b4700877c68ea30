import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { setup, suite, suiteSetup, teardown, test } from 'mocha';
import { commands, Position, type TextDocument, window, workspace } from 'vscode';
import { markedText } from '../support/markedText.ts';
import { closeAll, eventually, extract, openMarked, placeOf } from './support/documents.ts';
import { setSetting, useTinyModels } from './support/extension.ts';
import { codeActions, hoverText } from './support/providers.ts';
import { runAccepting } from './support/quickPick.ts';

const sample = markedText(
  '🙂 [Россия]GEOPOLIT осудила [США]GEOPOLIT, а [Иванов]PER промолчал.\n' +
    'Погода не изменилась.\nВ [НАТО]ORG обвинили [Кита\u0438\u0306]GEOPOLIT.\n',
);

suite('Reviewing what the model suggests', () => {
  let document: TextDocument;
  suiteSetup(useTinyModels);
  setup(async () => {
    document = await openMarked(sample);
    await extract(document);
  });
  teardown(async () => {
    await setSetting('reviewOrder', undefined);
    await closeAll();
  });

  const run = (command: string, ...args: unknown[]) => commands.executeCommand(`aredit.${command}`, ...args);
  const cursor = () => window.activeTextEditor?.document.offsetAt(window.activeTextEditor.selection.active);

  /** The relations of the `.ann` file, without their ids: `NEG Arg1:T1 Arg2:T2`. */
  async function relations(): Promise<readonly string[]> {
    const ann = await readFile(document.uri.fsPath.replace(/\.txt$/, '.ann'), 'utf8');
    return ann.split('\n').flatMap((line) => /^R\d+\t(.*)$/.exec(line)?.[1] ?? []);
  }

  /** Waits until as many relations are written. */
  async function written(count: number): Promise<readonly string[]> {
    return eventually(`${count} relations`, async () => {
      const found = await relations();
      return found.length === count && found;
    });
  }

  test('goes to the next and to the previous suggestion', async () => {
    await run('nextSuggestion');
    const first = cursor();
    strictEqual(first, document.getText().indexOf('Россия'));
    await run('nextSuggestion');
    await run('nextSuggestion');
    await run('previousSuggestion');
    await run('previousSuggestion');
    strictEqual(cursor(), first);
  });

  test('goes one suggestion on with each press, however fast', async () => {
    const pairs = markedText('[Россия]GEOPOLIT осудила [США]GEOPOLIT.\n'.repeat(40));
    const long = await openMarked(pairs);
    await extract(long);
    const wordAt = (press: number) => {
      const line = Math.floor((press - 1) / 2);
      return new Position(line, press % 2 === 1 ? 0 : 'Россия осудила '.length);
    };
    for (const burst of [1, 2, 3, 7]) {
      await commands.executeCommand('cursorTop');
      await eventually('the top', () => window.activeTextEditor?.selection.active.line === 0);
      for (let press = 1; press <= 42; press += 1) {
        const pressed = run('nextSuggestion');
        if (press % burst > 0) continue;
        await pressed;
        // By the time it is done VS Code has told where the cursor went, press by press.
        await commands.executeCommand('setContext', 'test.burst', press);
      }
      deepStrictEqual(window.activeTextEditor?.selection.active, wordAt(42));
    }
  });

  test('goes to the other end and back', async () => {
    await run('nextSuggestion');
    const first = cursor();
    await run('goToOtherEnd');
    ok(cursor() !== first);
    await run('goToOtherEnd');
    strictEqual(cursor(), first);
  });

  test('accepts, and says in the file who did', async () => {
    await run('nextSuggestion');
    await run('acceptSuggestion');
    const [relation] = await written(1);
    match(relation ?? '', /^(POS|NEG) Arg1:T1 Arg2:T2/);
    const ann = await readFile(document.uri.fsPath.replace(/\.txt$/, '.ann'), 'utf8');
    match(ann, /^#\d+\tAnnotatorNotes R\d+\t\[aredit accepted model=\S+ probability=0\.\d+\]$/m);
  });

  test('rejects as neutral, and the suggestion does not come back', async () => {
    await run('nextSuggestion');
    await run('rejectSuggestion');
    const [relation] = await written(1);
    match(relation ?? '', /^NEU Arg1:T1 Arg2:T2/);
    await extract(document);
    await commands.executeCommand('cursorTop');
    await run('nextSuggestion');
    await run('rejectSuggestion');
    deepStrictEqual(new Set(await written(2)).size, 2);
  });

  test('turns an attitude round', async () => {
    await run('nextSuggestion');
    await run('flipDirection');
    const found = await written(2);
    ok(
      found.some((relation) => /^(POS|NEG) Arg1:T2 Arg2:T1/.test(relation)),
      found.join('\n'),
    );
    ok(
      found.some((relation) => /^NEU Arg1:T1 Arg2:T2/.test(relation)),
      found.join('\n'),
    );
  });

  test('labels directly, and by asking', async () => {
    for (const [command, label] of [
      ['setPositive', 'POS'],
      ['setNegative', 'NEG'],
      ['setNeutral', 'NEU'],
    ] as const) {
      await run('nextSuggestion');
      await run(command);
      await eventually(`a relation ${label}`, async () =>
        (await relations()).some((relation) => relation.startsWith(label)),
      );
    }
    await commands.executeCommand('cursorTop');
    await run('nextSuggestion');
    const before = (await relations()).length;
    await runAccepting('aredit.setLabel', async () => (await relations()).length > before);
  });

  test('accepts all above a threshold as one step, which undo takes back and redo does again', async () => {
    await run('acceptAllAbove', 0);
    const all = await written(8);
    await run('undoReview');
    await written(0);
    await run('redoReview');
    deepStrictEqual(await written(8), all);
  });

  test('asks for the threshold', async () => {
    const work = run('acceptAllAbove');
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await work;
    // The models under test are sure of nothing.
    deepStrictEqual(await relations(), []);
  });

  test('takes back any number of steps and does them again', async () => {
    for (const _ of [1, 2, 3]) {
      await run('nextSuggestion');
      await run('acceptSuggestion');
    }
    const all = await written(3);
    for (const _ of [1, 2, 3, 4]) await run('undoReview');
    await written(0);
    for (const _ of [1, 2, 3, 4]) await run('redoReview');
    deepStrictEqual(await written(3), all);
  });

  test('removes what was annotated', async () => {
    await run('nextSuggestion');
    await run('acceptSuggestion');
    await written(1);
    await window.showTextDocument(document, { selection: document.lineAt(0).range });
    await commands.executeCommand('cursorTop');
    await run('undoReview');
    await written(0);
    await run('redoReview');
    await written(1);
    // Redoing turned to it.
    await run('removeAttitude');
    await written(0);
  });

  test('goes to the least certain first when told to', async () => {
    const places = async () => {
      const found: (number | undefined)[] = [];
      for (const _ of Array.from({ length: 8 })) {
        await run('nextSuggestion');
        found.push(cursor());
      }
      return found;
    };
    const inOrder = await places();
    deepStrictEqual(
      inOrder,
      [...inOrder].sort((a, b) => (a ?? 0) - (b ?? 0)),
    );
    await run('reviewByUncertainty');
    strictEqual(workspace.getConfiguration('aredit').get('reviewOrder'), 'uncertainty');
    ok(JSON.stringify(await places()) !== JSON.stringify(inOrder));
    await run('reviewByPosition');
    strictEqual(workspace.getConfiguration('aredit').get('reviewOrder'), 'position');
  });

  test('types nothing during the review, and types again after it', async () => {
    const text = document.getText();
    await run('reviewSuggestions');
    strictEqual(cursor(), text.indexOf('Россия'));
    await commands.executeCommand('type', { text: 'ж' });
    await commands.executeCommand('paste', { text: 'ж' });
    strictEqual(document.getText(), text);
    await run('leaveReview');
    await eventually('a letter', async () => {
      await commands.executeCommand('type', { text: 'ж' });
      return document.getText() !== text;
    });
  });

  test('decides by the links of the hover', async () => {
    const text = await hoverText(document, placeOf(document, 'Россия'));
    const [, command = '', query = ''] = /\(command:(aredit\.acceptSuggestion)\?([^)]*)\)/.exec(text) ?? [];
    await commands.executeCommand(command, ...JSON.parse(decodeURIComponent(query)));
    await written(1);
    match(await hoverText(document, placeOf(document, 'Россия')), /✓/);
  });

  test('decides from the light bulb', async () => {
    const actions = await codeActions(document, placeOf(document, 'НАТО'));
    const reject = actions.find(({ command }) => command?.command === 'aredit.rejectSuggestion');
    ok(reject?.command, actions.map(({ title }) => title).join(', '));
    await commands.executeCommand(reject.command.command, ...(reject.command.arguments ?? []));
    match((await written(1))[0] ?? '', /^NEU/);
  });

  test('lists by sentence or by pair, and shows the keys', async () => {
    await run('groupReviewByPair');
    await run('groupReviewBySentence');
    const keys = run('showReviewKeys');
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await keys;
  });
});
