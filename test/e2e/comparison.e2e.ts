import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startVSCode, type VSCode } from './harness/vscode.ts';
import { Workbench } from './harness/workbench.ts';

const text = `Президент России Владимир Путин раскритиковал НАТО.
Войска альянса появились в Польше.
Варшава поддержала решение и обвинила Москву в давлении.

Турция не разделяет позицию Брюсселя.
Реджеп Эрдоган назвал санкции ошибкой.
МИД России осудил заявление Франции.
`;

/** `'PER Владимир Путин'`: a mention at its next place in the text; `'NEG 1 2'`: an attitude between two by number. */
function annotate(facts: readonly string[]): string {
  let [from, mentions, relations] = [0, 0, 0];
  const lines = facts.map((fact) => {
    const [name = '', ...rest] = fact.split(' ');
    if (/^\d+$/.test(rest[0] ?? '')) return `R${++relations}\t${name} Arg1:T${rest[0]} Arg2:T${rest[1]}\n`;
    const words = rest.join(' ');
    const start = text.indexOf(words, from);
    from = start + 1;
    return `T${++mentions}\t${name} ${start} ${start + words.length}\t${words}\n`;
  });
  return lines.join('');
}

const anna = annotate([
  'GEOPOLIT России',
  'PER Владимир Путин',
  'ORG НАТО',
  'GEOPOLIT Польше',
  'GEOPOLIT Варшава',
  'GEOPOLIT Москву',
  'GEOPOLIT Турция',
  'PER Реджеп Эрдоган',
  'ORG МИД России',
  'GEOPOLIT Франции',
  'NEG 2 3',
  'NEG 5 6',
  'NEG 9 10',
]);
const boris = annotate([
  'PER Президент России Владимир Путин',
  'ORG НАТО',
  'LOC Польше',
  'GEOPOLIT Варшава',
  'GEOPOLIT Москву',
  'GEOPOLIT Турция',
  'GEOPOLIT Брюсселя',
  'PER Реджеп Эрдоган',
  'ORG МИД России',
  'GEOPOLIT Франции',
  'NEG 1 2',
  'POS 4 5',
  'NEG 6 7',
]);

/** How long a file may take to be written: VS Code and a browser share the machine. */
const soon = { timeout: 30_000 };

