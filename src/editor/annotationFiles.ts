import { Disposable, l10n, TabInputText, type TextDocument, type Uri, window, workspace } from 'vscode';
import type { Conflict } from '../core/review/rebase.ts';
import type { AnnJournal } from './annJournal.ts';
import { AnnMoves } from './annMoves.ts';
import { AnnotationFile } from './annotationFile.ts';
import type { AnnotationStore } from './annotationStore.ts';
import type { SyncState } from './annSync.ts';
import { AnnWatchers } from './annWatchers.ts';
import { foreignSchemes } from './currentDocument.ts';
import { describeKnownError } from './describeError.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
import { basenameOf, besides, isBelow } from './fileNames.ts';
import type { Log } from './log.ts';
import { UserError } from './userError.ts';

/** How soon a changed file is read: whoever writes it may write once more. */
const watchDelayMs = 50;

/**
 * The `.ann` files of all open documents: shows what they say, writes what a person decides, follows what others do
 * to them, and takes them along when texts are renamed.
 */
export class AnnotationFiles {
  readonly #store: AnnotationStore;
  readonly #journal: AnnJournal;
  readonly #log: Log;
  readonly #files = new Map<string, AnnotationFile>();
  /** Files of closed documents that are still being written. */
  readonly #closing = new Map<string, Promise<void>>();
  readonly #watches = new Map<string, Disposable>();
  readonly #watchers = new AnnWatchers();
  readonly #moves: AnnMoves;
  readonly #subscriptions: Disposable;

