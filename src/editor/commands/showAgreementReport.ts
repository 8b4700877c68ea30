import { l10n, window, workspace } from 'vscode';
import { agreementReport } from '../comparison/agreementReport.ts';
import type { Comparisons } from '../comparison/comparisons.ts';
import { UserError } from '../userError.ts';
import type { CommandHandler } from './runCommand.ts';

/** Opens the figures and the list of disagreements as a new Markdown document, to be saved or not. */
export function showAgreementReport(comparisons: Comparisons): CommandHandler {
  return async () => {
    const comparison = await comparisons.get();
    if (!comparison) throw new UserError(l10n.t('Compare annotations first.'));
    const content = agreementReport(comparison);
    await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
  };
}
