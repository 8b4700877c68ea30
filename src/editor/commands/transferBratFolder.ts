import { commands, l10n, Uri, window, workspace } from 'vscode';
import type { AnnotationFiles } from '../annotationFiles.ts';
import { copyBratConfig } from '../bratConfigCopy.ts';
import { writeBratConfig } from '../bratExport.ts';
import { type BratTransfer, planTransfer, writeTransfer } from '../bratTransferPlan.ts';
import { type FolderFile, listTexts } from '../corpusFolder.ts';
import { documentCount } from '../counts.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import { basenameOf, isBelow } from '../fileNames.ts';
import { askForFolder, folderFor } from '../folderChoice.ts';
import { joinOutcomes, tellOutcome, workThrough } from '../folderWork.ts';
import type { Log } from '../log.ts';
import { saveFolder } from '../savedFolder.ts';
import { UserError } from '../userError.ts';
import type { CommandHandler } from './runCommand.ts';

/** Puts the annotated texts of a folder into another one, as brat wants them. */
export function exportBratFolder(current: CurrentDocument, files: AnnotationFiles, log: Log): CommandHandler {
  return async (...args) => {
    const title = l10n.t('Export BRAT Folder');
    const source = await folderFor(current, args, title);
    const target = source && (await otherFolder(args, l10n.t('Folder for brat'), source));
    if (!source || !target || !(await saveFolder(source, files))) return;
    await transfer(source, target, title, log);
  };
}

/** Takes annotated texts from another folder, say that of a brat server, into one of the workspace. */
export function importBratFolder(current: CurrentDocument, files: AnnotationFiles, log: Log): CommandHandler {
  return async (...args) => {
    const title = l10n.t('Import BRAT Folder');
    const target = await folderFor(current, args, title);
    const source = target && (await otherFolder(args, l10n.t('Folder to import from'), target));
    if (!source || !target || !(await saveFolder(target, files))) return;
    await transfer(source, target, title, log);
  };
}

/** The folder that the second argument names, else one from the system's dialog. */
async function otherFolder(args: readonly unknown[], title: string, near: Uri): Promise<Uri | undefined> {
  const [, second] = args;
  return second instanceof Uri ? second : askForFolder(title, near);
}

async function transfer(source: Uri, target: Uri, title: string, log: Log): Promise<void> {
  if (source.toString() === target.toString()) throw new UserError(l10n.t('Choose two different folders.'));
  const texts = await textsOutside(source, target);
  const plans = await workThrough(title, texts, (text) => planTransfer(text, target), log);
  if (plans.isCancelled) return;
  const found = plans.results.flatMap((plan) => plan ?? []);
  if (found.length === 0 && plans.failures.length === 0)
    throw new UserError(l10n.t('No text in this folder has annotations (.ann) beside it.'));
  const wanted = await chooseWanted(found);
  if (!wanted) return;
  const written = await workThrough(title, wanted, writeTransfer, log);
  const config = await copyConfig(source, target, found);
  const notes = [
    l10n.t('{0} written to {1}.', documentCount(written.results.length), basenameOf(target)),
    ...countNote(l10n.t('Unchanged: {0}.', countOf(found, 'same')), countOf(found, 'same')),
    ...countNote(
      l10n.t('Texts without annotations: {0}.', plans.results.length - found.length),
      plans.results.length - found.length,
    ),
    ...leftOutNote(written.results, log),
    ...(config.length > 0 ? [l10n.t('Configuration for brat: {0}.', config.join(', '))] : []),
  ];
  const show = {
    title: l10n.t('Show Folder'),
    run: () => commands.executeCommand('revealInExplorer', target),
  };
  const isInWorkspace = workspace.getWorkspaceFolder(target) !== undefined;
  await tellOutcome(notes.join(' '), joinOutcomes(plans, written), isInWorkspace ? [show] : [], log);
}

/** The texts of `source`; a folder for output within it is not read. */
async function textsOutside(source: Uri, target: Uri): Promise<readonly FolderFile[]> {
  return (await listTexts(source)).filter(({ uri }) => !isBelow(target, source) || !isBelow(uri, target));
}

/** What is to be written: asks about what a person annotated otherwise. `undefined` when the user would rather not. */
async function chooseWanted(plans: readonly BratTransfer[]): Promise<readonly BratTransfer[] | undefined> {
  const fresh = plans.filter(({ state }) => state === 'new' || state === 'replaceable');
  const different = plans.filter(({ state }) => state === 'different');
  const [first] = different;
  if (!first) return fresh;
  const [merge, replace, skip] = [l10n.t('Merge'), l10n.t('Replace'), l10n.t('Skip Those')];
  const answer = await window.showWarningMessage(
    l10n.t(
      'Documents that have other annotations there already: {0}, for example {1}. Merge both?',
      different.length,
      basenameOf(first.annUri),
    ),
    {
      modal: true,
      detail: [
        l10n.t('Merging removes nothing; where both say different things of the same, what is there stands.'),
        l10n.t('Documents without annotations there: {0}.', fresh.length),
      ].join('\n'),
    },
    merge,
    replace,
    skip,
  );
  if (answer === undefined) return undefined;
  if (answer === skip) return fresh;
  return [
    ...fresh,
    ...(answer === merge ? different.map((plan) => ({ ...plan, ...plan.merged })) : different),
  ];
}

/** Says how many lines were not merged, and where the first of them stands; the log has them all. */
function leftOutNote(written: readonly BratTransfer[], log: Log): readonly string[] {
  const places = written.flatMap(({ annUri, path, linesLeftOut = [] }) => {
    if (linesLeftOut.length > 0) log.warn(`${path}: lines not merged: ${linesLeftOut.join(', ')}`);
    return linesLeftOut.map((line) => `${basenameOf(annUri)}:${line}`);
  });
  const [first] = places;
  if (first === undefined) return [];
  return [l10n.t('Lines that could not be merged: {0}, the first of them {1}.', places.length, first)];
}

/** Adds what brat needs, that of the source where it has some; names of the files written. */
async function copyConfig(
  source: Uri,
  target: Uri,
  plans: readonly BratTransfer[],
): Promise<readonly string[]> {
  const copied = await copyBratConfig(
    source,
    target,
    plans.map(({ path }) => path),
  );
  const root = workspace.getWorkspaceFolder(target)?.uri;
  const { written } = await writeBratConfig(
    target,
    root,
    plans.flatMap(({ types }) => types),
  );
  return [...copied, ...written];
}

function countOf(plans: readonly BratTransfer[], state: BratTransfer['state']): number {
  return plans.filter((plan) => plan.state === state).length;
}

function countNote(note: string, count: number): readonly string[] {
  return count > 0 ? [note] : [];
}
