import { l10n, window } from 'vscode';
import type { Comparison } from '../comparison/comparison.ts';
import type { Comparisons } from '../comparison/comparisons.ts';
import { neighbourOf, type Start } from '../comparison/disagreementOrder.ts';
import { placesInEditor } from '../comparison/placeInEditor.ts';
import { revealDisagreement } from '../comparison/revealDisagreement.ts';
import { say } from '../say.ts';
import { type DisagreementParts, meantDisagreement } from './disagreementArguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Next and previous disagreement, from the one that is looked at, or from the cursor where that went elsewhere. */
export function goThroughDisagreements(comparisons: Comparisons): {
  readonly next: CommandHandler;
  readonly previous: CommandHandler;
} {
  const go = async (step: 1 | -1) => {
    const comparison = await comparisons.get();
    if (!comparison) return;
    const found = neighbourOf(comparison, startOf(comparison), step);
    if (found) await revealDisagreement(comparison, found);
    else say(l10n.t('There are no disagreements to go through.'));
  };
  return { next: () => go(1), previous: () => go(-1) };
}

/** Shows the disagreement that an item of the list names. */
export function goToDisagreement(parts: DisagreementParts): CommandHandler {
  return async (...args) => {
    const { comparison, found } = await meantDisagreement(parts, args);
    await revealDisagreement(comparison, found);
  };
}

function startOf(comparison: Comparison): Start | undefined {
  const { current } = comparison;
  const editor = window.activeTextEditor;
  const entry = editor && comparison.entryAt(editor.document.uri);
  if (!editor || !entry) return current;
  const place = placesInEditor(editor.document, entry.document.text);
  const cursor = editor.document.offsetAt(editor.selection.active);
  if (current?.entry === entry && place(current.disagreement.span)?.start === cursor) return current;
  const starts = entry.disagreements.map(({ span }) => place(span)?.start ?? 0);
  const count = (isEarlier: (start: number) => boolean) => starts.filter(isEarlier).length;
  return { entry, before: count((start) => start < cursor), upTo: count((start) => start <= cursor) };
}
