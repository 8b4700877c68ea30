import { CancellationError, l10n, Uri, window } from 'vscode';
import { Adjudication } from '../comparison/adjudication.ts';
import type { Comparison } from '../comparison/comparison.ts';
import type { Comparisons } from '../comparison/comparisons.ts';
import { goldUri } from '../comparison/goldFolder.ts';
import { forEachFile, runLongTask, type Task } from '../comparison/longTask.ts';
import { basenameOf, folderOf } from '../fileNames.ts';
import { UserError } from '../userError.ts';
import type { CommandHandler } from './runCommand.ts';

/** Decides disagreements into a folder: the one given, else the one that the person chooses. */
export function startAdjudication(comparisons: Comparisons): CommandHandler {
  return async (folder) => {
    const comparison = await comparisons.get();
    if (!comparison) throw new UserError(l10n.t('Compare annotations first.'));
    await adjudicationOf(comparisons, comparison, folder instanceof Uri ? folder : undefined);
  };
}

/**
 * The adjudication that goes on, else a new one into the folder given or chosen: it starts with what both annotators
 * agree on, and the texts. Files that are there already are left as they are, and only with the person's consent.
 * @returns `undefined` when the person chose none
 */
export async function adjudicationOf(
  comparisons: Comparisons,
  comparison: Comparison,
  given?: Uri,
): Promise<Adjudication | undefined> {
  if (comparison.adjudication && !given) return comparison.adjudication;
  const folder = given ?? (await chooseFolder(comparison));
  if (!folder) return undefined;
  refuseInputs(comparison, folder);
  const adjudication = new Adjudication(folder);
  await runLongTask(l10n.t('Starting the third folder'), async (task) => {
    await lookAt(comparison, adjudication, task);
    if (!(await mayGoOn(comparison, adjudication))) throw new CancellationError();
    await forEachFile(comparison.entries, task, (entry) => adjudication.start(entry));
    await adjudication.keepRecord();
    await comparison.adjudicateInto(adjudication, task);
  });
  await comparisons.remember();
  return adjudication;
}

async function chooseFolder({ request }: Comparison): Promise<Uri | undefined> {
  const [folder] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: folderOf(request.a.uri),
      title: l10n.t('Third folder, for what is decided'),
      openLabel: l10n.t('Decide Here'),
    })) ?? [];
  return folder;
}

/** What was decided must not be taken for what an annotator marked. */
function refuseInputs({ request, entries }: Comparison, folder: Uri): void {
  const isWithin = (outer: Uri) => `${folder.path}/`.startsWith(`${outer.path.replace(/\/$/u, '')}/`);
  const isInput =
    request.type === 'folders'
      ? [request.a, request.b].some(({ uri }) => isWithin(uri))
      : entries.some((entry) =>
          [entry.sides.a, entry.sides.b].some(({ uri }) => uri.path === goldUri(folder, entry, '.ann').path),
        );
  if (!isInput) return;
  throw new UserError(
    l10n.t('“{0}” holds the annotations that are compared. Choose a third folder.', basenameOf(folder)),
  );
}

/** Reads what the folder holds of the documents that are compared. */
async function lookAt({ entries }: Comparison, adjudication: Adjudication, task: Task): Promise<void> {
  await adjudication.readLog();
  await forEachFile(entries, task, (entry) => adjudication.read(entry));
  if (task.token.isCancellationRequested) throw new CancellationError();
  const blocked = entries.flatMap((entry) => adjudication.problem(entry) ?? []);
  const [first] = blocked;
  if (first === undefined) return;
  throw new UserError(
    l10n.t(
      'Nothing was written to “{0}”. {1} ({2} in all)',
      basenameOf(adjudication.folder),
      first,
      blocked.length,
    ),
  );
}

/** Annotations that no adjudication put there are gone on with only if the person says so. */
async function mayGoOn({ entries }: Comparison, adjudication: Adjudication): Promise<boolean> {
  const there = entries.filter((entry) => adjudication.goldOf(entry) !== undefined).length;
  if (there === 0 || adjudication.isStarted) return true;
  const goOn = l10n.t('Go On With Them');
  const answer = await window.showWarningMessage(
    l10n.t('“{0}” holds annotations of {1} of these texts already.', basenameOf(adjudication.folder), there),
    {
      modal: true,
      detail: l10n.t(
        'They stay as they are; what they say counts as decided, and your decisions change them.',
      ),
    },
    goOn,
  );
  return answer === goOn;
}
