import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inProject } from '../../scripts/lib/paths.mjs';
import { startVSCode, type VSCode } from './harness/vscode.ts';
import { Workbench } from './harness/workbench.ts';

const counts = /\d+ сущност(ь|и|ей) · \d+ − · \d+ \+/;

/** English that is ours: VS Code's own words stay English, for the language pack of the test holds none. */
const ours = /\b(attitude|suggestion|mention|entity|entities|sentence|review|confirmed|negative|positive)/i;

/** A linguist whose VS Code speaks Russian; the tests are steps of one visit. */
describe('A Russian window', () => {
  let vscode: VSCode;
  let workbench: Workbench;
  beforeAll(async () => {
    vscode = await startVSCode({
      settings: { 'editor.wordWrap': 'on' },
      locale: 'ru',
    });
    await copyFile(inProject('examples', 'sample.txt'), join(vscode.server.workspace, 'статья.txt'));
    workbench = await Workbench.open(vscode.browser, vscode.server, { file: 'статья.txt' });
  });
  afterAll(() => vscode?.stop());

  // For whoever looks at what came of it.
  afterEach(({ task }) => workbench.screenshot(`russian-${task.name.replace(/\W+/g, '-').slice(0, 40)}`));

  const press = (key: string) => workbench.page.keyboard.press(key);
  const rowsOfPick = () => workbench.page.locator('.quick-input-list .monaco-list-row');

  test('names its commands in the palette', async () => {
    await workbench.statusBarItem(/^\s*Отношения\s*$/).waitFor({ timeout: 60_000 });
    for (const title of ['Извлечь отношения', 'Добавить лицо', 'Сравнить разметку…']) {
      await press('F1');
      await workbench.page.locator('.quick-input-widget input.input').fill(`>${title}`);
      await rowsOfPick()
        .filter({ hasText: `Отношения: ${title}` })
        .first()
        .waitFor();
      await press('Escape');
    }
  });

  test('counts in the status bar what it has found, as a Russian counts', async () => {
    await workbench.runCommand('Отношения: Извлечь отношения');
    const item = workbench.statusBarItem(counts);
    await item.waitFor({ timeout: 120_000 });
    const spoken = await item.locator('[aria-label]').first().getAttribute('aria-label');
    expect(spoken).toMatch(/^Отношения: \d+ сущност\S+, отрицательных \d+, положительных \d+/);
  });

  test('says in the hover who is for and against whom', async () => {
    const hover = await workbench.hover('Турция', /[→←]/);
    expect(hover).toMatch(/геополитическая единица.*упоминани.*отношени/);
    expect(hover).toContain('Принять');
    expect(hover).not.toMatch(ours);
  });

  test('lists what is to be reviewed, and says each item in Russian', async () => {
    await workbench.page.locator('.activitybar [aria-label^="Отношения"]').first().click();
    await (await workbench.viewRows('Проверка')).filter({ hasText: '→' }).first().waitFor();
    const [section = '', group = '', suggestion = ''] = await workbench.spokenRows('Проверка');
    expect(section).toMatch(/^Не проверено/);
    expect(group).toMatch(/, \d+ подсказ(ка|ки|ок)$/);
    expect(suggestion).toMatch(/^субъект .+, объект .+, (отрицательное|положительное), \d+\s%, /);
    for (const view of ['Проверка', 'Отношения', 'Сущности'])
      for (const row of await workbench.spokenRows(view)) expect(row).not.toMatch(ours);
  });

  test('reviews with the same keys, and says what was done', async () => {
    await workbench.clickText('Анкара');
    await press('Control+F9');
    await workbench.statusBarItem(/Проверка: осталось (\d+) из \1/).waitFor();
    await press('f');
    await workbench.statusBarItem(/осталось \d+ из \d+/).waitFor();
    await press('u');
    await workbench.statusBarItem(/Отменено – направление изменено: /).waitFor();
    await press('a');
    await workbench.statusBarItem(/→ .+ [+−], \d+\s%.* · осталось \d+ из \d+/).waitFor();
    await press('h');
    await rowsOfPick().filter({ hasText: 'Отклонить: отношения нет' }).waitFor();
    await workbench.screenshot('russian-keys');
    await press('Escape');
    await workbench.page.keyboard.insertText('ё');
    await workbench.statusBarItem(/клавиши принимают решения/).waitFor();
    await press('Escape');
    await workbench.statusBarItem(/сущност\S+ · \d+ − · \d+ \+ · осталось \d+ из \d+/).waitFor();
  });

  test('tells a screen reader the same', async () => {
    // The folder's own settings, which are read while the window is open.
    await mkdir(join(vscode.server.workspace, '.vscode'));
    const settings = { 'aredit.speakMessages': 'on' };
    await writeFile(join(vscode.server.workspace, '.vscode', 'settings.json'), JSON.stringify(settings));
    await workbench.clickText('Турция');
    const said = async () => {
      await press('Alt+n');
      return workbench.announced();
    };
    await expect
      .poll(said, { timeout: 60_000, interval: 2000 })
      .toMatch(/субъект .+, объект .+, (отрицательное|положительное), \d+\s%\. осталось \d+ из \d+/);
  });

  test('names everything in the graph', async () => {
    await workbench.runCommand('Отношения: Показать граф отношений');
    const page = workbench.webview();
    await page.locator('canvas').first().waitFor({ timeout: 30_000 });
    await page.getByText('Положительное').first().waitFor();
    const words = (await page.locator('#page').allInnerTexts()).join();
    expect(words).not.toMatch(ours);
    const names = await page
      .locator('[aria-label], [title], [placeholder]')
      .evaluateAll((all) =>
        all.map((one) =>
          ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name)).join(' '),
        ),
      );
    for (const name of names) expect(name).not.toMatch(ours);
  });

  test('leads through the first steps', async () => {
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.page.locator('.quick-input-widget input.input').fill('Первые шаги');
    await workbench.pick('Первые шаги: отношения в тексте');
    const page = workbench.page.locator('.gettingStartedContainer');
    await page.getByText('Извлеките отношения').first().waitFor();
    const titles = await page.locator('.step-title').allInnerTexts();
    expect(titles.length).toBeGreaterThan(5);
    for (const title of titles) expect(title).toMatch(/^[А-ЯЁ][а-яё ,]+/);
    await page.getByText('Проверьте с клавиатуры').first().click();
    await page.getByText('отклонить').first().waitFor();
  });
});
