import { commands, type ExtensionContext, l10n, type TextDocument, Uri, window } from 'vscode';
import { AnnJournal } from './editor/annJournal.ts';
import { AnnotationFiles } from './editor/annotationFiles.ts';
import { AnnotationStore } from './editor/annotationStore.ts';
import { AttitudeTree } from './editor/attitudeTree.ts';
import { registerCommands } from './editor/commands/registerCommands.ts';
import { AgreementTree } from './editor/comparison/agreementTree.ts';
import { Comparisons } from './editor/comparison/comparisons.ts';
import { DisagreementDecorations } from './editor/comparison/disagreementDecorations.ts';
import { DisagreementHovers } from './editor/comparison/disagreementHovers.ts';
import { CurrentDocument } from './editor/currentDocument.ts';
import { CursorFollower } from './editor/cursorFollower.ts';
import { Decorations } from './editor/decorations.ts';
import { EditFollower } from './editor/editFollower.ts';
import { SynonymsFollower } from './editor/entities/synonymsFollower.ts';
import { EntityTree } from './editor/entityTree.ts';
import { prepareRequest } from './editor/extractionInputs.ts';
import { ExtractionRunner } from './editor/extractionRunner.ts';
import { GraphPanel } from './editor/graphPanel.ts';
import { commandIds, internalCommandIds } from './editor/ids.ts';
import { KeptSuggestions } from './editor/keptSuggestions.ts';
import { LanguageFeatures } from './editor/languageFeatures.ts';
import { LanguageStatus } from './editor/languageStatus.ts';
import { Models } from './editor/models.ts';
import { revealSpan } from './editor/reveal.ts';
import { FolderProgress } from './editor/review/folderProgress.ts';
import { ReviewContext } from './editor/review/reviewContext.ts';
import { ReviewDecorations } from './editor/review/reviewDecorations.ts';
import { ReviewSession } from './editor/review/reviewSession.ts';
import { ReviewTree } from './editor/review/reviewTree.ts';
import { ShownAnnotations } from './editor/shownAnnotations.ts';
import { StatusBar } from './editor/statusBar.ts';
import { SuggestionCache } from './editor/suggestionCache.ts';
import { WalkthroughCommands } from './editor/walkthroughCommands.ts';
import { createExtractor } from './engine/extractorClient.ts';

/** Builds the parts and connects them; no model is read and no process started before the first extraction. */
export function activate(context: ExtensionContext): void {
  const { extensionUri, subscriptions, workspaceState } = context;
  const storage = context.storageUri ?? context.globalStorageUri;
  const log = window.createOutputChannel(l10n.t('Attitudes'), { log: true });
  const hostPath = Uri.joinPath(extensionUri, 'dist', 'engineHost.js').fsPath;
  const extractor = createExtractor({ hostPath, log: (line) => log.info(line) });
  const models = new Models(extensionUri, log);
  const store = new AnnotationStore();
  const current = new CurrentDocument();
  const shown = new ShownAnnotations(store, current);
  const journal = new AnnJournal(Uri.joinPath(storage, 'journal').fsPath, log);
  const files = new AnnotationFiles(store, journal, log);
  const prepare = (document: TextDocument) => prepareRequest(document, models, files, store);
  const runner = new ExtractionRunner(extractor, store, prepare);
  const cache = new SuggestionCache(Uri.joinPath(storage, 'suggestions').fsPath, log);
  const kept = new KeptSuggestions(store, cache, prepare, log);
  const follower = new EditFollower(store, runner, log);
  const attitudes = new AttitudeTree(shown);
  const session = new ReviewSession(store);
  const folder = new FolderProgress(store, workspaceState);
  const review = new ReviewTree(shown, session, folder);
  const entities = new EntityTree(shown);
  const synonyms = new SynonymsFollower(store, (uri) => follower.readAgain(uri));
  const actions = {
    revealMention: (uri: Uri, mentionId: string) =>
      void commands.executeCommand(internalCommandIds.revealMention, uri.toString(), mentionId),
    revealSentence: (uri: Uri, span: { start: number; end: number }) => void revealSpan(uri, span),
    extractAttitudes: (uri: Uri) => void commands.executeCommand(commandIds.extractAttitudes, uri),
  };
  const graph = new GraphPanel(extensionUri, store, actions, log);
  const comparisons = new Comparisons(context.workspaceState, log);
  const agreement = new AgreementTree(comparisons);
  const walkthrough = new WalkthroughCommands(context.globalState);
  subscriptions.push(
    extractor,
    store,
    current,
    shown,
    runner,
    follower,
    files,
    kept,
    attitudes,
    graph,
    session,
    folder,
    review,
    new Decorations(store, session),
    new ReviewDecorations(store, session),
    new ReviewContext(shown, current, session),
    entities,
    synonyms,
    new LanguageFeatures(store),
    new StatusBar({ store, runner, current, shown }, session),
    new LanguageStatus({ store, runner, current, shown }),
    new CursorFollower(store, (uri, mentionId) => graph.selectMention(uri, mentionId)),
    comparisons,
    agreement,
    walkthrough,
    new DisagreementDecorations(comparisons),
    new DisagreementHovers(comparisons),
    registerCommands({
      store,
      files,
      kept,
      runner,
      follower,
      current,
      attitudes,
      session,
      review,
      graph,
      models,
      log,
      extensionUri,
      comparisons,
      agreement,
      entities,
      synonyms,
      walkthrough,
    }),
    // Last: the others may have something to say while they end.
    log,
  );
}
