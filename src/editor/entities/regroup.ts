import { commands, l10n, type Uri, window } from 'vscode';
import type { SynonymsEdit } from '../../core/synonymsEdit.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { basenameOf } from '../fileNames.ts';
import { say } from '../say.ts';
import type { TargetParts } from './entityTarget.ts';
import { type EditedSynonyms, editSynonyms, restoreSynonyms } from './synonymsEditing.ts';

/** What changing the groups of names needs. */
export interface RegroupParts extends TargetParts {
  /** Takes in what a synonyms file says now, for every document that it is for. */
  readonly takeSynonyms: (file: Uri) => Promise<void>;
}

/** A change of the groups of names, and what is said about it. */
export interface Regrouping {
  /** The synonyms file after the change; `undefined` if there is nothing to change. */
  readonly edit: (synonyms: string) => SynonymsEdit | undefined;
  readonly done: string;
  readonly nothing: string;
}

/** Changes the synonyms file of a document and shows the entities that come of it; offers to take it back. */
export async function regroup(
  { takeSynonyms }: RegroupParts,
  { uri }: DocumentAnnotations,
  { edit, done, nothing }: Regrouping,
): Promise<void> {
  let hasNothing = false;
  const edited = await editSynonyms(uri, (synonyms) => {
    const after = edit(synonyms);
    hasNothing = after === undefined;
    return after;
  });
  if (hasNothing) say(nothing);
  if (!edited) return;
  await takeSynonyms(edited.uri);
  // Not awaited: the command is over, and the message may stay for as long as it likes.
  void tell(edited, done, takeSynonyms);
}

async function tell(
  edited: EditedSynonyms,
  done: string,
  takeSynonyms: RegroupParts['takeSynonyms'],
): Promise<void> {
  const { uri, edit } = edited;
  const [undo, open] = [l10n.t('Undo'), l10n.t('Open File')];
  const name = basenameOf(uri);
  const answer =
    edit.unsettled.length > 0
      ? await window.showWarningMessage(
          l10n.t(
            '{0}. The file {1} tells names apart, not single mentions, so these are grouped otherwise: {2}.',
            done,
            name,
            edit.unsettled.join(', '),
          ),
          undo,
          open,
        )
      : await window.showInformationMessage(l10n.t('{0}. Kept in {1}.', done, name), undo, open);
  if (answer === open) await commands.executeCommand('vscode.open', uri);
  if (answer !== undo) return;
  if (await restoreSynonyms(edited)) await takeSynonyms(uri);
  else void window.showWarningMessage(l10n.t('{0} was changed since; it was left as it is.', name));
}
