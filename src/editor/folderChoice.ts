import { l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { CurrentDocument } from './currentDocument.ts';
import { folderOf } from './fileNames.ts';

interface FolderItem extends QuickPickItem {
  /** Absent for the line that asks for another one. */
  readonly folder?: Uri;
}

/**
 * The folder that a command is meant for: that of its first argument (the explorer gives its address), else one that is
 * asked for, that of the current document first. `undefined` when the user would rather not.
 */
export async function folderFor(
  current: CurrentDocument,
  args: readonly unknown[],
  title: string,
): Promise<Uri | undefined> {
  const [first] = args;
  if (first instanceof Uri) return first;
  const open = current.document && !current.document.isUntitled ? [folderOf(current.document.uri)] : [];
  const roots = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const folders = new Map([...open, ...roots].map((uri) => [uri.toString(), uri]));
  const items: FolderItem[] = [...folders.values()].map((folder) => ({
    label: `$(folder) ${workspace.asRelativePath(folder, true)}`,
    folder,
  }));
  const other = { label: `$(folder-opened) ${l10n.t('Another folder…')}` };
  const chosen = await window.showQuickPick<FolderItem>([...items, other], { title });
  if (!chosen) return undefined;
  return chosen.folder ?? askForFolder(title);
}

/** A folder from the system's dialog. */
export async function askForFolder(title: string, defaultUri?: Uri): Promise<Uri | undefined> {
  const [folder] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title,
      openLabel: l10n.t('Use This Folder'),
      ...(defaultUri && { defaultUri }),
    })) ?? [];
  return folder;
}
