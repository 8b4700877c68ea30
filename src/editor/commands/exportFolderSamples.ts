import { l10n, Uri, workspace } from 'vscode';
import { readAnnotatedFile } from '../annotatedFile.ts';
import type { AnnotationFiles } from '../annotationFiles.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { listTexts } from '../corpusFolder.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import { folderFor } from '../folderChoice.ts';
import { tellFailures, workThrough } from '../folderWork.ts';
import type { KeptSuggestions } from '../keptSuggestions.ts';
import type { Log } from '../log.ts';
import { SampleExport } from '../sampleExport.ts';
import { folderSampleSource } from '../sampleSources.ts';
import { saveFolder } from '../savedFolder.ts';
import { UserError } from '../userError.ts';
import type { WriteSamples } from './exportSamples.ts';
import type { CommandHandler } from './runCommand.ts';

/** Writes samples of all texts of a folder that are annotated or, when told so, that the model has suggestions for. */
export function exportFolderSamples(
  current: CurrentDocument,
  store: AnnotationStore,
  files: AnnotationFiles,
  kept: KeptSuggestions,
  write: WriteSamples,
  log: Log,
): CommandHandler {
  const suggest = async (uri: Uri) => {
    const document = await workspace.openTextDocument(uri);
    await files.ready(document);
    await kept.restore(document);
    return store.get(uri);
  };
  return async (...args) => {
    const folder = await folderFor(current, args, l10n.t('Export Samples of Folder'));
    if (!folder || !(await saveFolder(folder, files))) return;
    const texts = await listTexts(folder);
    if (texts.length === 0) throw new UserError(l10n.t('There are no texts (.txt) in this folder.'));
    const outcome = await workThrough(
      l10n.t('Reading annotations'),
      texts,
      async ({ uri }) => folderSampleSource(uri, await readAnnotatedFile(uri), suggest),
      log,
    );
    if (outcome.isCancelled) return;
    tellFailures(outcome, log);
    const place = { uri: Uri.joinPath(folder, 'samples.tsv'), isFolder: true };
    await write(new SampleExport(outcome.results), place);
  };
}
