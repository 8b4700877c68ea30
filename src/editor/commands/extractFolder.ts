import { l10n, type Uri, workspace } from 'vscode';
import type { Attitude } from '../../core/annotations.ts';
import { ModelLoadError } from '../../engine/errors.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { listTexts } from '../corpusFolder.ts';
import { attitudeCount, documentCount } from '../counts.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import type { EditFollower } from '../editFollower.ts';
import type { ExtractionRunner } from '../extractionRunner.ts';
import { folderFor } from '../folderChoice.ts';
import { tellOutcome, workThrough } from '../folderWork.ts';
import type { KeptSuggestions } from '../keptSuggestions.ts';
import type { Log } from '../log.ts';
import { UserError } from '../userError.ts';
import type { CommandHandler } from './runCommand.ts';

/** Extracts from one text of a folder after the other; what is found are suggestions, shown when a text is opened. */
export function extractFolder(
  current: CurrentDocument,
  store: AnnotationStore,
  runner: ExtractionRunner,
  follower: EditFollower,
  kept: KeptSuggestions,
  log: Log,
): CommandHandler {
  return async (...args) => {
    const title = l10n.t('Extract Attitudes in Folder');
    const folder = await folderFor(current, args, title);
    if (!folder) return;
    const texts = await listTexts(folder);
    if (texts.length === 0) throw new UserError(l10n.t('There are no texts (.txt) in this folder.'));
    const outcome = await workThrough(
      title,
      texts,
      async ({ uri }, signal) => {
        const document = await workspace.openTextDocument(uri);
        // What an earlier run has read is not read again.
        if (await kept.restore(document)) return suggestedAttitudes(store, uri);
        const cancel = () => follower.cancel(uri);
        signal.addEventListener('abort', cancel);
        try {
          const isDone = await runner.extract(document);
          if (!isDone && !signal.aborted)
            throw new UserError(l10n.t('The text was changed or its extraction was cancelled meanwhile.'));
        } finally {
          signal.removeEventListener('abort', cancel);
        }
        return suggestedAttitudes(store, uri);
      },
      log,
      // What is wrong with a model is wrong for every text.
      (error) => error instanceof ModelLoadError,
    );
    const attitudes = outcome.results.flat();
    const negative = attitudes.filter(({ label }) => label === 'negative').length;
    const done = l10n.t(
      '{0} read: {1} suggested ({2} positive, {3} negative).',
      documentCount(outcome.results.length),
      attitudeCount(attitudes.length),
      attitudes.length - negative,
      negative,
    );
    await tellOutcome(done, outcome, [], log);
  };
}

function suggestedAttitudes(store: AnnotationStore, uri: Uri): readonly Attitude[] {
  return store.known(uri)?.suggested?.attitudes ?? [];
}
