import { setTimeout as wait } from 'node:timers/promises';
import { ProgressLocation, window, workspace } from 'vscode';
import { capitalized } from './review/reviewText.ts';
import { readSetting } from './settings.ts';
import { spokenWords } from './spokenWords.ts';

/** How long the status bar says what was done, or why it was not. */
const messageMs = 6000;

/** How long it stands as a notification: screen readers are told of it when it comes, and it is in nobody's way. */
const spokenMs = 1500;

/**
 * Says something in passing, in the status bar; for screen readers, which are told nothing of the status bar, it is a
 * notification for a moment as well.
 */
export function say(message: string, forMs = messageMs): void {
  const text = capitalized(message);
  window.setStatusBarMessage(text, forMs);
  if (!isSpoken()) return;
  const options = { location: ProgressLocation.Notification, title: spokenWords(text) };
  void window.withProgress(options, () => wait(spokenMs));
}

function isSpoken(): boolean {
  const wanted = readSetting('speakMessages');
  if (wanted !== 'auto') return wanted === 'on';
  return workspace.getConfiguration('editor').get('accessibilitySupport') === 'on';
}
