import { commands, l10n, type TextDocument, type Uri, window } from 'vscode';
import { annotatedOpinions } from '../../core/documentOpinions.ts';
import { formatOpinions } from '../../core/formats/opin.ts';
import { isConfirmed } from '../../core/review/review.ts';
import { type AnnotatedFile, readAnnotatedFile } from '../annotatedFile.ts';
import type { AnnotationFiles } from '../annotationFiles.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { writeAtomically } from '../atomicWrite.ts';
import { listTexts } from '../corpusFolder.ts';
import { documentCount, opinionCount } from '../counts.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import { basenameOf, besides } from '../fileNames.ts';
import { confirmTargets } from '../fileTargets.ts';
import { joinOutcomes, tellOutcome, workThrough } from '../folderWork.ts';
import type { Log } from '../log.ts';
import { saveFolder } from '../savedFolder.ts';
import { UserError } from '../userError.ts';
import { annotationsFor } from './annotationsFor.ts';
import { documentFor, folderArgument } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Opinions to write beside a text. */
interface OpinionFile {
  readonly uri: Uri;
  readonly text: string;
  readonly opinions: number;
  /** Pairs of entities of which attitudes of both signs are annotated. */
  readonly contradictions: number;
}

/** Writes what is annotated as opinions of the whole document: of the current one, or of all texts of a folder. */
export function exportOpinions(
  current: CurrentDocument,
  store: AnnotationStore,
  files: AnnotationFiles,
  log: Log,
): CommandHandler {
  return async (...args) => {
    const folder = await folderArgument(args);
    if (folder) {
      await exportFolder(folder, files, log);
      return;
    }
    const document = await documentFor(current, args);
    await files.ready(document);
    await exportDocument(document, store);
  };
}

async function exportDocument(document: TextDocument, store: AnnotationStore): Promise<void> {
  const file = toOpinionFile(annotationsFor(store, document));
  if (file.opinions === 0)
    throw new UserError(l10n.t('No positive or negative attitude is annotated in this text yet.'));
  if (!(await confirmTargets([file.uri], false))) return;
  await write(file);
  const open = l10n.t('Open File');
  const message = l10n.t('{0} written: {1}.', basenameOf(file.uri), contentText([file]));
  if ((await window.showInformationMessage(message, open)) === open)
    await commands.executeCommand('vscode.open', file.uri);
}

async function exportFolder(folder: Uri, annotations: AnnotationFiles, log: Log): Promise<void> {
  if (!(await saveFolder(folder, annotations))) return;
  const texts = await listTexts(folder);
  const read = await workThrough(
    l10n.t('Reading annotations'),
    texts,
    async ({ uri, path }) => {
      const file = await readAnnotatedFile(uri);
      return file && { path, ...toOpinionFile(file) };
    },
    log,
  );
  const files = read.results.flatMap((file) => file ?? []);
  if (read.isCancelled) return;
  if (files.length === 0 && read.failures.length === 0)
    throw new UserError(l10n.t('No text in this folder has annotations (.ann) beside it.'));
  const targets = await confirmTargets(
    files.map(({ uri }) => uri),
    true,
  );
  if (!targets) return;
  const wanted = new Set(targets);
  const written = files.filter(({ uri }) => wanted.has(uri));
  const outcome = await workThrough(l10n.t('Writing opinions'), written, write, log);
  const message = l10n.t(
    'Opinions written: {0}, {1}.',
    documentCount(outcome.results.length),
    contentText(written),
  );
  await tellOutcome(message, joinOutcomes(read, outcome), [], log);
}

function toOpinionFile({
  uri,
  review,
  extraction,
}: Pick<AnnotatedFile, 'uri' | 'review' | 'extraction'>): OpinionFile {
  const attitudes = [...review.attitudes.values()].filter(isConfirmed);
  const opinions = annotatedOpinions(attitudes, extraction.entities);
  return {
    uri: besides(uri, '.opin.txt'),
    text: formatOpinions(opinions),
    opinions: opinions.length,
    contradictions: opinions.filter(({ opposition }) => opposition > 0).length,
  };
}

function contentText(files: readonly OpinionFile[]): string {
  const sum = (key: 'opinions' | 'contradictions') => files.reduce((all, file) => all + file[key], 0);
  const contradictions = sum('contradictions');
  const count = opinionCount(sum('opinions'));
  if (contradictions === 0) return count;
  return l10n.t(
    '{0}; pairs with attitudes of both signs: {1}, the more frequent one was written',
    count,
    contradictions,
  );
}

function write({ uri, text }: OpinionFile): Promise<void> {
  return writeAtomically(uri, new TextEncoder().encode(text));
}
