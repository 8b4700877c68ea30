import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inProject } from '../../scripts/lib/paths.mjs';
import { markedText } from '../support/markedText.ts';
import { startVSCode, type VSCode } from './harness/vscode.ts';
import { Workbench } from './harness/workbench.ts';

const { text, ann } = markedText(
  '🙂 [Сергеи\u0306]PER хвалит [ООН]ORG.\n[Рим]LOC бранит [ООН]ORG.\n[Париж]LOC молчит.\n',
);
const ofA = `${ann}R1\tPOS Arg1:T1 Arg2:T2\nR2\tNEG Arg1:T3 Arg2:T4\n`;
const ofB = ofA.replace('T3\tLOC', 'T3\tORG').replace('R2\tNEG', 'R2\tPOS');

const slowly = { timeout: 60_000 };

/** Somebody who hears what others see; the tests are steps of one visit, without the mouse. */
describe('A screen reader', () => {
  let vscode: VSCode;
  let workbench: Workbench;
  beforeAll(async () => {
    vscode = await startVSCode({
      settings: { 'editor.accessibilitySupport': 'on' },
    });
    const { workspace } = vscode.server;
    await copyFile(inProject('examples', 'sample.txt'), join(workspace, 'article.txt'));
    for (const [folder, content] of [
      ['a', ofA],
      ['b', ofB],
    ] as const) {
      await mkdir(join(workspace, folder));
      await writeFile(join(workspace, folder, 'x.txt'), text);
      await writeFile(join(workspace, folder, 'x.ann'), content);
    }
    workbench = await Workbench.open(vscode.browser, vscode.server, { file: 'article.txt' });
  });
  afterAll(() => vscode?.stop());

  const press = (key: string) => workbench.page.keyboard.press(key);
  const expectAnnounced = (words: RegExp) => expect.poll(() => workbench.announced(), slowly).toMatch(words);
  /** Who is said to be positive or negative towards whom: `A towards B, negative`. */
  const suggestion = async () =>
    /([^:.\n]+ towards [^\n]+?, (?:negative|positive)), \d+%\. \d+ of/
      .exec(await workbench.announced())?.[1]
      ?.trim();
  const focused = () =>
    workbench.page.evaluate(() => {
      const active = document.activeElement;
      const item = active?.getAttribute('aria-activedescendant');
      return (item ? document.getElementById(item) : active)?.getAttribute('aria-label') ?? '';
    });

  test('reads in words what stands in the status bar', async () => {
    await workbench.statusBarItem(/^\s*Attitudes\s*$/).waitFor(slowly);
    await workbench.runCommand('Attitudes: Extract Attitudes');
    const item = workbench.statusBarItem(/\d+ entities · \d+ − · \d+ \+/);
    await item.waitFor({ timeout: 120_000 });
    expect(await item.locator('[aria-label]').first().getAttribute('aria-label')).toMatch(
      /^Attitudes: \d+ entities, \d+ negative, \d+ positive$/,
    );
    const language = workbench.page
      .locator('.statusbar-item[id="status.languageStatus"] [aria-label]')
      .first();
    expect(await language.getAttribute('aria-label')).toMatch(/attitudes-ru/);
  });

  test('is told each suggestion that the review comes to, and what was done', async () => {
    await press('Control+1');
    await press('Control+Home');
    await press('Control+F9');
    await expectAnnounced(/\S towards \S.*, (negative|positive), \d+%\. (\d+) of \2 left/);
    const first = await suggestion();
    await press('n');
    await expect.poll(suggestion, slowly).not.toBe(first);
    const second = await suggestion();
    await workbench.screenshot('spoken-review');
    await press('r');
    await expect.poll(suggestion, slowly).not.toBe(second);
    await press('u');
    await expectAnnounced(/Undone – rejected: .* (\d+) of \1 left/);
    expect(await workbench.announced()).toContain(`rejected: ${second}. `);
    await press('q');
    await expectAnnounced(/keys decide and do not type/);
    // No message stays in the way.
    await expect.poll(() => workbench.page.locator('.notification-toast').count(), slowly).toBe(0);
    await press('Escape');
  });

  test('reads each item of the lists in words, and goes on with the next after a decision', async () => {
    await workbench.runCommand('Attitudes: Focus on Review View');
    const rows = await workbench.viewRows('Review');
    await rows.filter({ hasText: '→' }).first().waitFor();
    await press('Home');
    await press('ArrowDown');
    await expect.poll(focused, slowly).toMatch(/\S, \d+ suggestions?$/);
    const sentence = (await focused()).replace(/, \d+ suggestions?$/, '');
    await press('ArrowDown');
    await expect.poll(focused).toMatch(/^.+ towards .+, (negative|positive), \d+%, ./);
    const item = await focused();
    expect(item.endsWith(`%, ${sentence}`)).toBe(true);
    await press('Alt+A');
    const [words = ''] = /^.+ towards .+, (negative|positive)/.exec(item) ?? [];
    await expectAnnounced(/Accepted: ./);
    expect(await workbench.announced()).toContain(`Accepted: ${words}`);
    // The next one has the focus, wherever it stands.
    await expect.poll(focused).toMatch(/^.+ towards .+, (negative|positive), /);
    expect(await focused()).not.toBe(item);
    await workbench.screenshot('spoken-list');
    for (const [view, words] of [
      [
        'Review',
        /^(To review|Reviewed|Folder)|, \d+ suggestions?$|^.+ towards .+, (negative|positive), \d+%, ./,
      ],
      ['Attitudes', /^.+ towards .+, (negative|positive), (\d+%|confirmed|.* of .*), \d+ sentences?/],
      ['Entities', /^.+, (person|place|organisation|geopolitical), \d+ mentions?/],
    ] as const) {
      const spoken = await workbench.spokenRows(view);
      expect(spoken.length).toBeGreaterThan(2);
      for (const row of spoken) expect([view, row]).toEqual([view, expect.stringMatching(words)]);
    }
  });

  test('hears what becomes of an entity', async () => {
    await press('Control+1');
    await press('Control+Home');
    await press('Alt+E');
    await workbench.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await expect.poll(focused).toMatch(/attitude/);
    await press('Escape');
    await press('Alt+]');
    await expectAnnounced(/Borders changed/);
  });

  test('reads both sides of a disagreement, and hears what was decided', async () => {
    const folder = (name: string) => join(vscode.server.workspace, name);
    await workbench.runCommand('Attitudes: Compare Annotations');
    await workbench.pick('Two folders');
    await workbench.answerFolder('Folder of annotator A', folder('a'));
    await workbench.answerFolder('Folder of annotator B', folder('b'));
    const rows = await workbench.viewRows('Agreement');
    await rows.filter({ hasText: 'Рим' }).first().waitFor(slowly);
    const spoken = await workbench.spokenRows('Agreement');
    expect(spoken).toContainEqual(expect.stringMatching(/^Mentions: F1 0\.\d+/));
    expect(spoken).toContainEqual(
      expect.stringMatching(/^Рим: different types, A \(a\): LOC «Рим», B \(b\): ORG «Рим»/),
    );
    expect(spoken).toContainEqual(expect.stringMatching(/^Рим towards ООН: different labels, A \(a\): NEG/));
    await press('F7');
    await expectAnnounced(/Disagreement 1 of 2: Рим: different types/);
    await press('F7');
    await expectAnnounced(/Disagreement 2 of 2: Рим towards ООН: different labels/);
    await workbench.screenshot('spoken-comparison');
  });
});
