import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inProject } from '../../scripts/lib/paths.mjs';
import { runToEnd } from '../../scripts/lib/run.mjs';
import { startVSCode, type VSCode } from './harness/vscode.ts';
import { Workbench } from './harness/workbench.ts';

const article = 'статья.txt';

/** The packaged extension with its own models, in a window with the sample article; the tests are steps of one visit. */
describe('A visitor with the sample article', () => {
  let vscode: VSCode;
  let workbench: Workbench;
  let text: string;
  beforeAll(async () => {
    vscode = await startVSCode();
    await copyFile(inProject('examples', 'sample.txt'), join(vscode.server.workspace, article));
    text = await readFile(inProject('examples', 'sample.txt'), 'utf8');
    workbench = await Workbench.open(vscode.browser, vscode.server, { file: article });
  });
  afterAll(() => vscode?.stop());

  test('finds a quiet item in the status bar, and nothing in colour', async () => {
    await workbench.statusBarItem(/^\s*Attitudes\s*$/).waitFor({ timeout: 60_000 });
    expect(await workbench.decorations().count()).toBe(0);
    await workbench.screenshot('article-1-opened');
  });

  test('extracts attitudes from the palette and reads the counts', async () => {
    await workbench.runCommand('Attitudes: Extract Attitudes');
    const item = workbench.statusBarItem(/\d+ entities · \d+ − · \d+ \+/);
    await item.waitFor({ timeout: 120_000 });
    const [entities = 0, negative = 0, positive = 0] =
      ((await item.textContent()) ?? '').match(/\d+/g)?.map(Number) ?? [];
    expect(entities).toBeGreaterThan(10);
    expect(negative).toBeGreaterThan(3);
    expect(positive).toBeGreaterThan(3);
    expect(await workbench.decorations().count()).toBeGreaterThan(10);
    await workbench.screenshot('article-2-extracted');
  });

  test('reads in the hover who is for and against whom', async () => {
    const hover = await workbench.hover('Турция', /[→←]/);
    expect(hover).toMatch(/Турция/);
    expect(hover).toMatch(/\d+\s*%/);
    await workbench.screenshot('article-3-hover');
  });

  test('sees attitudes and entities listed in the side bar', async () => {
    await workbench.page.locator('.activitybar [aria-label^="Attitudes"]').first().click();
    const entities = await workbench.viewRows('Entities');
    await entities.filter({ hasText: 'Турция' }).first().waitFor();
    const attitudes = await workbench.viewRows('Attitudes');
    await attitudes.first().waitFor();
    expect(await attitudes.count()).toBeGreaterThan(3);
    await workbench.screenshot('article-4-lists');
  });

  test('goes from attitude to attitude by keyboard', async () => {
    await workbench.clickText('Анкара');
    const position = workbench.statusBarItem(/Ln \d+, Col \d+/);
    const before = await position.textContent();
    await workbench.page.keyboard.press('Control+F8');
    await workbench.statusBarItem(/Attitude \d+ of \d+/).waitFor();
    await workbench.page.keyboard.press('Control+F8');
    await expect.poll(() => position.textContent()).not.toBe(before);
  });

  test('looks at the graph, which a screen reader can use as well', async () => {
    await workbench.runCommand('Attitudes: Show Relation Graph');
    const page = workbench.webview();
    await page.locator('canvas').first().waitFor({ timeout: 30_000 });
    await workbench.screenshot('article-5-graph');
    await page.locator('details.list summary').click();
    const rows = page.locator('details.list tbody tr');
    await rows.filter({ hasText: 'Турция' }).first().waitFor();
    expect(await rows.count()).toBeGreaterThan(5);
    const axe = new AxeBuilder({ page: workbench.page })
      .include(['iframe.webview.ready', 'iframe#active-frame', '#page'])
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']);
    const { violations } = await axe.analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  test('jumps from the graph to the sentence', async () => {
    const page = workbench.webview();
    await page.locator('details.list tbody tr button').first().click();
    await expect
      .poll(() => workbench.page.locator('.monaco-editor .selected-text, .monaco-editor .cursor').count())
      .toBeGreaterThan(0);
  });

  test('clears the suggestions, and the text is plain again', async () => {
    await workbench.page.locator(`.tab[data-resource-name="${article}"]`).click();
    await workbench.runCommand('Attitudes: Clear Suggestions');
    await workbench.statusBarItem(/^\s*Attitudes\s*$/).waitFor();
    await expect.poll(() => workbench.decorations().count()).toBe(0);
  });

  test('exports BRAT, the same as the command line writes', async () => {
    await workbench.runCommand('Attitudes: Extract Attitudes');
    await workbench.statusBarItem(/\d+ entities · \d+ − · \d+ \+/).waitFor({ timeout: 120_000 });
    await workbench.runCommand('Attitudes: Export Annotations as BRAT');
    await workbench.pick('beside the text');
    await workbench.notification(/статья\.ann/).waitFor();
    const ann = await readFile(workbench.path('статья.ann'), 'utf8');
    expectMentionsOf(ann, text);
    expect(ann).toMatch(/^R\d+\t(POS|NEG) Arg1:T\d+ Arg2:T\d+/m);

    const out = join(vscode.server.folder, 'out');
    const cli = (await installedExtension()).concat('/dist/cli.js');
    const { code, output } = await runToEnd(
      process.execPath,
      [cli, 'extract', workbench.path(article), '--entities', 'model', '--format', 'ann', '--out', out],
      { quiet: true },
    );
    expect(code, output).toBe(0);
    expect(annotationsIn(await readFile(join(out, 'статья.ann'), 'utf8'))).toEqual(annotationsIn(ann));
  });

  test('exports samples for AREkit', async () => {
    await workbench.runCommand('Attitudes: Export Samples as AREkit TSV');
    const sheet = workbench.page.locator('.quick-input-list .monaco-list-row');
    const settled = () =>
      sheet
        .first()
        .filter({ hasText: /\d+ samples/ })
        .waitFor();
    await settled();
    await workbench.pick(/^Labels/);
    await sheet.filter({ hasText: 'from annotations and suggestions' }).waitFor();
    await settled();
    await workbench.pick(/\.tsv/);
    const findTable = async () =>
      (await readdir(vscode.server.workspace)).find((name) => name.endsWith('.tsv'));
    await expect.poll(findTable, { timeout: 20_000 }).toBeDefined();
    const table = (await findTable()) ?? '';
    const [header, ...rows] = (await readFile(workbench.path(table), 'utf8')).trim().split('\n');
    expect(header?.split('\t')).toEqual(
      expect.arrayContaining(['id', 'doc_id', 'label', 'text_a', 's_ind', 't_ind']),
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(row.split('\t')).toHaveLength(header?.split('\t').length ?? 0);
  });

  test('has told nobody about it', () => {
    expect(workbench.foreignRequests).toEqual([]);
  });

  test('finds in the walkthrough what was done before it was opened', async () => {
    await workbench.runCommand('Welcome: Open Walkthrough');
    await workbench.pick('First steps with attitudes');
    const isDone = (title: string) =>
      workbench.page
        .locator('.getting-started-step', { hasText: title })
        .first()
        .locator('[role=checkbox]')
        .first()
        .getAttribute('aria-checked');
    await expect.poll(() => isDone('Extract attitudes'), { timeout: 30_000 }).toBe('true');
    expect(await isDone('Compare two annotators')).toBe('false');
    await workbench.screenshot('article-8-walkthrough');
  });

  /** Where VS Code unpacked the package: what runs there needs nothing of the project. */
  async function installedExtension(): Promise<string> {
    const extensions = join(vscode.server.folder, 'extensions');
    const name = (await readdir(extensions)).find((entry) => entry.startsWith('aredit.aredit'));
    return join(extensions, name ?? '');
  }
});

/** Each T line names the words that stand at its offsets, which count code points. */
function expectMentionsOf(ann: string, text: string): void {
  const codePoints = [...text];
  const lines = ann.split('\n').filter((line) => line.startsWith('T'));
  expect(lines.length).toBeGreaterThan(20);
  for (const line of lines) {
    const [, start, end, words] = /^T\d+\t\S+ (\d+) (\d+)\t(.*)$/.exec(line) ?? [];
    expect(codePoints.slice(Number(start), Number(end)).join('')).toBe(words);
  }
}

/** The mentions and attitudes of a brat file, without notes. */
function annotationsIn(ann: string): readonly string[] {
  return ann.split('\n').filter((line) => /^[TR]\d/.test(line));
}
