import { ConfigurationTarget, l10n, Uri, window, workspace } from 'vscode';
import type { NamesStep } from '../../core/review/history.ts';
import type { SynonymsEdit } from '../../core/synonymsEdit.ts';
import { revertSynonyms } from '../../core/synonymsRevert.ts';
import { replaceAtomically } from '../atomicWrite.ts';
import { basenameOf } from '../fileNames.ts';
import { settingsSection } from '../settings.ts';
import { synonymsUri } from '../synonymsFile.ts';
import { decodeUtf8, readFileIfThere } from '../textFiles.ts';
import { UserError } from '../userError.ts';

/** Name of the file that is made at the root of the workspace folder when the settings name none. */
const defaultName = 'synonyms.txt';

/** How often the edit is made anew because the file changed meanwhile. */
const attempts = 5;

/** A synonyms file that was edited. */
export interface EditedSynonyms {
  readonly uri: Uri;
  readonly edit: SynonymsEdit;
  /** Its text before; empty if there was none. */
  readonly before: string;
}

/**
 * Edits the synonyms file of a document; where the settings name none, it is made at the root of the workspace folder
 * and the setting with it. `undefined` if `edit` leaves it as it is, or the person would rather not.
 * @throws UserError when there is no place for it, or it cannot be written.
 */
export async function editSynonyms(
  document: Uri,
  edit: (text: string) => SynonymsEdit | undefined,
): Promise<EditedSynonyms | undefined> {
  const named = synonymsUri(document);
  const uri = named ?? placeForNew(document);
  refuseUnsaved(uri);
  if (!named && (await readFileIfThere(uri)) && !(await mayUse(uri))) return undefined;
  const done = await replaceText(uri, edit, (edited) => edited.text);
  if (done && !named) await nameInSettings(document);
  return done && { uri, edit: done.result, before: done.before };
}

/**
 * Takes back what a step wrote into the synonyms file, and leaves what others wrote: the step that is against that.
 * `gone` if nothing of it is left, `changed` if others have changed the lines since; then the file stays as it is.
 * @throws UserError when it cannot be written.
 */
export async function revertNames(step: NamesStep): Promise<NamesStep | 'gone' | 'changed'> {
  const uri = Uri.parse(step.file);
  refuseUnsaved(uri);
  let outcome: 'gone' | 'changed' = 'gone';
  const done = await replaceText(
    uri,
    (text) => {
      const after = revertSynonyms(text, step.change);
      outcome = after === undefined ? 'changed' : 'gone';
      return after === text ? undefined : after;
    },
    (after) => after,
  );
  return done ? { ...step, change: { before: done.before, after: done.result } } : outcome;
}

/**
 * Puts another text in the place of a file's, made anew when somebody changes the file meanwhile; `undefined` if `edit`
 * gives nothing.
 */
async function replaceText<Result>(
  uri: Uri,
  edit: (text: string) => Result | undefined,
  textAfter: (result: Result) => string,
): Promise<{ readonly before: string; readonly result: Result } | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const bytes = await readFileIfThere(uri);
    const before = textOf(uri, bytes);
    const result = edit(before);
    if (result === undefined) return undefined;
    const after = new TextEncoder().encode(textAfter(result));
    if (await replaceAtomically(uri, bytes, after)) return { before, result };
  }
  throw new UserError(l10n.t('{0} is being changed by another program; try again.', basenameOf(uri)));
}

/** @throws UserError outside a folder, or in one that is not trusted: its settings do not count then. */
function placeForNew(document: Uri): Uri {
  const folder = workspace.getWorkspaceFolder(document);
  if (!folder)
    throw new UserError(
      l10n.t(
        'Which names are one entity is kept in a synonyms file of the folder. Open the folder of the text first.',
      ),
      [{ title: l10n.t('Open Folder…'), command: 'workbench.action.files.openFolder' }],
    );
  if (!workspace.isTrusted)
    throw new UserError(
      l10n.t(
        'Which names are one entity is kept in a synonyms file of the folder, and the setting that names it does not count while the folder is not trusted.',
      ),
      [{ title: l10n.t('Manage Trust'), command: 'workbench.trust.manage' }],
    );
  return Uri.joinPath(folder.uri, defaultName);
}

/** @throws UserError when the file is open with changes that are nowhere else. */
function refuseUnsaved(uri: Uri): void {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty)
    throw new UserError(l10n.t('{0} has changes that are not saved. Save it first.', basenameOf(uri)), [
      { title: l10n.t('Save All'), command: 'workbench.action.files.saveAll' },
    ]);
}

/** A file of the usual name may be for something else. */
async function mayUse(uri: Uri): Promise<boolean> {
  const use = l10n.t('Keep It There');
  const answer = await window.showWarningMessage(
    l10n.t('There is a {0} in the folder already. Keep there which names are one entity?', basenameOf(uri)),
    { modal: true, detail: l10n.t('It must hold a group of names a line, separated by commas.') },
    use,
  );
  return answer === use;
}

/** @throws UserError when the file is not UTF-8. */
function textOf(uri: Uri, bytes: Uint8Array | undefined): string {
  const text = bytes ? decodeUtf8(bytes) : '';
  if (text !== undefined) return text;
  throw new UserError(l10n.t('The synonyms file {0} is not UTF-8; save it as UTF-8.', uri.fsPath));
}

async function nameInSettings(document: Uri): Promise<void> {
  const isMultiRoot = (workspace.workspaceFolders?.length ?? 0) > 1;
  const target = isMultiRoot ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace;
  await workspace.getConfiguration(settingsSection, document).update('synonymsFile', defaultName, target);
}
