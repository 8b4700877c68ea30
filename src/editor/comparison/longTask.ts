import { type CancellationToken, CancellationTokenSource, l10n, ProgressLocation, window } from 'vscode';

/** After this time a notification tells how far the work is, with a button to cancel it. */
const patienceMs = 1000;

/** So many files are read at once. */
const atOnce = 8;

/** What long work is given: a way to tell how far it is, and to hear that it is to end. */
export interface Task {
  readonly token: CancellationToken;
  report(done: number, total: number): void;
}

/** Does `work`; past a second a notification tells how far it is and lets it be cancelled. */
export async function runLongTask<Result>(
  title: string,
  work: (task: Task) => Promise<Result>,
): Promise<Result> {
  const source = new CancellationTokenSource();
  let progress: { readonly done: number; readonly total: number } | undefined;
  let tell: (() => void) | undefined;
  const result = work({
    token: source.token,
    report: (done, total) => {
      progress = { done, total };
      tell?.();
    },
  });
  const timer = setTimeout(() => {
    const options = { location: ProgressLocation.Notification, cancellable: true, title };
    void window.withProgress(options, async (notification, token) => {
      token.onCancellationRequested(() => source.cancel());
      let reported = 0;
      tell = () => {
        if (!progress) return;
        const percent = (100 * progress.done) / Math.max(1, progress.total);
        const message = l10n.t('{0} of {1}', progress.done, progress.total);
        notification.report({ message, increment: Math.max(0, percent - reported) });
        reported = Math.max(reported, percent);
      };
      tell();
      // Whoever asked for the work hears of its failure; the notification only ends with it.
      await result.then(
        () => undefined,
        () => undefined,
      );
    });
  }, patienceMs);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}

/**
 * Does `work` for each item, some at once; begins no other item once cancelled.
 * @returns what came out, in the order of items; shorter where the task was cancelled
 */
export async function forEachFile<Item extends object, Result>(
  items: readonly Item[],
  { token, report }: Task,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let [next, done] = [0, 0];
  const worker = async () => {
    while (!token.isCancellationRequested) {
      const index = next;
      const item = items[index];
      if (item === undefined) return;
      next += 1;
      results[index] = await work(item);
      done += 1;
      report(done, items.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
