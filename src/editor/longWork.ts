import { l10n, type Progress, ProgressLocation, type Uri, window } from 'vscode';
import { sentenceCount } from './counts.ts';
import type { ExtractionRunner } from './extractionRunner.ts';

/** When to look whether the work will take long, and after how many such looks it has. */
const lookMs = 1000;
const patience = 3;

/**
 * Waits for `work`, a run of the document. When a second has passed and less than half is read, a notification
 * with a button to cancel tells how far it is; until then the status bar says enough.
 */
export async function waitForRun<Result>(
  runner: ExtractionRunner,
  uri: Uri,
  work: Promise<Result>,
  cancel: () => void,
): Promise<Result> {
  let looks = 0;
  const timer = setInterval(() => {
    looks += 1;
    if (!isFarFromDone(runner, uri) && looks < patience) return;
    clearInterval(timer);
    showNotification(runner, uri, work, cancel);
  }, lookMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

function isFarFromDone(runner: ExtractionRunner, uri: Uri): boolean {
  const state = runner.state(uri);
  if (state.type !== 'running' || !state.progress) return false;
  return state.progress.doneSentences < state.progress.totalSentences / 2;
}

function showNotification(
  runner: ExtractionRunner,
  uri: Uri,
  work: Promise<unknown>,
  cancel: () => void,
): void {
  void window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title: l10n.t('Extracting attitudes') },
    async (progress, token) => {
      let reported = 0;
      const report = () => {
        reported += reportProgress(runner, uri, progress, reported);
      };
      const subscription = runner.onDidChangeState(report);
      token.onCancellationRequested(cancel);
      report();
      try {
        await work;
      } catch {
        // Whoever asked for the work hears of its failure; the notification only ends with it.
      } finally {
        subscription.dispose();
      }
    },
  );
}

/** Tells how far the run is; the per cent by which it moved on. */
function reportProgress(
  runner: ExtractionRunner,
  uri: Uri,
  progress: Progress<{ message?: string; increment?: number }>,
  reported: number,
): number {
  const state = runner.state(uri);
  if (state.type !== 'running') return 0;
  if (!state.progress) {
    progress.report({ message: l10n.t('Loading the model…') });
    return 0;
  }
  const { doneSentences, totalSentences } = state.progress;
  const increment = Math.max(0, (100 * doneSentences) / Math.max(1, totalSentences) - reported);
  progress.report({ increment, message: l10n.t('{0} of {1}', doneSentences, sentenceCount(totalSentences)) });
  return increment;
}