  constructor(store: AnnotationStore, journal: AnnJournal, log: Log) {
    this.#store = store;
    this.#journal = journal;
    this.#log = log;
    this.#moves = new AnnMoves(journal, (uri) => this.#files.get(uri.toString()), log);
    this.#subscriptions = Disposable.from(
      this.#moves,
      this.#watchers,
      store.onDidChangeReview((uri) => this.#files.get(uri.toString())?.noteStep()),
      workspace.onDidOpenTextDocument((document) => this.#open(document)),
      workspace.onDidCloseTextDocument((document) => this.#close(document)),
      workspace.onDidSaveTextDocument((document) => {
        this.#takeFromSource(document);
        void this.#files.get(document.uri.toString())?.sync();
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // Of the first edit we hear before the document calls itself unsaved, and then once more, without changes.
        if (contentChanges.length > 0 || document.isDirty)
          this.#files.get(document.uri.toString())?.noteEdit();
      }),
      window.onDidChangeWindowState(({ focused }) => {
        // Not every file system tells of changes.
        if (focused) for (const file of this.#files.values()) file.syncIn(watchDelayMs);
      }),
    );
    for (const document of workspace.textDocuments) this.#open(document);
  }

  /** Resolves when the files of the document were read, so that the store knows what they say. */
  async ready(document: TextDocument): Promise<void> {
    await this.#files.get(document.uri.toString())?.ready;
  }

  /**
   * What is known of a document that a person wants to annotate; `AnnotationStore.apply` may follow at once.
   * @throws UserError when its annotations could not be written to a file, with the reason.
   */
  async forEditing(document: TextDocument): Promise<DocumentAnnotations> {
    const { uri } = document;
    const file = this.#files.get(uri.toString());
    if (!file) throw new UserError(l10n.t('Only a text that is a file, or will be one, can be annotated.'));
    // What is being read or written goes together with a step: a key waits for none of it.
    await file.loaded;
    if (file.flaw) await file.sync();
    if (file.flaw) throw file.flaw;
    if (!document.isUntitled && workspace.fs.isWritableFileSystem(uri.scheme) === false)
      throw new UserError(
        l10n.t('“{0}” is in a place where no annotations can be written.', basenameOf(uri)),
      );
    const text = document.getText();
    if (this.#store.known(uri)?.text !== text) this.#store.forget(uri);
    if (!this.#store.known(uri)) this.#store.setReview({ uri, version: document.version, text }, {});
    const known = this.#store.known(uri);
    if (!known) throw new Error('The store forgot a document at once.');
    return known;
  }

  /** Resolves when what people decided about the open documents below `folder` was written, where it could be. */
  async settle(folder: Uri): Promise<void> {
    const below = [...this.#files.values()].filter(({ document }) => isBelow(document.uri, folder));
    await Promise.all(below.map((file) => file.sync()));
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const watch of this.#watches.values()) watch.dispose();
    for (const file of this.#files.values()) file.dispose();
    this.#files.clear();
  }

  #open(document: TextDocument): void {
    const { uri } = document;
    const key = uri.toString();
    if (!mayBeAnnotated(uri) || this.#files.has(key)) return;
    const move = this.#moves.take(uri);
    if (move) this.#store.move(move.from, document);
    const inherits = !move && this.#store.markOpened(uri, document.version, () => document.getText());
    const fresh: SyncState | undefined = inherits ? { base: undefined, hasSteps: true } : undefined;
    const annUri = besides(uri, '.ann');
    const file = new AnnotationFile(
      document,
      annUri,
      {
        store: this.#store,
        journal: this.#journal,
        ask,
        takeTheirsTitle: () => l10n.t('Take the Version on Disk'),
        tell: (_, error) => this.#tell(file, error),
      },
      move?.state ?? fresh,
    );
    this.#files.set(key, file);
    if (!document.isUntitled) {
      const watch = this.#watchers.watch(annUri, () => file.syncIn(watchDelayMs));
      this.#watches.set(key, watch);
    }
    void file.load(Promise.all([this.#closing.get(key), move?.done]));
  }

  /**
   * "Save As" saves the text that is shown under another name before that has a tab: what is known of the one is known
   * of the other from then on. A copy that was open all along is another text.
   */
  #takeFromSource(document: TextDocument): void {
    const source = window.activeTextEditor?.document;
    if (!source || isOpen(document) || this.#store.get(document.uri)) return;
    if (this.#store.get(source.uri)?.text === document.getText()) this.#store.copy(source.uri, document);
  }

  #close(document: TextDocument): void {
    const key = document.uri.toString();
    const file = this.#files.get(key);
    // A document that gets another language is closed and opened again without being closed.
    if (!file || !document.isClosed) return;
    this.#files.delete(key);
    this.#watches.get(key)?.dispose();
    this.#watches.delete(key);
    if (this.#moves.isMoving(document.uri)) {
      file.abandon();
      return;
    }
    const closing = file.close().finally(() => {
      if (this.#closing.get(key) === closing) this.#closing.delete(key);
    });
    this.#closing.set(key, closing);
  }

  #tell(file: AnnotationFile, error: unknown): void {
    const name = basenameOf(file.annUri);
    this.#log.error(`${file.annUri.toString()} could not be written.`, error);
    const reason = describeKnownError(error)?.message ?? String(error);
    const retry = l10n.t('Try Again');
    const message = l10n.t(
      '{0} could not be written: {1} The annotations are kept, and written as soon as that is possible.',
      name,
      reason,
    );
    void window.showErrorMessage(message, retry).then((answer) => {
      if (answer === retry) void file.sync();
    });
  }
}

/** Whether there can be an `.ann` file of the document. */
function mayBeAnnotated(uri: Uri): boolean {
  return !foreignSchemes.has(uri.scheme) && uri.query === '' && !uri.path.endsWith('.ann');
}

function isOpen({ uri }: TextDocument): boolean {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString());
}

async function ask(annUri: Uri, conflicts: readonly Conflict[]): Promise<'ours' | 'theirs' | undefined> {
  const [ours, theirs] = [l10n.t('Keep Mine'), l10n.t('Take Theirs')];
  const answer = await window.showWarningMessage(
    l10n.t(
      '{0} was changed by somebody else. Annotations that both of you changed: {1}. Whose version is to stand?',
      basenameOf(annUri),
      conflicts.length,
    ),
    ours,
    theirs,
  );
  if (answer === undefined) return undefined;
  return answer === ours ? 'ours' : 'theirs';
}
