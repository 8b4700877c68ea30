import { l10n, Uri } from 'vscode';
import type { AnnotationFiles } from '../annotationFiles.ts';
import { listTexts } from '../corpusFolder.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import { folderFor } from '../folderChoice.ts';
import { tellFailures, workThrough } from '../folderWork.ts';
import type { Log } from '../log.ts';
import { SampleExport } from '../sampleExport.ts';
import { readSampleSource } from '../sampleSources.ts';
import { saveFolder } from '../savedFolder.ts';
import { UserError } from '../userError.ts';
import type { WriteSamples } from './exportSamples.ts';
import type { CommandHandler } from './runCommand.ts';

/** Writes samples of all annotated texts of a folder. */
export function exportFolderSamples(
  current: CurrentDocument,
  files: AnnotationFiles,
  write: WriteSamples,
  log: Log,
): CommandHandler {
  return async (...args) => {
    const folder = await folderFor(current, args, l10n.t('Export Samples of Folder'));
    if (!folder || !(await saveFolder(folder, files))) return;
    const outcome = await workThrough(
      l10n.t('Reading annotations'),
      await listTexts(folder),
      readSampleSource,
      log,
    );
    if (outcome.isCancelled) return;
    const sources = outcome.results.flatMap((source) => source ?? []);
    if (sources.length === 0)
      throw new UserError(l10n.t('No text in this folder has annotations (.ann) beside it.'));
    tellFailures(outcome, log);
    await write(new SampleExport(sources), { uri: Uri.joinPath(folder, 'samples.tsv'), isFolder: true });
  };
}
