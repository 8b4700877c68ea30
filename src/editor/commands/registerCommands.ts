import { commands, Disposable, type Uri, workspace } from 'vscode';
import type { AnnotationFiles } from '../annotationFiles.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import type { AttitudeTree } from '../attitudeTree.ts';
import type { AgreementTree } from '../comparison/agreementTree.ts';
import type { Comparisons } from '../comparison/comparisons.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import type { EditFollower } from '../editFollower.ts';
import type { SynonymsFollower } from '../entities/synonymsFollower.ts';
import type { EntityTree } from '../entityTree.ts';
import type { ExtractionRunner } from '../extractionRunner.ts';
import type { GraphPanel } from '../graphPanel.ts';
import { commandIds, internalCommandIds, viewIds } from '../ids.ts';
import type { KeptSuggestions } from '../keptSuggestions.ts';
import type { Log } from '../log.ts';
import type { Models } from '../models.ts';
import type { ReviewSession } from '../review/reviewSession.ts';
import type { ReviewTree } from '../review/reviewTree.ts';
import type { WalkthroughCommands } from '../walkthroughCommands.ts';
import { acceptAllAbove } from './acceptAllAbove.ts';
import { cancelExtraction } from './cancelExtraction.ts';
import { clearSuggestions } from './clearSuggestions.ts';
import { comparisonCommands } from './comparisonCommands.ts';
import { decideAttitudes, setLabel } from './decideAttitudes.ts';
import { entityCommands } from './entityCommands.ts';
import { exportBrat } from './exportBrat.ts';
import { exportFolderSamples } from './exportFolderSamples.ts';
import { exportOpinions } from './exportOpinions.ts';
import { exportSamples, sampleWriter } from './exportSamples.ts';
import { extractAttitudes } from './extractAttitudes.ts';
import { extractFolder } from './extractFolder.ts';
import { filterAttitudes } from './filterAttitudes.ts';
import { goThroughAttitudes } from './goThroughAttitudes.ts';
import {
  goThroughSuggestions,
  goToOtherEnd,
  leaveReview,
  reviewSuggestions,
} from './goThroughSuggestions.ts';
import { goToPartner } from './goToPartner.ts';
import { importOpinions } from './importOpinions.ts';
import { createTurns } from './inTurn.ts';
import { reattachMention, removeLostMention } from './lostMentions.ts';
import { openSample } from './openSample.ts';
import { revealAttitude } from './revealAttitude.ts';
import { revealMention } from './revealMention.ts';
import { setReviewOrder } from './reviewOrder.ts';
import { type CommandHandler, runCommand } from './runCommand.ts';
import { selectModel } from './selectModel.ts';
import { showEntityInGraph } from './showEntityInGraph.ts';
import { showGraph } from './showGraph.ts';
import { showMenu } from './showMenu.ts';
import { showRelations } from './showRelations.ts';
import { showReviewKeys } from './showReviewKeys.ts';
import { exportBratFolder, importBratFolder } from './transferBratFolder.ts';
import { travelReview } from './travelReview.ts';
import { visitAttitude } from './visitAttitude.ts';

/** What the commands work with. */
export interface CommandParts {
  readonly store: AnnotationStore;
  readonly runner: ExtractionRunner;
  readonly kept: KeptSuggestions;
  readonly follower: EditFollower;
  readonly current: CurrentDocument;
  readonly attitudes: AttitudeTree;
  readonly session: ReviewSession;
  readonly review: ReviewTree;
  readonly entities: EntityTree;
  readonly synonyms: SynonymsFollower;
  readonly files: AnnotationFiles;
  readonly graph: GraphPanel;
  readonly models: Models;
  readonly log: Log;
  readonly extensionUri: Uri;
  readonly comparisons: Comparisons;
  readonly agreement: AgreementTree;
  readonly walkthrough: WalkthroughCommands;
}

/** Registers every command of the extension. */
export function registerCommands(parts: CommandParts): Disposable {
  const registered = Object.entries(handlers(parts)).map(([id, handler]) =>
    commands.registerCommand(id, (...args: unknown[]) => {
      parts.walkthrough.note(id);
      return runCommand(id, handler, args, parts.log);
    }),
  );
  return Disposable.from(...registered);
}

