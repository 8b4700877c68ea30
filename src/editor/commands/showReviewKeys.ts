import { commands, l10n, type QuickPickItem, type TextDocument, window } from 'vscode';
import type { CurrentDocument } from '../currentDocument.ts';
import { commandIds } from '../ids.ts';
import { readSetting } from '../settings.ts';
import type { CommandHandler } from './runCommand.ts';

/** Lists what keys do during the review; what is chosen is done. */
export function showReviewKeys(current: CurrentDocument): CommandHandler {
  return async () => {
    const chosen = await window.showQuickPick(keyItems(current.document), {
      placeHolder: l10n.t('Keys of the review'),
      matchOnDescription: true,
    });
    if (chosen) await commands.executeCommand(chosen.command);
  };
}

function keyItems(
  document: TextDocument | undefined,
): readonly (QuickPickItem & { readonly command: string })[] {
  const item = (keys: string, label: string, command: string) => ({ label, description: keys, command });
  return [
    item('N · Alt+N', l10n.t('Next suggestion'), commandIds.nextSuggestion),
    item('P · Alt+P', l10n.t('Previous suggestion'), commandIds.previousSuggestion),
    item('A · Enter · Alt+A', l10n.t('Accept'), commandIds.acceptSuggestion),
    item('R · Alt+R', l10n.t('Reject: there is no attitude'), commandIds.rejectSuggestion),
    item('F · Alt+F', l10n.t('Flip: subject and object change places'), commandIds.flipDirection),
    item('+', l10n.t('Label it positive'), commandIds.setPositive),
    item('\u2212', l10n.t('Label it negative'), commandIds.setNegative),
    item('0', l10n.t('Label it neutral'), commandIds.setNeutral),
    item('L · Alt+L', l10n.t('Choose the label from a list'), commandIds.setLabel),
    item('Tab', l10n.t('Go to the other end'), commandIds.goToOtherEnd),
    item('T', l10n.t('Accept all above a threshold'), commandIds.acceptAllAbove),
    item('X · Delete', l10n.t('Remove an annotated attitude'), commandIds.removeAttitude),
    item('C · Alt+C', l10n.t('Add an attitude of the entity at the cursor'), commandIds.addAttitude),
    item(
      'E · Alt+E',
      l10n.t('What else can be done with the entity at the cursor'),
      commandIds.entityActions,
    ),
    item('U · Ctrl+Z · Alt+U', l10n.t('Undo the last step'), commandIds.undoReview),
    item('Shift+U · Ctrl+Y', l10n.t('Redo the step'), commandIds.redoReview),
    readSetting('reviewOrder', document) === 'uncertainty'
      ? item('O', l10n.t('Go through the text in order'), commandIds.reviewByPosition)
      : item('O', l10n.t('Go to the least certain first'), commandIds.reviewByUncertainty),
    item('Esc', l10n.t('Leave the review'), commandIds.leaveReview),
  ];
}
