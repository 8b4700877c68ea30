import { isAbsolute } from 'node:path';
import { l10n, Uri, workspace } from 'vscode';
import type { Problem } from '../core/problem.ts';
import { parseSynonyms } from '../core/synonyms.ts';
import { readSetting, settingsSection } from './settings.ts';
import { decodeUtf8, readFileIfThere } from './textFiles.ts';
import { UserError } from './userError.ts';

/** The synonyms file that the settings name for a document; `undefined` if they name none. */
export function synonymsUri(document: Uri): Uri | undefined {
  const path = readSetting('synonymsFile', document).trim();
  if (path === '') return undefined;
  const folder = workspace.getWorkspaceFolder(document)?.uri ?? Uri.joinPath(document, '..');
  return isAbsolute(path) ? Uri.file(path) : Uri.joinPath(folder, path);
}

/** Groups of synonyms that the settings name for a document; `undefined` if they name none. */
export async function readSynonyms(
  document: Uri,
): Promise<{ groups: string[][]; problems: Problem[] } | undefined> {
  const uri = synonymsUri(document);
  if (!uri) return undefined;
  const bytes = await readFileIfThere(uri);
  if (!bytes) throw settingError(l10n.t('There is no synonyms file {0}.', uri.fsPath));
  const text = decodeUtf8(bytes);
  if (text === undefined)
    throw settingError(l10n.t('The synonyms file {0} is not UTF-8; save it as UTF-8.', uri.fsPath));
  return parseSynonyms(text);
}

function settingError(message: string): UserError {
  return new UserError(message, [
    {
      title: l10n.t('Open Setting'),
      command: 'workbench.action.openSettings',
      args: [`${settingsSection}.synonymsFile`],
    },
  ]);
}