/** Two annotators of one news text; the tests are steps of one visit. */
describe('Somebody who decides between two annotators', () => {
  let vscode: VSCode;
  let workbench: Workbench;
  beforeAll(async () => {
    vscode = await startVSCode();
    const { workspace } = vscode.server;
    for (const folder of ['anna', 'boris', 'gold']) await mkdir(join(workspace, folder));
    await writeFile(join(workspace, 'anna', 'новость.txt'), text);
    await writeFile(join(workspace, 'anna', 'новость.ann'), anna);
    await writeFile(join(workspace, 'boris', 'новость.ann'), boris);
    workbench = await Workbench.open(vscode.browser, vscode.server);
  });
  afterAll(() => vscode?.stop());

  const gold = () => readFile(workbench.path('gold/новость.ann'), 'utf8');
  const disagreements = async () => {
    const rows = await workbench.viewRows('Agreement');
    return rows.filter({ hasText: / · B / });
  };

  test('chooses two folders and reads how far they agree', async () => {
    await workbench.runCommand('Attitudes: Compare Annotations');
    await workbench.pick('Two folders');
    await workbench.answerFolder('annotator A', workbench.path('anna'));
    await workbench.answerFolder('annotator B', workbench.path('boris'));
    const rows = await workbench.viewRows('Agreement');
    await rows.filter({ hasText: 'Mentions' }).first().waitFor({ timeout: 30_000 });
    expect(await rows.filter({ hasText: 'Mentions' }).first().textContent()).toMatch(/F1 0\.\d{3}/);
    expect(await (await disagreements()).count()).toBeGreaterThan(4);
    await rows.filter({ hasText: 'Mentions' }).first().click();
    await rows.filter({ hasText: 'overlapping, any type' }).first().waitFor();
    await workbench.screenshot('comparison-1-figures');
  });

  test('goes from one disagreement to the next by keyboard, both versions labelled in the text', async () => {
    const position = workbench.statusBarItem(/Ln \d+, Col \d+/);
    await workbench.page.keyboard.press('F7');
    await workbench.statusBarItem(/Disagreement 1 of \d+/).waitFor();
    const before = await position.textContent();
    await workbench.screenshot('comparison-2-borders');
    await workbench.page.keyboard.press('F7');
    await workbench.page.keyboard.press('F7');
    await expect.poll(() => position.textContent(), soon).not.toBe(before);
    const hover = await workbench.hover('Польше', /different types/);
    expect(hover).toMatch(/A anna: GEOPOLIT «Польше»/);
    expect(hover).toMatch(/B boris: LOC «Польше»/);
    await workbench.screenshot('comparison-3-hover');
  });

  test('decides into a third folder, key by key, and takes it back', async () => {
    await workbench.runCommand('Attitudes: Decide Disagreements Into Folder');
    await workbench.answerFolder('Third folder', workbench.path('gold'));
    await expect.poll(() => gold().catch(() => ''), soon).toMatch(/^T\d+\tORG \d+ \d+\tНАТО$/m);
    expect(await gold()).not.toMatch(/Польше/);
    expect(await readFile(workbench.path('gold/новость.txt'), 'utf8')).toBe(text);
    await workbench.page.keyboard.press('F7');
    await workbench.page.locator('.breadcrumbs-control', { hasText: 'gold' }).first().waitFor();
    await workbench.clickText('Президент');
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.press('F7');
    await workbench.page.keyboard.press('Alt+,');
    await expect.poll(gold, soon).toMatch(/GEOPOLIT \d+ \d+\tРоссии\n/);
    await workbench.statusBarItem(/Disagreement 2 of \d+/).waitFor();
    await workbench.screenshot('comparison-4-borders');
    await workbench.page.keyboard.press('Alt+.');
    await expect.poll(gold, soon).toMatch(/PER \d+ \d+\tПрезидент России Владимир Путин\n/);
    await workbench.statusBarItem(/Disagreement 3 of \d+/).waitFor();
    await workbench.page.keyboard.press('Alt+/');
    await workbench.pick('Take A');
    await expect.poll(gold, soon).toMatch(/GEOPOLIT \d+ \d+\tПольше/);
    await workbench.screenshot('comparison-5-decided');
    await workbench.page.keyboard.press('Control+Alt+z');
    await expect.poll(gold, soon).not.toMatch(/Польше/);
  });

  test('decides on the item of the list that has the focus, and goes on there', async () => {
    await workbench.runCommand('Focus on Agreement View');
    const rows = await workbench.viewRows('Agreement');
    const focused = async () => (await rows.and(workbench.page.locator('.focused')).textContent()) ?? '';
    const walkTo = async (words: RegExp) => {
      for (let step = 0; step < 40 && !words.test(await focused()); step += 1)
        await workbench.page.keyboard.press('ArrowDown');
      expect(await focused()).toMatch(words);
    };
    await workbench.page.keyboard.press('Home');
    await walkTo(/Варшава → Москву/);
    await workbench.page.keyboard.press('Alt+.');
    await expect.poll(gold, soon).toMatch(/^R\d+\tPOS /m);
    // Nothing of what was visited in the text before.
    expect(await gold()).not.toMatch(/Польше/);
    await expect.poll(focused, soon).not.toMatch(/Варшава → Москву/);
    await workbench.screenshot('comparison-6-list');
    await workbench.page.keyboard.press('Home');
    await walkTo(/Польше/);
    await workbench.page.keyboard.press('Alt+,');
    await expect.poll(gold, soon).toMatch(/GEOPOLIT \d+ \d+\tПольше/);
    await workbench.page.keyboard.press('Control+Alt+z');
    await expect.poll(gold, soon).not.toMatch(/Польше/);
  });

  test('finds it again, with what was decided, when the window is reloaded', async () => {
    await workbench.page.reload();
    await workbench.page.locator('.activitybar [aria-label^="Agreement"]').first().click({ timeout: 60_000 });
    const rows = await workbench.viewRows('Agreement');
    await rows.filter({ hasText: 'новость' }).first().waitFor({ timeout: 60_000 });
    const [open = 0, all = 0] =
      ((await rows.filter({ hasText: 'новость' }).first().textContent()) ?? '').match(/\d+/g)?.map(Number) ??
      [];
    expect(open).toBeGreaterThan(0);
    expect(open).toBeLessThan(all);
    await workbench.screenshot('comparison-7-reloaded');
  });

  test('reads the report', async () => {
    await workbench.runCommand('Attitudes: Show Agreement Report');
    await workbench.text('Agreement of two annotators').waitFor();
    await workbench.screenshot('comparison-8-report');
  });

  test('has told nobody about it', () => {
    expect(workbench.foreignRequests).toEqual([]);
  });
});
