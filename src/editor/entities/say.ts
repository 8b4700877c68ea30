import { window } from 'vscode';
import { capitalized } from '../review/reviewText.ts';

/** How long the status bar says what was done, or why it was not. */
const messageMs = 6000;

/** Says something in passing, in the status bar. */
export function say(message: string): void {
  window.setStatusBarMessage(capitalized(message), messageMs);
}
