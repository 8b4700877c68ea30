import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inProject } from '../../scripts/lib/paths.mjs';
import { startVSCode, type VSCode } from './harness/vscode.ts';
import { Workbench } from './harness/workbench.ts';

const settings = {
  // Enough to review, however sure the shipped model is.
  'aredit.threshold': 0.15,
  'editor.wordWrap': 'on',
};
const slowly = { timeout: 60_000 };

/** What a review of fifty suggestions comes to when most are right: the rest is mended with one key each. */
const fifty = [...'aaaraaaafaaaaraaa-aaaaaraaa0aaafaaaaraaaa+aaaaaraaa'].slice(0, 50);

/** A person with two copies of the sample article and no mouse; the tests are steps of one visit. */
describe('A reviewer at the keyboard', () => {
  let vscode: VSCode;
  let workbench: Workbench;
  let text: string;
  beforeAll(async () => {
    vscode = await startVSCode({ settings });
    for (const file of ['первая.txt', 'вторая.txt'])
      await copyFile(inProject('examples', 'sample.txt'), join(vscode.server.workspace, file));
    text = await readFile(inProject('examples', 'sample.txt'), 'utf8');
    workbench = await Workbench.open(vscode.browser, vscode.server, { file: 'первая.txt' });
  });
  afterAll(() => vscode?.stop());

  // For whoever looks at what came of it.
  afterEach(({ task }) => workbench.screenshot(`review-${task.name.replace(/\W+/g, '-').slice(0, 40)}`));

  const press = (key: string) => workbench.page.keyboard.press(key);
  // Messages at the other end of the status bar speak of the same for a while.
  const item = () => workbench.statusBarItem(/Review: \d+ of \d+ left/);

  /** What the status bar counts. */
  async function left(): Promise<{ readonly remaining: number; readonly all: number }> {
    const text = (await item().textContent()) ?? '';
    const [, remaining, all] = /(\d+) of (\d+) left/.exec(text) ?? [];
    return { remaining: Number(remaining ?? -1), all: Number(all ?? -1) };
  }

  const expectLeft = (remaining: number) =>
    expect.poll(async () => (await left()).remaining, slowly).toBe(remaining);

  /** The lines of an `.ann` file that begin with a letter. */
  async function lines(file: string, kind: 'R' | 'T' | '#'): Promise<readonly string[]> {
    const ann = await readFile(workbench.path(file), 'utf8').catch(() => '');
    return ann.split('\n').filter((line) => line.startsWith(kind));
  }

  async function begin(): Promise<void> {
    await workbench.runCommand('Attitudes: Extract Attitudes');
    await workbench.statusBarItem(/\d+ entities · \d+ − · \d+ \+/).waitFor({ timeout: 120_000 });
    // The key works as soon as the button does.
    await workbench.page.locator('.editor-actions [aria-label^="Review Suggestions"]').waitFor();
    await press('Control+F9');
    // Of this text, of which nothing is reviewed yet.
    await workbench.statusBarItem(/Review: (\d+) of \1 left/).waitFor();
  }

  test('begins the review with one key and sees subject, object and sign', async () => {
    await begin();
    expect((await left()).remaining).toBeGreaterThanOrEqual(50);
  });

  test('accepts, rejects, turns round and labels with one key each, and it is in the file', async () => {
    const { remaining } = await left();
    for (const key of ['a', 'r', 'f', '+', '-', '0']) await press(key);
    await expectLeft(remaining - 6);
    // What was turned round is two lines: the attitude, and that there is none the other way.
    await expect.poll(async () => (await lines('первая.ann', 'R')).length, slowly).toBe(7);
    const labels = (await lines('первая.ann', 'R')).map((line) => line.split(/[\t ]/u)[1]);
    expect(labels.filter((label) => label === 'NEU')).toHaveLength(3);
    const notes = (await lines('первая.ann', '#')).filter((line) => /AnnotatorNotes R/.test(line));
    expect(notes).toHaveLength(7);
    for (const note of notes) expect(note).toMatch(/\[aredit (accepted|corrected) model=\S+ probability=/);
  });

  test('takes steps back, sees what came back, and does them again', async () => {
    const { remaining } = await left();
    await press('u');
    await press('u');
    await press('u');
    await expectLeft(remaining + 3);
    await workbench.statusBarItem(/Undone –/).waitFor();
    await press('Shift+U');
    await press('Control+Y');
    await press('Shift+U');
    await expectLeft(remaining);
  });

  test('types nothing while single keys decide', async () => {
    for (const key of ['Space', 'Backspace', 'Delete']) await press(key);
    await workbench.statusBarItem(/no such attitude/).waitFor();
    await press('q');
    await workbench.page.keyboard.insertText('ё');
    await press('Control+S');
    await workbench.statusBarItem(/keys decide and do not type/).waitFor();
    // VS Code empties a file before it writes it.
    await expect.poll(() => readFile(workbench.path('первая.txt'), 'utf8'), slowly).toBe(text);
  });

  test('need not change the layout of the keyboard', async () => {
    const { remaining } = await left();
    const session = await workbench.page.context().newCDPSession(workbench.page);
    for (const type of ['keyDown', 'keyUp'] as const)
      await session.send('Input.dispatchKeyEvent', {
        ...{ type, key: 'ф', code: 'KeyA', windowsVirtualKeyCode: 65 },
        ...(type === 'keyDown' && { text: 'ф' }),
      });
    await expectLeft(remaining - 1);
  });

  test('accepts all above a threshold, counted beforehand, and takes it back in one step', async () => {
    const { remaining } = await left();
    await press('t');
    const box = workbench.page.locator('.quick-input-widget');
    const message = box.getByText(/Enter accepts \d+ of \d+ suggestions/);
    const offered = (await message.textContent()) ?? '';
    await box.locator('input.input').fill('50%');
    // The count follows what is typed.
    await expect.poll(() => message.textContent(), slowly).not.toBe(offered);
    const [, count] = /accepts (\d+) of/.exec((await message.textContent()) ?? '') ?? [];
    await press('Enter');
    expect(Number(count)).toBeGreaterThan(3);
    await expectLeft(remaining - Number(count));
    await box.waitFor({ state: 'hidden' });
    await press('u');
    await expectLeft(remaining);
  });

  test('decides on several in the list', async () => {
    const { remaining } = await left();
    await workbench.runCommand('Attitudes: Focus on Review View');
    const rows = await workbench.viewRows('Review');
    await press('Control+1');
    await press('n');
    // The list selects what is looked at, unless it is being made anew; what Shift adds comes to that.
    await rows.and(workbench.page.locator('.selected')).first().waitFor();
    await workbench.runCommand('Attitudes: Focus on Review View');
    for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'Shift+ArrowDown']) await press(key);
    await press('Alt+R');
    await expect.poll(async () => (await left()).remaining, slowly).toBeLessThan(remaining - 1);
  });

  test('reviews fifty suggestions with little more than fifty keys', async () => {
    await workbench.openFile('вторая.txt');
    await begin();
    const { remaining } = await left();
    const start = Date.now();
    let keys = 1;
    for (const key of fifty) {
      await press(key);
      keys += 1;
    }
    // What is turned round may settle the suggestion of the other direction along.
    await expect
      .poll(async () => (await left()).remaining, slowly)
      .toBeLessThanOrEqual(remaining - fifty.length);
    const seconds = (Date.now() - start) / 1000;
    await expect.poll(async () => (await lines('вторая.ann', 'R')).length, slowly).toBeGreaterThanOrEqual(50);
    const figures = { suggestions: fifty.length, keys, seconds, secondsPerKey: seconds / fifty.length };
    console.log(`A review of ${fifty.length} suggestions: ${JSON.stringify(figures)}`);
    await mkdir(inProject('.cache', 'reports'), { recursive: true });
    await writeFile(inProject('.cache', 'reports', 'review.json'), JSON.stringify(figures));
    expect(keys).toBe(51);
  });

  test.each(['Dark Modern', 'Dark High Contrast'])('sees as much in the theme %s', async (theme) => {
    await workbench.runCommand('Preferences: Color Theme');
    const box = workbench.page.locator('.quick-input-widget');
    await box.locator('input.input').fill(theme);
    await workbench.pick(theme);
    await box.waitFor({ state: 'hidden' });
    await workbench.page.locator('.monaco-workbench.vs-dark, .monaco-workbench.hc-black').first().waitFor();
    await workbench.clickText('Евросоюз пригрозил');
    await press('p');
    await press('n');
    // The screenshot that follows is to show what was drawn for these keys.
    await workbench.statusBarItem(/→ .* left/).waitFor();
  });

  test('leaves the review with Escape, and the text can be edited again', async () => {
    await press('Escape');
    await workbench.statusBarItem(/\d+ entities · .* · \d+ of \d+ left/).waitFor();
    expect(await readFile(workbench.path('вторая.txt'), 'utf8')).toBe(text);
    await press('Control+End');
    await workbench.page.keyboard.type('Конец.');
    await press('Control+S');
    await expect.poll(() => readFile(workbench.path('вторая.txt'), 'utf8'), slowly).toMatch(/Конец\.\s*$/);
  });

  test('lists a mention whose words were deleted, and attaches it to others', async () => {
    const first = (await lines('вторая.ann', 'T')).find((line) => line.endsWith('\tАнкара'));
    const id = first?.split('\t')[0] ?? '';
    expect(id).toMatch(/^T\d+$/);
    for (const key of ['Control+Home', 'Control+Shift+ArrowRight', 'Delete']) await press(key);
    const rows = await workbench.viewRows('Review');
    const lost = rows.filter({ hasText: 'Анкара' }).first();
    await rows.filter({ hasText: 'Lost mentions' }).waitFor();
    for (const key of ['Control+1', 'Control+Home', 'Control+Shift+ArrowRight']) await press(key);
    await lost.hover();
    await lost.locator('[aria-label^="Attach Mention to Selection"]').click();
    await rows.filter({ hasText: 'Lost mentions' }).waitFor({ state: 'hidden' });
    await press('Control+S');
    const found = async () => (await lines('вторая.ann', 'T')).find((line) => line.startsWith(`${id}\t`));
    await expect.poll(found, slowly).toMatch(/^T\d+\t\S+ \d 2\t ?и$/);
  });

  test('sees in the graph what is confirmed and what is only suggested', async () => {
    await workbench.runCommand('Attitudes: Show Relation Graph');
    const page = workbench.webview();
    await page.locator('canvas').first().waitFor();
    await page.locator('details.list summary').click();
    const rows = page.locator('details.list tbody tr');
    await rows.filter({ hasText: '✓ confirmed' }).first().waitFor();
    expect(await rows.filter({ hasText: /\d+%/ }).count()).toBeGreaterThan(0);
    await page.locator('details.list summary').click();
  });

  test('finds the keys in the walkthrough', async () => {
    await workbench.runCommand('Welcome: Open Walkthrough');
    await workbench.pick('First steps with attitudes');
    await workbench.page.getByText('Review by keyboard').first().click();
    await workbench.page.locator('.gettingStartedContainer', { hasText: 'flip direction' }).waitFor();
  });
});
