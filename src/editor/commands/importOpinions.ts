import { l10n, type QuickPickItem, Selection, type TextDocument, type Uri, window, workspace } from 'vscode';
import { labelWords, type OpinionLine } from '../../core/formats/opin.ts';
import type { UnplacedReason } from '../../core/placedOpinions.ts';
import type { AnnotationFiles } from '../annotationFiles.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { listTexts } from '../corpusFolder.ts';
import { documentCount } from '../counts.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import { basenameOf, besides } from '../fileNames.ts';
import { tellOutcome, workThrough } from '../folderWork.ts';
import type { Log } from '../log.ts';
import { type ImportedOpinions, importOpinionsInto } from '../opinionImport.ts';
import { readFileIfThere } from '../textFiles.ts';
import { UserError } from '../userError.ts';
import { documentFor, folderArgument } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** An opinion that did not become attitudes, or not all that it could, and why. */
interface LeftOut extends QuickPickItem {
  readonly uri: Uri;
  readonly line: number;
}

/**
 * Turns opinions of whole documents into attitudes between the mentions of one sentence: those of the current document,
 * or of all texts of a folder.
 */
export function importOpinions(
  current: CurrentDocument,
  store: AnnotationStore,
  files: AnnotationFiles,
  log: Log,
): CommandHandler {
  return async (...args) => {
    const folder = await folderArgument(args);
    if (folder) await importFolder(folder, store, files, log);
    else await importDocument(await documentFor(current, args), store, files);
  };
}

async function importDocument(
  document: TextDocument,
  store: AnnotationStore,
  files: AnnotationFiles,
): Promise<void> {
  const imported = await importOpinionsInto(document, store, files);
  if (!imported) {
    const name = basenameOf(besides(document.uri, '.opin.txt'));
    throw new UserError(l10n.t('There is no {0} beside the text.', name));
  }
  await tell([imported]);
}

async function importFolder(
  folder: Uri,
  store: AnnotationStore,
  files: AnnotationFiles,
  log: Log,
): Promise<void> {
  const outcome = await workThrough(
    l10n.t('Importing opinions'),
    await listTexts(folder),
    async ({ uri }) => {
      if (!(await readFileIfThere(besides(uri, '.opin.txt')))) return undefined;
      return importOpinionsInto(await workspace.openTextDocument(uri), store, files);
    },
    log,
  );
  const imported = outcome.results.flatMap((each) => each ?? []);
  if (imported.length === 0 && outcome.failures.length === 0)
    throw new UserError(l10n.t('No text in this folder has opinions (.opin.txt) beside it.'));
  const leftOut = imported.flatMap(leftOutOf);
  const note = `${documentCount(imported.length)}: ${contentText(imported)}`;
  await tellOutcome(note, outcome, showAction(leftOut), log);
}

async function tell(imported: readonly ImportedOpinions[]): Promise<void> {
  const [action] = showAction(imported.flatMap(leftOutOf));
  const answer = await window.showInformationMessage(
    contentText(imported),
    ...(action ? [action.title] : []),
  );
  if (answer !== undefined) await action?.run();
}

/** "Opinions read: 16. Attitudes added: 30. Without a place in one sentence, or contradicted: 4." */
function contentText(imported: readonly ImportedOpinions[]): string {
  const sum = (count: (each: ImportedOpinions) => number) =>
    imported.reduce((all, each) => all + count(each), 0);
  const known = sum(({ result }) => result.known.length);
  const added = sum(({ result }) => result.added.length);
  const leftOut = imported.flatMap(leftOutOf).length;
  const read = sum(({ opinions }) => opinions.length);
  return [
    l10n.t('Opinions read: {0}. Attitudes added: {1}.', read, added),
    ...(added > 0 ? [l10n.t('An opinion speaks of the whole document, so look them through.')] : []),
    ...(known > 0 ? [l10n.t('Annotated so already: {0}.', known)] : []),
    ...(leftOut > 0 ? [l10n.t('Without a place in one sentence, or contradicted: {0}.', leftOut)] : []),
  ].join(' ');
}

function showAction(leftOut: readonly LeftOut[]): readonly { title: string; run(): Promise<void> }[] {
  return leftOut.length === 0 ? [] : [{ title: l10n.t('Show Them'), run: () => showLeftOut(leftOut) }];
}

/** Lists what was left out; a line leads to its place in the file of opinions. */
async function showLeftOut(leftOut: readonly LeftOut[]): Promise<void> {
  const title = l10n.t('Opinions Left Out');
  const chosen = await window.showQuickPick(leftOut, {
    title,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) return;
  const document = await workspace.openTextDocument(chosen.uri);
  const { range } = document.lineAt(Math.min(chosen.line, document.lineCount) - 1);
  await window.showTextDocument(document, { selection: new Selection(range.start, range.end) });
}

function leftOutOf({ opinUri, problems, result }: ImportedOpinions): readonly LeftOut[] {
  const at = (line: number) => ({
    detail: l10n.t('{0}, line {1}', basenameOf(opinUri), line),
    uri: opinUri,
    line,
  });
  const item = (opinion: OpinionLine, description: string): LeftOut => ({
    label: `${opinion.source} → ${opinion.target} ${labelWords[opinion.label]}`,
    description,
    ...at(opinion.line),
  });
  const contradicted = new Set(result.contradicted.map(({ opinion }) => opinion));
  return [
    ...result.unplaced.map(({ opinion, reason }) => item(opinion, reasonText(reason))),
    ...[...contradicted].map((opinion) => item(opinion, l10n.t('another label is annotated, which stays'))),
    ...problems.map(({ message, line = 1 }) => ({ label: message, ...at(line) })),
  ];
}

function reasonText(reason: UnplacedReason): string {
  switch (reason) {
    case 'no-source':
      return l10n.t('no mention of the subject');
    case 'no-target':
      return l10n.t('no mention of the object');
    case 'one-entity':
      return l10n.t('subject and object are one entity');
    case 'no-sentence':
      return l10n.t('no sentence mentions both');
    case 'repeated':
      return l10n.t('said of the same two above');
  }
}
