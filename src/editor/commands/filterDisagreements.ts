import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { DisagreementKind } from '../../core/agreement/disagreements.ts';
import { kindName } from '../comparison/agreementWords.ts';
import type { Comparisons } from '../comparison/comparisons.ts';
import {
  type DisagreementFilter,
  everything,
  mentionKinds,
  relationKinds,
} from '../comparison/disagreementFilter.ts';
import type { CommandHandler } from './runCommand.ts';

interface Choice extends QuickPickItem {
  readonly kind?: QuickPickItemKind;
  readonly shows?: DisagreementKind | 'decided';
}

/** Shows only the disagreements of the kinds that the person chooses. */
export function filterDisagreements(comparisons: Comparisons): CommandHandler {
  return async () => {
    const comparison = await comparisons.get();
    if (!comparison) return;
    const chosen = await window.showQuickPick(choicesFor(comparison.filter), {
      canPickMany: true,
      title: l10n.t('Disagreements to show'),
      placeHolder: l10n.t('The list and the keys leave out what is not ticked.'),
    });
    if (chosen) comparison.filter = filterOf(chosen);
  };
}

/** Shows all disagreements again. */
export function clearDisagreementFilter(comparisons: Comparisons): CommandHandler {
  return async () => {
    const comparison = await comparisons.get();
    if (comparison) comparison.filter = everything;
  };
}

function choicesFor({ hiddenKinds, isOpenOnly }: DisagreementFilter): readonly Choice[] {
  const of = (kind: DisagreementKind): Choice => ({
    label: kindName(kind),
    picked: !hiddenKinds.has(kind),
    shows: kind,
  });
  return [
    { label: l10n.t('Mentions'), kind: QuickPickItemKind.Separator },
    ...mentionKinds.map(of),
    { label: l10n.t('Relations'), kind: QuickPickItemKind.Separator },
    ...relationKinds.map(of),
    { label: l10n.t('Decisions'), kind: QuickPickItemKind.Separator },
    { label: l10n.t('what is decided already'), picked: !isOpenOnly, shows: 'decided' },
  ];
}

function filterOf(chosen: readonly Choice[]): DisagreementFilter {
  const shown = new Set(chosen.map(({ shows }) => shows));
  return {
    hiddenKinds: new Set([...mentionKinds, ...relationKinds].filter((kind) => !shown.has(kind))),
    isOpenOnly: !shown.has('decided'),
  };
}
