import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markedText } from '../support/markedText.ts';
import { startVSCode, type VSCode } from './harness/vscode.ts';
import { Workbench } from './harness/workbench.ts';

const { text, ann } = markedText(
  '🙂 [Россия]GEOPOLIT обвинила [США]GEOPOLIT в давлении на [Иран]GEOPOLIT, заявил [Сергей Лавров]PER.\n' +
    'По его словам, [НАТО]ORG расширяется на восток, а [Германия]GEOPOLIT и [Франция]GEOPOLIT молчат.\n\n' +
    '[Кита\u0438\u0306]GEOPOLIT поддержал [Москву]LOC; [Госдеп]ORG и [Пентагон]ORG — [Киев]LOC.\n' +
    'В [Анкаре]LOC [Эрдоган]PER принял посла [Израиля]GEOPOLIT и осудил [ХАМАС]ORG.\n',
);

/** How long a file may take to be written: VS Code and a browser share the machine. */
const soon = { timeout: 30_000 };

/** A person who annotates entities and attitudes with the keys alone. */
describe('Annotating by keyboard', () => {
  let vscode: VSCode;
  let workbench: Workbench;
  let annFile: string;
  const annotations = () => readFile(annFile, 'utf8');
  beforeAll(async () => {
    vscode = await startVSCode();
    annFile = join(vscode.server.workspace, 'статья.ann');
    await writeFile(annFile, ann);
    await writeFile(join(vscode.server.workspace, 'статья.txt'), text);
    workbench = await Workbench.open(vscode.browser, vscode.server, { file: 'статья.txt', scale: 2 });
    await workbench.decorations().nth(10).waitFor({ timeout: 60_000 });
  });
  afterAll(() => vscode?.stop());
  // It is seen before it has the focus, and a key pressed in between goes into the text.
  const input = () => workbench.quickInput();

  test('adds an attitude by the letters shown at its other end and the key of its sign', async () => {
    await workbench.clickText('Россия');
    await workbench.page.keyboard.press('Alt+c');
    await input().waitFor({ state: 'visible' });
    await workbench.screenshot('entities-1-letters');
    await workbench.page.keyboard.type('-s');
    await expect.poll(annotations, soon).toMatch(/^R\d+\tNEG Arg1:T1 Arg2:T3$/m);
    await workbench.screenshot('entities-2-added');
  });

  test('takes the letters of a Russian layout and a turned direction', async () => {
    await workbench.clickText('Лавров');
    await workbench.page.keyboard.press('Alt+c');
    await input().waitFor({ state: 'visible' });
    await workbench.page.keyboard.insertText('Б');
    await workbench.screenshot('entities-3-turned');
    await workbench.page.keyboard.insertText('ф');
    await workbench.screenshot('entities-4-sign');
    await workbench.page.keyboard.insertText('+');
    await expect.poll(annotations, soon).toMatch(/^R\d+\tPOS Arg1:T3 Arg2:T4$/m);
  });

  test('goes on in a list where that is wanted', async () => {
    await workbench.clickText('Эрдоган');
    await workbench.page.keyboard.press('Alt+c');
    await input().waitFor({ state: 'visible' });
    await workbench.page.keyboard.press('Space');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Израиля' }).waitFor();
    await workbench.screenshot('entities-5-list');
    await workbench.page.keyboard.type('ХАМАС');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'negative' }).waitFor();
    await workbench.page.keyboard.type('-');
    await expect.poll(annotations, soon).toMatch(/^R\d+\tNEG Arg1:T14 Arg2:T16$/m);
  });

  test('does with one letter what the menu of the entity offers', async () => {
    await workbench.clickText('Пентагон');
    await workbench.page.keyboard.press('Alt+e');
    await input().waitFor({ state: 'visible' });
    await workbench.screenshot('entities-6-menu');
    await workbench.page.keyboard.type('d');
    await expect.poll(annotations, soon).not.toMatch(/Пентагон/);
  });

  test('merges entities from a list with several choices, and takes it back', async () => {
    await workbench.clickText('Москву');
    await workbench.page.keyboard.press('Alt+e');
    await input().waitFor({ state: 'visible' });
    await workbench.page.keyboard.type('m');
    const row = workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Россия' });
    await row.waitFor();
    await row.click();
    await workbench.screenshot('entities-7-merge');
    await workbench.page.keyboard.press('Enter');
    const file = join(vscode.server.workspace, 'synonyms.txt');
    await expect.poll(() => readFile(file, 'utf8').catch(() => ''), soon).toBe('Россия, Москву\n');
    const message = workbench.notification(/Россия/);
    await message.waitFor();
    await workbench.screenshot('entities-8-merged');
    await message.locator('.monaco-button', { hasText: 'Undo' }).click();
    await expect.poll(() => readFile(file, 'utf8'), soon).toBe('');
  });

  test('joins entities that are dragged onto another in the list', async () => {
    await workbench.page.locator('.activitybar [aria-label^="Attitudes"]').first().click();
    const entities = await workbench.viewRows('Entities');
    const [source, target] = ['Германия', 'Франция'].map((name) =>
      entities.filter({ hasText: name }).first(),
    );
    if (!source || !target) throw new Error('The list is not there.');
    await source.waitFor();
    const file = join(vscode.server.workspace, 'synonyms.txt');
    const kept = () => readFile(file, 'utf8');
    // A list that is being made anew lets go of what is dragged; then one drags again.
    const drag = async () => {
      if ((await kept()) === '') await source.dragTo(target);
      return kept();
    };
    await expect.poll(drag, { ...soon, interval: 2000 }).toBe('Германия, Франция\n');
    await workbench.screenshot('entities-9-list');
  });
});
