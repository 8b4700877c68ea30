import { l10n, ProgressLocation, window } from 'vscode';
import { describeKnownError, isCancellation } from './describeError.ts';
import type { Log } from './log.ts';

/** A file of a folder, as messages name it. */
interface NamedFile {
  /** Below the folder. */
  readonly path: string;
}

/** What became of the files of a folder. */
export interface FolderOutcome<Result> {
  readonly results: readonly Result[];
  readonly failures: readonly { readonly path: string; readonly message: string }[];
  /** Whether the user stopped it before its end. */
  readonly isCancelled: boolean;
}

/** What a message offers besides what it says. */
interface OutcomeAction {
  readonly title: string;
  run(): unknown;
}

/**
 * Does `work` for one file after the other, with a notification that tells how far it is and can stop it. A file that
 * fails costs only itself.
 * @param isFatal whether an error would meet all others, too
 * @throws the first fatal error
 */
export async function workThrough<File extends NamedFile, Result>(
  title: string,
  files: readonly File[],
  work: (file: File, signal: AbortSignal) => Promise<Result>,
  log: Log,
  isFatal: (error: unknown) => boolean = () => false,
): Promise<FolderOutcome<Result>> {
  const results: Result[] = [];
  const failures: { path: string; message: string }[] = [];
  const controller = new AbortController();
  const { signal } = controller;
  const options = { location: ProgressLocation.Notification, cancellable: true, title };
  await window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(() => controller.abort());
    for (const [index, file] of files.entries()) {
      if (signal.aborted) return;
      const message = l10n.t('{0} of {1}: {2}', index + 1, files.length, file.path);
      progress.report({ message, increment: index === 0 ? 0 : 100 / files.length });
      try {
        results.push(await work(file, signal));
      } catch (error) {
        if (signal.aborted) return;
        if (isFatal(error)) throw error;
        log.error(`${file.path} failed.`, error);
        failures.push({ path: file.path, message: wordsFor(error) });
      }
    }
  });
  return { results, failures, isCancelled: signal.aborted };
}

/** What came of two rounds through a folder; the results are those of the second. */
export function joinOutcomes<Result>(
  first: FolderOutcome<unknown>,
  second: FolderOutcome<Result>,
): FolderOutcome<Result> {
  return {
    results: second.results,
    failures: [...first.failures, ...second.failures],
    isCancelled: first.isCancelled || second.isCancelled,
  };
}

/** Tells what was done and, if something failed, what; the log has the whole list. */
export async function tellOutcome(
  done: string,
  { failures, isCancelled }: FolderOutcome<unknown>,
  actions: readonly OutcomeAction[],
  log: Log,
): Promise<void> {
  const notes = [
    done,
    ...(isCancelled ? [l10n.t('It was stopped before its end.')] : []),
    ...failureNotes(failures),
  ];
  const all = [...actions, ...(failures.length > 0 ? [showLog(log)] : [])];
  const show = failures.length > 0 ? window.showWarningMessage : window.showInformationMessage;
  const answer = await show(notes.join(' '), ...all.map(({ title }) => title));
  await all.find(({ title }) => title === answer)?.run();
}

/** Tells what failed, if something did, while the work goes on. */
export function tellFailures({ failures }: FolderOutcome<unknown>, log: Log): void {
  const [note] = failureNotes(failures);
  const action = showLog(log);
  if (note === undefined) return;
  void window.showWarningMessage(note, action.title).then((answer) => answer && action.run());
}

function failureNotes(failures: FolderOutcome<unknown>['failures']): readonly string[] {
  const [first] = failures;
  if (!first) return [];
  return failures.length === 1
    ? [l10n.t('{0} failed: {1}', first.path, first.message)]
    : [l10n.t('{0} failed, the first of them {1}: {2}', failures.length, first.path, first.message)];
}

function showLog(log: Log): OutcomeAction {
  return { title: l10n.t('Show Log'), run: () => log.show() };
}

function wordsFor(error: unknown): string {
  if (isCancellation(error)) return l10n.t('It was stopped.');
  return describeKnownError(error)?.message ?? (error instanceof Error ? error.message : String(error));
}
