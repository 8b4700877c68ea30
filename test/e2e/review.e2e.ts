import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageFor, platformNames } from '../../scripts/lib/package.mjs';
import { inProject } from '../../scripts/lib/paths.mjs';
import { startVSCode, type VSCode } from './harness/vscode.ts';
import { Workbench } from './harness/workbench.ts';

const article = 'статья.txt';
const annotations = 'статья.ann';
const slowly = { timeout: 30_000 };

/** A person with the sample article and no mouse; the tests are steps of one visit. */
describe('A reviewer at the keyboard', () => {
  let vscode: VSCode;
  let workbench: Workbench;
  beforeAll(async () => {
    const platform = platformNames.find((name) => name === `${process.platform}-${process.arch}`);
    if (!platform) throw new Error('There is no package for this platform.');
    vscode = await startVSCode({
      vsix: [await packageFor(platform)],
      settings: { 'aredit.threshold': 0.5, 'editor.wordWrap': 'on' },
    });
    await copyFile(inProject('examples', 'sample.txt'), join(vscode.server.workspace, article));
    workbench = await Workbench.open(vscode.browser, vscode.server, { file: article });
  });
  afterAll(() => vscode?.stop());

  const left = async () => {
    const item = workbench.statusBarItem(/Review: \d+ of \d+ left/);
    const text = (await item.textContent()) ?? '';
    const [remaining = -1, all = -1] = text.match(/\d+/g)?.map(Number) ?? [];
    return { remaining, all };
  };
  const press = (key: string) => workbench.page.keyboard.press(key);
  const relations = async () =>
    (await readFile(workbench.path(annotations), 'utf8')).split('\n').filter((line) => line.startsWith('R'));

  test('begins the review with one key', async () => {
    await workbench.runCommand('Attitudes: Extract Attitudes');
    await workbench.statusBarItem(/\d+ entities · \d+ − · \d+ \+/).waitFor({ timeout: 120_000 });
    await press('Control+F9');
    await workbench.statusBarItem(/Review: \d+ of \d+ left/).waitFor();
    await workbench.screenshot('review-1-begun');
    expect((await left()).remaining).toBeGreaterThan(10);
  });

  test('accepts, rejects, turns round and labels with one key each', async () => {
    const before = await left();
    for (const key of ['a', 'r', 'f', '+', '-', '0']) await press(key);
    await expect.poll(async () => (await left()).remaining, slowly).toBe(before.remaining - 6);
    await expect.poll(async () => (await relations()).length, slowly).toBeGreaterThanOrEqual(6);
    await workbench.screenshot('review-2-decided');
    console.log((await relations()).join('\n'));
  });

  test('takes steps back and does them again', async () => {
    const before = await left();
    await press('u');
    await press('u');
    await expect.poll(async () => (await left()).remaining, slowly).toBe(before.remaining + 2);
    await workbench.screenshot('review-3-undone');
    await press('Shift+U');
    await press('Shift+U');
    await expect.poll(async () => (await left()).remaining, slowly).toBe(before.remaining);
  });

  test('types nothing', async () => {
    const text = await readFile(workbench.path(article), 'utf8');
    for (const key of ['q', 'z', 'Backspace', 'Delete', 'Enter']) await press(key);
    await workbench.screenshot('review-4-kept');
    expect(await workbench.page.locator('.tab.dirty').count()).toBe(0);
    expect(await readFile(workbench.path(article), 'utf8')).toBe(text);
  });
});
