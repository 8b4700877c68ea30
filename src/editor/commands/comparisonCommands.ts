import type { Comparisons } from '../comparison/comparisons.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import { commandIds, internalCommandIds } from '../ids.ts';
import { compareAnnotations, compareRelations } from './compareAnnotations.ts';
import { decideDisagreement, takeVerdict } from './decideDisagreement.ts';
import { clearDisagreementFilter, filterDisagreements } from './filterDisagreements.ts';
import { goThroughDisagreements, goToDisagreement } from './goThroughDisagreements.ts';
import type { CommandHandler } from './runCommand.ts';
import { showAgreementReport } from './showAgreementReport.ts';
import { startAdjudication } from './startAdjudication.ts';
import { undoDecision } from './undoDecision.ts';

/** The commands that compare two annotators and decide between them. */
export function comparisonCommands(
  current: CurrentDocument,
  comparisons: Comparisons,
): Readonly<Record<string, CommandHandler>> {
  const go = goThroughDisagreements(comparisons);
  const decisions = undoDecision(comparisons);
  return {
    [commandIds.compareAnnotations]: compareAnnotations(current, comparisons),
    [commandIds.compareAllRelations]: compareRelations(comparisons, 'all'),
    [commandIds.compareAttitudesOnly]: compareRelations(comparisons, 'attitudes'),
    [commandIds.nextDisagreement]: go.next,
    [commandIds.previousDisagreement]: go.previous,
    [commandIds.filterDisagreements]: filterDisagreements(comparisons),
    [commandIds.clearDisagreementFilter]: clearDisagreementFilter(comparisons),
    [commandIds.startAdjudication]: startAdjudication(comparisons),
    [commandIds.takeA]: takeVerdict(comparisons, 'a'),
    [commandIds.takeB]: takeVerdict(comparisons, 'b'),
    [commandIds.takeBoth]: takeVerdict(comparisons, 'both'),
    [commandIds.takeNeither]: takeVerdict(comparisons, 'neither'),
    [commandIds.takeNeutral]: takeVerdict(comparisons, 'neutral'),
    [commandIds.decideByHand]: takeVerdict(comparisons, 'edited'),
    [commandIds.reopenDisagreement]: takeVerdict(comparisons, 'undecided'),
    [commandIds.decideDisagreement]: decideDisagreement(comparisons),
    [commandIds.undoDecision]: decisions.undo,
    [commandIds.redoDecision]: decisions.redo,
    [commandIds.showAgreementReport]: showAgreementReport(comparisons),
    [commandIds.refreshComparison]: () => comparisons.refresh(),
    [commandIds.closeComparison]: () => comparisons.close(),
    [internalCommandIds.revealDisagreement]: goToDisagreement(comparisons),
  };
}
