import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inProject } from '../../scripts/lib/paths.mjs';
import { startVSCode, type VSCode } from './harness/vscode.ts';
import { Workbench } from './harness/workbench.ts';

const result = /\d+ entities · \d+ − · \d+ \+/;

/** A folder from a stranger whose settings name a model of his own: it must count only once the folder is trusted. */
describe('A folder that names a model of its own', () => {
  let vscode: VSCode;
  let workbench: Workbench;
  beforeAll(async () => {
    vscode = await startVSCode({
      settings: {
        'security.workspace.trust.startupPrompt': 'never',
        'security.workspace.trust.banner': 'never',
      },
      asksForTrust: true,
    });
    const { workspace } = vscode.server;
    await copyFile(inProject('examples', 'sample.txt'), join(workspace, 'sample.txt'));
    await mkdir(join(workspace, '.vscode'));
    const settings = { 'aredit.model.attitudes': join(workspace, 'no-such-model') };
    await writeFile(join(workspace, '.vscode', 'settings.json'), JSON.stringify(settings));
    workbench = await Workbench.open(vscode.browser, vscode.server, { file: 'sample.txt' });
  });
  afterAll(() => vscode?.stop());

  test('is read with the bundled model while it is not trusted', async () => {
    await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await workbench.runCommand('Attitudes: Extract Attitudes');
    await workbench.statusBarItem(result).waitFor({ timeout: 120_000 });
  });

  test('says why names cannot be grouped in it: the setting that would tell of it does not count', async () => {
    await workbench.clickText('Анкара');
    await workbench.runCommand('Attitudes: Split Entity');
    await workbench.notification(/not trusted/).waitFor();
    expect(await readdir(vscode.server.workspace)).not.toContain('synonyms.txt');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('Attitudes: Clear Suggestions');
  });

  test('gets its model, or a message that says what is wrong with it, once it is', async () => {
    await workbench.runCommand('Workspaces: Manage Workspace Trust');
    await workbench.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click();
    await workbench.page
      .locator('.statusbar-item', { hasText: 'Restricted Mode' })
      .waitFor({ state: 'detached' });
    // The editor in which one grants trust lies above everything else; a click beside it closes it.
    await workbench.page.locator('.monaco-modal-editor-block').click({ position: { x: 5, y: 5 } });
    await workbench.page.locator('.tab[data-resource-name="sample.txt"]').click();
    await workbench.runCommand('Attitudes: Extract Attitudes');
    const message = workbench.notification(/no-such-model/);
    await message.waitFor({ timeout: 60_000 });
    expect(await message.textContent()).not.toMatch(/\bat .*\.js:\d+/);
    await workbench.screenshot('trust-message');
  });
});
