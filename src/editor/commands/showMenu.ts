import { commands, l10n, type QuickPickItem, window } from 'vscode';
import type { CurrentDocument } from '../currentDocument.ts';
import { commandIds } from '../ids.ts';
import type { ReviewSession } from '../review/reviewSession.ts';
import type { CommandHandler } from './runCommand.ts';

/** What the status bar offers once there is a result. */
export function showMenu(current: CurrentDocument, session: ReviewSession): CommandHandler {
  return async () => {
    const uri = current.document?.uri;
    const review =
      uri && session.isOn(uri)
        ? [
            { label: `$(sign-out) ${l10n.t('Leave the review')}`, command: commandIds.leaveReview },
            { label: `$(keyboard) ${l10n.t('Keys of the review')}`, command: commandIds.showReviewKeys },
          ]
        : [
            {
              label: `$(checklist) ${l10n.t('Review the suggestions')}`,
              command: commandIds.reviewSuggestions,
            },
          ];
    const items: readonly (QuickPickItem & { readonly command: string })[] = [
      ...review,
      { label: `$(type-hierarchy) ${l10n.t('Show the relation graph')}`, command: commandIds.showGraph },
      { label: `$(list-tree) ${l10n.t('Show the list of attitudes')}`, command: commandIds.showAllAttitudes },
      { label: `$(arrow-down) ${l10n.t('Go to the next attitude')}`, command: commandIds.nextAttitude },
      { label: `$(export) ${l10n.t('Export annotations as BRAT…')}`, command: commandIds.exportBrat },
      { label: `$(table) ${l10n.t('Export samples as AREkit TSV…')}`, command: commandIds.exportSamples },
      { label: `$(refresh) ${l10n.t('Extract again')}`, command: commandIds.extractAttitudes },
      { label: `$(clear-all) ${l10n.t('Clear suggestions')}`, command: commandIds.clearSuggestions },
      { label: `$(package) ${l10n.t('Select a model…')}`, command: commandIds.selectModel },
    ];
    const chosen = await window.showQuickPick(items, { placeHolder: l10n.t('Attitudes') });
    if (chosen) await commands.executeCommand(chosen.command);
  };
}
