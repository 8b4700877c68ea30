import { ConfigurationTarget, l10n, type QuickPickItem, QuickPickItemKind, window, workspace } from 'vscode';
import { expectTask, readModelFolder } from '../../engine/modelFolder.ts';
import type { Models, ModelTask } from '../models.ts';
import { readSetting, settingsSection } from '../settings.ts';
import type { CommandHandler } from './runCommand.ts';

interface ModelItem extends QuickPickItem {
  readonly task?: ModelTask;
  /** The value for the setting; absent for the item that asks for a folder. */
  readonly folder?: string;
}

/** Chooses the model for entities or attitudes, among those that came along or from a folder of the user's own. */
export function selectModel(models: Models): CommandHandler {
  return async () => {
    const items = [
      ...(await itemsFor(models, 'attitudes', l10n.t('Attitudes'))),
      ...(await itemsFor(models, 'entities', l10n.t('Entities'))),
    ];
    const chosen = await window.showQuickPick(items, {
      placeHolder: l10n.t('Which model shall be used?'),
      matchOnDescription: true,
    });
    if (!chosen?.task) return;
    const folder = chosen.folder ?? (await askForFolder(chosen.task));
    if (folder === undefined) return;
    const key = `model.${chosen.task}`;
    // Not in the workspace's own file: what runs on a machine is the machine's business.
    await workspace.getConfiguration(settingsSection).update(key, folder, ConfigurationTarget.Global);
  };
}

async function itemsFor(models: Models, task: ModelTask, heading: string): Promise<readonly ModelItem[]> {
  const chosen = readSetting(`model.${task}`);
  const bundled = await models.bundled(task);
  const mark = (isChosen: boolean) => (isChosen ? '$(check) ' : '$(blank) ');
  const isBundledPath = bundled.some(({ path }) => path === chosen);
  return [
    { label: heading, kind: QuickPickItemKind.Separator },
    ...bundled.map(({ path, manifest }, index): ModelItem => {
      const isFirst = index === 0;
      return {
        task,
        label: mark(chosen === path || (isFirst && chosen === '')) + manifest.title,
        description: `${manifest.version} · ${manifest.licence}`,
        // The first is the default: then an update of the extension brings its model along.
        folder: isFirst ? '' : path,
      };
    }),
    ...(chosen !== '' && !isBundledPath
      ? [{ task, label: mark(true) + chosen, description: l10n.t('own folder'), folder: chosen }]
      : []),
    { task, label: `$(folder-opened) ${l10n.t('Choose a folder…')}` },
  ];
}

/** @throws ModelLoadError when the folder holds no model for the task. */
async function askForFolder(task: ModelTask): Promise<string | undefined> {
  const [folder] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: l10n.t('Use This Model'),
      title: l10n.t('Folder with manifest.json'),
    })) ?? [];
  if (!folder) return undefined;
  const found = await readModelFolder(folder.fsPath);
  if (task === 'entities') expectTask(found, 'entities');
  else expectTask(found, 'attitudes');
  return found.path;
}
