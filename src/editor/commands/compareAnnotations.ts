import {
  commands,
  FileType,
  l10n,
  type QuickPickItem,
  QuickPickItemKind,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { ComparedRelations } from '../../core/agreement/readCompared.ts';
import type { ComparedSide, ComparisonRequest } from '../comparison/comparisonRequest.ts';
import type { Comparisons } from '../comparison/comparisons.ts';
import { hasGit, lastCommit } from '../comparison/gitVersions.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import { basenameOf, besides } from '../fileNames.ts';
import { viewIds } from '../ids.ts';
import { readFileIfThere } from '../textFiles.ts';
import { UserError } from '../userError.ts';
import type { CommandHandler } from './runCommand.ts';

/** What is to be compared; relations that are no attitudes take part only if asked for later. */
type Sides = Pick<ComparisonRequest, 'type' | 'a' | 'b'>;

interface Choice extends QuickPickItem {
  readonly choose?: () => Promise<Sides | undefined>;
}

/** Compares two annotators' files: two that were selected in the explorer, else what the person chooses. */
export function compareAnnotations(current: CurrentDocument, comparisons: Comparisons): CommandHandler {
  return async (clicked, selected) => {
    const sides = (await selectedSides(selected)) ?? (await chooseSides(current, clicked));
    if (!sides) return;
    await comparisons.open({ ...sides, relations: 'attitudes' });
    await commands.executeCommand(`${viewIds.agreement}.focus`);
  };
}

/** Compares the same files again, with relations that are no attitudes or without them. */
export function compareRelations(comparisons: Comparisons, relations: ComparedRelations): CommandHandler {
  return async () => {
    const comparison = await comparisons.get();
    const gold = comparison?.adjudication?.folder;
    if (comparison) await comparisons.open({ ...comparison.request, ...(gold && { gold }), relations });
  };
}

/** Two folders, or two `.ann` files, that were selected together. */
async function selectedSides(selected: unknown): Promise<Sides | undefined> {
  if (!Array.isArray(selected) || selected.length !== 2) return undefined;
  const [a, b]: readonly unknown[] = selected;
  if (!(a instanceof Uri) || !(b instanceof Uri)) return undefined;
  const [isFolderA, isFolderB] = [await isFolder(a), await isFolder(b)];
  if (isFolderA !== isFolderB || (!isFolderA && ![a, b].every(isAnn))) {
    throw new UserError(l10n.t('Select two folders or two .ann files to compare.'));
  }
  return { type: isFolderA ? 'folders' : 'files', a: { uri: a }, b: { uri: b } };
}

async function chooseSides(current: CurrentDocument, clicked: unknown): Promise<Sides | undefined> {
  const start = clicked instanceof Uri ? clicked : undefined;
  if (start && (await isFolder(start))) return chooseBoth('folders', start);
  const items: readonly Choice[] = [
    {
      label: `$(folder) ${l10n.t('Two folders…')}`,
      detail: l10n.t('Documents are paired by their paths; the texts stand beside the files of either.'),
      choose: () => chooseBoth('folders', undefined),
    },
    {
      label: `$(files) ${l10n.t('Two .ann files…')}`,
      detail: l10n.t('Of one text, by two annotators or in two versions.'),
      choose: () => chooseBoth('files', start && isAnn(start) ? start : undefined),
    },
    ...(await choicesFor(current)),
  ];
  const choice = await window.showQuickPick(items, {
    title: l10n.t('Compare Annotations'),
    placeHolder: l10n.t('What is to be compared?'),
  });
  return choice?.choose?.();
}

/** What can be compared with the annotations of the text that is open. */
async function choicesFor(current: CurrentDocument): Promise<readonly Choice[]> {
  const uri =
    current.document &&
    (isAnn(current.document.uri) ? current.document.uri : besides(current.document.uri, '.ann'));
  if (!uri || current.document?.isUntitled || !(await readFileIfThere(uri))) return [];
  const name = basenameOf(uri);
  const withGit: Choice = {
    label: `$(git-commit) ${l10n.t('{0} and its last commit', name)}`,
    detail: l10n.t('What was changed in the annotations of this text since.'),
    choose: async () => ({ type: 'files', a: { uri, ref: lastCommit }, b: { uri } }),
  };
  return [
    { label: name, kind: QuickPickItemKind.Separator },
    ...(uri.scheme === 'file' && hasGit() ? [withGit] : []),
    {
      label: `$(file) ${l10n.t('{0} and another file…', name)}`,
      detail: l10n.t("Another annotator's file, or another version of this one."),
      choose: () => chooseBoth('files', uri),
    },
  ];
}

async function chooseBoth(type: Sides['type'], given: Uri | undefined): Promise<Sides | undefined> {
  const a = given ?? (await chooseOne(type, 'A', undefined));
  const b = a && (await chooseOne(type, 'B', Uri.joinPath(a, '..')));
  const side = (uri: Uri): ComparedSide => ({ uri });
  return a && b && { type, a: side(a), b: side(b) };
}

async function chooseOne(
  type: Sides['type'],
  letter: 'A' | 'B',
  start: Uri | undefined,
): Promise<Uri | undefined> {
  const isFolders = type === 'folders';
  const defaultUri = start ?? workspace.workspaceFolders?.[0]?.uri;
  const chosen = await window.showOpenDialog({
    canSelectFiles: !isFolders,
    canSelectFolders: isFolders,
    ...(defaultUri && { defaultUri }),
    ...(!isFolders && { filters: { brat: ['ann'] } }),
    title: isFolders ? l10n.t('Folder of annotator {0}', letter) : l10n.t('File of annotator {0}', letter),
    openLabel: l10n.t('Compare as {0}', letter),
  });
  return chosen?.[0];
}

async function isFolder(uri: Uri): Promise<boolean> {
  return ((await workspace.fs.stat(uri)).type & FileType.Directory) !== 0;
}

function isAnn(uri: Uri): boolean {
  return /\.ann$/iu.test(uri.path);
}
