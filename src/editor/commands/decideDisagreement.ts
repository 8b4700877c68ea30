import { l10n, type QuickPickItem, window } from 'vscode';
import type { Verdict } from '../comparison/adjudication.ts';
import { outcomeName } from '../comparison/agreementWords.ts';
import type { Comparison, FoundDisagreement } from '../comparison/comparison.ts';
import { neighbourOf } from '../comparison/disagreementOrder.ts';
import { disagreementTitle, statementText } from '../comparison/disagreementText.ts';
import { revealDisagreement } from '../comparison/revealDisagreement.ts';
import { say } from '../say.ts';
import {
  type DisagreementParts,
  type MeantDisagreement,
  meantDisagreement,
} from './disagreementArguments.ts';
import type { CommandHandler } from './runCommand.ts';
import { adjudicationOf } from './startAdjudication.ts';

interface Choice extends QuickPickItem {
  readonly verdict: Verdict;
}

/** Decides a disagreement as the command says. */
export function takeVerdict(parts: DisagreementParts, verdict: Verdict): CommandHandler {
  return async (...args) => decide(parts, await meantDisagreement(parts, args), verdict);
}

/** Decides a disagreement as the person chooses from all that is possible. */
export function decideDisagreement(parts: DisagreementParts): CommandHandler {
  return async (...args) => {
    const meant = await meantDisagreement(parts, args);
    const choice = await window.showQuickPick(choicesFor(meant.comparison, meant.found), {
      title: disagreementTitle(meant.found),
      placeHolder: l10n.t('What is to stand in the third folder?'),
      matchOnDetail: true,
    });
    if (choice) await decide(parts, meant, choice.verdict);
  };
}

async function decide(
  { comparisons, list }: DisagreementParts,
  { comparison, found, from }: MeantDisagreement,
  verdict: Verdict,
): Promise<void> {
  const adjudication = await adjudicationOf(comparisons, comparison);
  if (!adjudication) return;
  const { entry, disagreement } = found;
  await adjudication.decide(entry, disagreement, verdict);
  const outcome = adjudication.outcome(entry, disagreement);
  const words = outcome ? outcomeName(outcome) : l10n.t('open');
  say(`${disagreementTitle(found)}: ${words}`);
  // Whoever takes a decision back, or goes to write it by hand, stays where they are.
  const goesOn = from !== 'named' && verdict !== 'edited' && verdict !== 'undecided';
  const next = goesOn ? neighbourOf(comparison, found, 1, (each) => comparison.isOpen(each)) : found;
  if (next) {
    await revealDisagreement(comparison, next, { preserveFocus: from === 'list' });
    if (from === 'list') await list.focus(next);
  } else say(l10n.t('All disagreements that are shown are decided.'));
}

function choicesFor(comparison: Comparison, { entry, disagreement }: FoundDisagreement): readonly Choice[] {
  const { a, b, about } = disagreement;
  const { text } = entry.document;
  const isAttitude =
    about.type === 'relation' && about.pair.some((relation) => relation?.label !== undefined);
  const isNeutral = [a, b].some((statement) => statement?.type === 'NEU');
  return [
    { verdict: 'a', label: l10n.t('Take A'), detail: statementText(text, a) },
    { verdict: 'b', label: l10n.t('Take B'), detail: statementText(text, b) },
    ...(a && b
      ? ([
          { verdict: 'both', label: l10n.t('Take both') },
          { verdict: 'neither', label: l10n.t('Take neither') },
        ] as const)
      : []),
    ...(isAttitude && !isNeutral
      ? ([
          {
            verdict: 'neutral',
            label: l10n.t('No attitude'),
            detail: l10n.t('Writes NEU: somebody looked, and there is none.'),
          },
        ] as const)
      : []),
    {
      verdict: 'edited',
      label: l10n.t('Edit by hand'),
      detail: l10n.t('Opens the text of the third folder.'),
    },
    ...(comparison.isOpen({ entry, disagreement })
      ? []
      : ([{ verdict: 'undecided', label: l10n.t('Open it again') }] as const)),
  ];
}