function handlers(parts: CommandParts): Readonly<Record<string, CommandHandler>> {
  const { store, files, runner, follower, current, attitudes, graph, models, log, extensionUri } = parts;
  const { entities, synonyms } = parts;
  const forEditing = async (uri: Uri) => files.forEditing(await workspace.openTextDocument(uri));
  const takeSynonyms = (file: Uri) => synonyms.take(file);
  const go = goThroughAttitudes(current, store);
  const { session, review } = parts;
  const lists = { [viewIds.review]: review, [viewIds.attitudes]: attitudes };
  const inTurn = createTurns();
  const targets = { store, files, current, session, lists };
  const writeSamples = sampleWriter();
  return {
    [commandIds.extractAttitudes]: extractAttitudes(current, runner, follower),
    [commandIds.cancelExtraction]: cancelExtraction(current, follower),
    [commandIds.clearSuggestions]: clearSuggestions(current, store, runner, follower, parts.kept),
    [commandIds.showGraph]: showGraph(current, store, graph),
    [commandIds.exportBrat]: exportBrat(current, store, files),
    [commandIds.exportSamples]: exportSamples(current, store, files, writeSamples),
    [commandIds.exportFolderSamples]: exportFolderSamples(
      current,
      store,
      files,
      parts.kept,
      writeSamples,
      log,
    ),
    [commandIds.extractFolder]: extractFolder(current, store, runner, follower, parts.kept, log),
    [commandIds.exportBratFolder]: exportBratFolder(current, files, log),
    [commandIds.importBratFolder]: importBratFolder(current, files, log),
    [commandIds.exportOpinions]: exportOpinions(current, store, files, log),
    [commandIds.importOpinions]: importOpinions(current, store, files, log),
    [commandIds.nextAttitude]: go.next,
    [commandIds.previousAttitude]: go.previous,
    [commandIds.goToPartner]: goToPartner(current, store),
    [commandIds.reviewSuggestions]: inTurn(reviewSuggestions(targets)),
    [commandIds.leaveReview]: inTurn(leaveReview(targets)),
    [commandIds.nextSuggestion]: inTurn(goThroughSuggestions(targets, 1)),
    [commandIds.previousSuggestion]: inTurn(goThroughSuggestions(targets, -1)),
    [commandIds.acceptSuggestion]: inTurn(decideAttitudes(targets, 'accept')),
    [commandIds.rejectSuggestion]: inTurn(decideAttitudes(targets, 'reject')),
    [commandIds.flipDirection]: inTurn(decideAttitudes(targets, 'flip')),
    [commandIds.setLabel]: inTurn(setLabel(targets)),
    [commandIds.setPositive]: inTurn(decideAttitudes(targets, 'positive')),
    [commandIds.setNegative]: inTurn(decideAttitudes(targets, 'negative')),
    [commandIds.setNeutral]: inTurn(decideAttitudes(targets, 'neutral')),
    [commandIds.acceptAllAbove]: inTurn(acceptAllAbove(targets)),
    [commandIds.removeAttitude]: inTurn(decideAttitudes(targets, 'remove')),
    [commandIds.undoReview]: inTurn(travelReview({ ...targets, takeSynonyms }, 'undo')),
    [commandIds.redoReview]: inTurn(travelReview({ ...targets, takeSynonyms }, 'redo')),
    [commandIds.goToOtherEnd]: inTurn(goToOtherEnd(targets)),
    [commandIds.reviewByPosition]: setReviewOrder(current, 'position'),
    [commandIds.reviewByUncertainty]: setReviewOrder(current, 'uncertainty'),
    [commandIds.groupReviewBySentence]: () => review.group('sentence'),
    [commandIds.groupReviewByPair]: () => review.group('pair'),
    [commandIds.reattachMention]: inTurn(reattachMention(targets)),
    [commandIds.removeLostMention]: inTurn(removeLostMention(targets)),
    [commandIds.showReviewKeys]: showReviewKeys(current),
    ...entityCommands({ store, current, entities, forEditing, takeSynonyms }, inTurn),
    ...comparisonCommands(current, { comparisons: parts.comparisons, list: parts.agreement }),
    [commandIds.selectModel]: selectModel(models),
    [commandIds.showLog]: () => log.show(),
    [commandIds.openSample]: openSample(extensionUri),
    [commandIds.showRelations]: showRelations(current, store, attitudes),
    [commandIds.showPositiveOnly]: filterAttitudes(attitudes, 'positive'),
    [commandIds.showNegativeOnly]: filterAttitudes(attitudes, 'negative'),
    [commandIds.showAllAttitudes]: filterAttitudes(attitudes, 'both'),
    [internalCommandIds.revealMention]: revealMention(store),
    [internalCommandIds.revealAttitude]: revealAttitude(store),
    [internalCommandIds.showEntityInGraph]: showEntityInGraph(graph),
    [internalCommandIds.showMenu]: showMenu(current, session),
    [internalCommandIds.visitAttitude]: visitAttitude(store, session),
  };
}
