import type { CurrentDocument } from '../currentDocument.ts';
import { commandIds, internalCommandIds } from '../ids.ts';
import { compareAnnotations, compareRelations } from './compareAnnotations.ts';
import { decideDisagreement, takeVerdict } from './decideDisagreement.ts';
import type { DisagreementParts } from './disagreementArguments.ts';
import { clearDisagreementFilter, filterDisagreements } from './filterDisagreements.ts';
import { goThroughDisagreements, goToDisagreement } from './goThroughDisagreements.ts';
import { createTurns } from './inTurn.ts';
import type { CommandHandler } from './runCommand.ts';
import { showAgreementReport } from './showAgreementReport.ts';
import { startAdjudication } from './startAdjudication.ts';
import { undoDecision } from './undoDecision.ts';

/** The commands that compare two annotators and decide between them. */
export function comparisonCommands(
  current: CurrentDocument,
  parts: DisagreementParts,
): Readonly<Record<string, CommandHandler>> {
  const { comparisons } = parts;
  const go = goThroughDisagreements(comparisons);
  const decisions = undoDecision(comparisons);
  // A decision is about what the one before it went on to.
  const inTurn = createTurns();
  return {
    [commandIds.compareAnnotations]: compareAnnotations(current, comparisons),
    [commandIds.compareAllRelations]: compareRelations(comparisons, 'all'),
    [commandIds.compareAttitudesOnly]: compareRelations(comparisons, 'attitudes'),
    [commandIds.nextDisagreement]: inTurn(go.next),
    [commandIds.previousDisagreement]: inTurn(go.previous),
    [commandIds.filterDisagreements]: filterDisagreements(comparisons),
    [commandIds.clearDisagreementFilter]: clearDisagreementFilter(comparisons),
    [commandIds.startAdjudication]: inTurn(startAdjudication(comparisons)),
    [commandIds.takeA]: inTurn(takeVerdict(parts, 'a')),
    [commandIds.takeB]: inTurn(takeVerdict(parts, 'b')),
    [commandIds.takeBoth]: inTurn(takeVerdict(parts, 'both')),
    [commandIds.takeNeither]: inTurn(takeVerdict(parts, 'neither')),
    [commandIds.takeNeutral]: inTurn(takeVerdict(parts, 'neutral')),
    [commandIds.decideByHand]: inTurn(takeVerdict(parts, 'edited')),
    [commandIds.reopenDisagreement]: inTurn(takeVerdict(parts, 'undecided')),
    [commandIds.decideDisagreement]: inTurn(decideDisagreement(parts)),
    [commandIds.undoDecision]: inTurn(decisions.undo),
    [commandIds.redoDecision]: inTurn(decisions.redo),
    [commandIds.showAgreementReport]: showAgreementReport(comparisons),
    [commandIds.refreshComparison]: () => comparisons.refresh(),
    [commandIds.closeComparison]: () => comparisons.close(),
    [internalCommandIds.revealDisagreement]: inTurn(goToDisagreement(parts)),
  };
}
