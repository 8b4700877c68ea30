import { commands, l10n, Uri, window } from 'vscode';
import type { NamesStep } from '../../core/review/history.ts';
import type { SynonymsEdit } from '../../core/synonymsEdit.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { basenameOf } from '../fileNames.ts';
import { commandIds } from '../ids.ts';
import { capitalized } from '../review/reviewText.ts';
import { say } from '../say.ts';
import type { TargetParts } from './entityTarget.ts';
import { editSynonyms, revertNames } from './synonymsEditing.ts';

/** What taking a change of the groups of names back needs. */
export interface NamesParts {
  readonly store: AnnotationStore;
  /** Takes in what a synonyms file says now, for every document that it is for. */
  readonly takeSynonyms: (file: Uri) => Promise<void>;
}

/** What changing the groups of names needs. */
export interface RegroupParts extends TargetParts, NamesParts {}

/** A change of the groups of names, and what is said about it. */
export interface Regrouping {
  /** The synonyms file after the change; `undefined` if there is nothing to change. */
  readonly edit: (synonyms: string) => SynonymsEdit | undefined;
  /** What the step did, to be read after "Undone". */
  readonly title: string;
  readonly nothing: string;
}

/** Changes the synonyms file of a document, as a step of its review, and shows the entities that come of it. */
export async function regroup(
  parts: RegroupParts,
  { uri }: DocumentAnnotations,
  { edit, title, nothing }: Regrouping,
): Promise<void> {
  let hasNothing = false;
  const edited = await editSynonyms(uri, (synonyms) => {
    const after = edit(synonyms);
    hasNothing = after === undefined;
    return after;
  });
  if (hasNothing) say(nothing);
  if (!edited) return;
  const { before, edit: done } = edited;
  const change = { before, after: done.text };
  const step: NamesStep = { type: 'names', file: edited.uri.toString(), change, title };
  parts.store.noteNames(uri, step);
  await parts.takeSynonyms(edited.uri);
  // Not awaited: the command is over, and the message may stay for as long as it likes.
  void tell(parts, uri, step, done.unsettled);
}

/**
 * Takes a step in the grouping of names back that has left the history of `document`, or does it again, and notes what
 * is against it in the steps `to` redo or undo. `gone` if nothing is left of it, `changed` if others have changed the
 * same lines, which is said.
 */
export async function takeNamesBack(
  { store, takeSynonyms }: NamesParts,
  document: Uri,
  step: NamesStep,
  to: 'past' | 'future',
): Promise<'done' | 'gone' | 'changed'> {
  const file = Uri.parse(step.file);
  const reverted = await revertNames(step).catch((error) => {
    // It can be tried again.
    store.returnNames(document, to === 'past' ? 'future' : 'past', step);
    throw error;
  });
  if (reverted === 'changed') {
    const [title, name] = [capitalized(step.title), basenameOf(file)];
    void window.showWarningMessage(
      l10n.t(
        '“{0}” stays: others have changed the same lines of {1} since. The next Undo or Redo goes on with the step beyond it.',
        title,
        name,
      ),
    );
  }
  if (typeof reverted === 'string') return reverted;
  store.returnNames(document, to, reverted);
  await takeSynonyms(file);
  return 'done';
}

async function tell(
  { store }: NamesParts,
  document: Uri,
  step: NamesStep,
  unsettled: readonly string[],
): Promise<void> {
  const [undo, open] = [l10n.t('Undo'), l10n.t('Open File')];
  const file = Uri.parse(step.file);
  const [done, name] = [capitalized(step.title), basenameOf(file)];
  const answer =
    unsettled.length > 0
      ? await window.showWarningMessage(
          l10n.t(
            '{0}. The file {1} tells names apart, not single mentions, so these are grouped otherwise: {2}.',
            done,
            name,
            unsettled.join(', '),
          ),
          undo,
          open,
        )
      : await window.showInformationMessage(l10n.t('{0}. Kept in {1}.', done, name), undo, open);
  if (answer === open) await commands.executeCommand('vscode.open', file);
  if (answer !== undo) return;
  if (store.known(document)?.history.past.at(-1) === step)
    await commands.executeCommand(commandIds.undoReview, document);
  else say(l10n.t('Other steps came after it: Undo Review takes them back first.'));
}
