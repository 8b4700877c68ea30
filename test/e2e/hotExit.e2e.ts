import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startVSCode, type VSCode } from './harness/vscode.ts';
import { Workbench } from './harness/workbench.ts';

const text = '🙂 Россия осудила США.\nТам был Иванов, а Мэй нет.\n';
const ann = 'T1\tGEOPOLIT 2 8\tРоссия\nT2\tGEOPOLIT 17 20\tСША\nT3\tPER 30 36\tИванов\n';

/** A window that is left with unsaved text and opened again; the tests are steps of one visit. */
describe('A window that is reloaded before the text is saved', () => {
  let vscode: VSCode;
  let workbench: Workbench;
  beforeAll(async () => {
    vscode = await startVSCode({
      settings: { 'files.autoSave': 'off', 'files.hotExit': 'onExitAndWindowClose' },
    });
    await writeFile(join(vscode.server.workspace, 'статья.txt'), text);
    await writeFile(join(vscode.server.workspace, 'статья.ann'), ann);
    workbench = await Workbench.open(vscode.browser, vscode.server, { file: 'статья.txt' });
    // The browser asks whether to leave the page.
    workbench.page.on('dialog', (dialog) => void dialog.accept());
  });
  afterAll(() => vscode?.stop());

  /** The unsaved texts that VS Code keeps. */
  async function backups(): Promise<readonly string[]> {
    const folder = join(vscode.server.folder, 'user-data', 'User', 'Backups');
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries.filter((entry) => entry.isFile());
    return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
  }

  /** The mentions that a file holds, without their ids. */
  async function facts(file: string): Promise<readonly string[]> {
    const lines = (await readFile(workbench.path(file), 'utf8').catch(() => '')).split('\n');
    return lines.flatMap((line) => (line.startsWith('T') ? line.replace(/^T\d+\t/, '') : []));
  }

  test('shows what the file holds, and takes an entity more while the text is being written', async () => {
    await workbench.statusBarItem(/3 entities/).waitFor({ timeout: 60_000 });
    await workbench.page.locator('.monaco-editor .view-line').first().click();
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.type('Вчера ');
    await workbench.page.locator('.tab.dirty').waitFor();
    await workbench.clickText('Мэй');
    await workbench.runCommand('Attitudes: Add Entity');
    await workbench.pick(/person|PER/i);
    await workbench.statusBarItem(/4 entities/).waitFor();
    expect(await readFile(workbench.path('статья.ann'), 'utf8')).toBe(ann);
  });

  test('has all of it again, and writes it with the text', async () => {
    // VS Code keeps an unsaved text some time after the last key; what it has not kept is gone with the window.
    await expect.poll(backups, { timeout: 30_000 }).toContainEqual(expect.stringContaining('Вчера 🙂'));
    await workbench.page.reload();
    await workbench.page.locator('.tab.dirty').waitFor({ timeout: 60_000 });
    await workbench.statusBarItem(/4 entities/).waitFor({ timeout: 60_000 });
    await workbench.screenshot('hot-exit');
    await workbench.page.locator('.monaco-editor .view-line').first().click();
    await workbench.page.keyboard.press('Control+s');
    await expect
      .poll(() => facts('статья.ann'), { timeout: 30_000 })
      .toEqual([
        'GEOPOLIT 8 14\tРоссия',
        'GEOPOLIT 23 26\tСША',
        'PER 36 42\tИванов',
        expect.stringMatching(/^PER 46 49\tМэй$/),
      ]);
  });

  test('takes everything along, unsaved steps too, when the text is saved under another name', async () => {
    const before = await facts('статья.ann');
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.type('А ');
    await workbench.page.locator('.tab.dirty').waitFor();
    await workbench.clickText('нет');
    await workbench.runCommand('Attitudes: Add Entity');
    await workbench.pick(/person|PER/i);
    await workbench.statusBarItem(/5 entities/).waitFor();
    await workbench.page.keyboard.press('Control+Shift+s');
    await workbench.answerFile('Save As', workbench.path('другая.txt'));
    await workbench.page.locator('.tab.active', { hasText: 'другая.txt' }).waitFor();
    await expect
      .poll(() => facts('другая.ann'), { timeout: 30_000 })
      .toEqual([
        'GEOPOLIT 10 16\tРоссия',
        'GEOPOLIT 25 28\tСША',
        'PER 38 44\tИванов',
        'PER 48 51\tМэй',
        'PER 52 55\tнет',
      ]);
    await workbench.statusBarItem(/5 entities/).waitFor();
    // The step was one in the text before as well.
    await expect.poll(() => facts('статья.ann'), { timeout: 30_000 }).toEqual([...before, 'PER 50 53\tнет']);
  });
});
