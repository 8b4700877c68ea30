import { Disposable, type TextDocument, type TextDocumentChangeEvent, type Uri, workspace } from 'vscode';
import type { AnnotationStore } from './annotationStore.ts';
import type { ExtractionRunner, ExtractionScope } from './extractionRunner.ts';
import type { Log } from './log.ts';
import { readSetting } from './settings.ts';
import { hasUnreadMentions } from './unreadMentions.ts';

/** How long typing must pause before the edited sentence is read again. */
const pauseMs = 600;

interface Waiting {
  readonly timer: NodeJS.Timeout;
  /** The extraction that an edit interrupted. */
  readonly wanted: ExtractionScope | undefined;
  readonly isForEdit: boolean;
}

/** Keeps annotations true while their documents are edited and closed. */
export class EditFollower {
  readonly #store: AnnotationStore;
  readonly #runner: ExtractionRunner;
  readonly #log: Log;
  readonly #waiting = new Map<string, Waiting>();
  readonly #subscriptions: Disposable;

  constructor(store: AnnotationStore, runner: ExtractionRunner, log: Log) {
    this.#store = store;
    this.#runner = runner;
    this.#log = log;
    this.#subscriptions = Disposable.from(
      workspace.onDidChangeTextDocument((event) => this.#follow(event)),
      workspace.onDidCloseTextDocument((document) => this.#close(document)),
      store.onDidChangeReview((uri) => this.#followReview(uri)),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
  }

  /** Reads a text again when its person pauses, unless the settings say not to: what is one entity has changed. */
  readAgain(uri: Uri): void {
    const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    if (!document || this.#waiting.has(uri.toString()) || !readSetting('extractOnEdit', document)) return;
    if (this.#store.get(uri)?.completeness === 'complete') this.#schedule(document, undefined);
  }

  /** Gives up the run of the document and the one that waits for a pause in typing; whether there was any. */
  cancel(uri: Uri): boolean {
    const wasWaiting = this.#stopWaiting(uri);
    return this.#runner.cancel(uri) || wasWaiting;
  }

  #follow({ document, contentChanges }: TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const { uri, version } = document;
    const interrupted = this.#runner.runningScope(uri);
    const known = this.#store.known(uri);
    if (!known && !interrupted) return;
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      span: { start: rangeOffset, end: rangeOffset + rangeLength },
      text,
    }));
    if (known) this.#store.shift(uri, version, document.getText(), changes);
    const wanted = interrupted ?? this.#waiting.get(uri.toString())?.wanted;
    // What was asked for is finished on the new text, whatever the setting says about later edits.
    if (wanted || (known?.completeness === 'complete' && readSetting('extractOnEdit', document)))
      this.#schedule(document, wanted);
  }

  /** What was annotated by hand is read, too, when the person pauses. */
  #followReview(uri: Uri): void {
    const key = uri.toString();
    const document = workspace.textDocuments.find((each) => each.uri.toString() === key);
    // What waits already, or runs, was asked for by an edit and reads all there is.
    if (!document || this.#waiting.get(key)?.isForEdit || !readSetting('extractOnEdit', document)) return;
    const known = this.#store.get(uri);
    if (known?.completeness !== 'complete') return;
    this.#schedule(document, undefined, () => {
      const now = this.#store.get(uri);
      return now !== undefined && hasUnreadMentions(now);
    });
  }

  #schedule(document: TextDocument, wanted: ExtractionScope | undefined, isNeeded?: () => boolean): void {
    this.#stopWaiting(document.uri);
    const timer = setTimeout(() => {
      this.#waiting.delete(document.uri.toString());
      if (!document.isClosed && (!isNeeded || isNeeded())) void this.#extract(document, wanted);
    }, pauseMs);
    this.#waiting.set(document.uri.toString(), { timer, wanted, isForEdit: isNeeded === undefined });
  }

  #stopWaiting(uri: Uri): boolean {
    clearTimeout(this.#waiting.get(uri.toString())?.timer);
    return this.#waiting.delete(uri.toString());
  }

  async #extract(document: TextDocument, wanted: ExtractionScope | undefined): Promise<void> {
    const known = this.#store.get(document.uri);
    // Cleared in the meantime: nobody waits for it any more.
    if (!known?.suggested && !wanted) return;
    try {
      await this.#runner.extract(document, { range: known?.range ?? wanted?.range });
    } catch (error) {
      // Nobody asked for it just now: the status bar shows the failure, and no message interrupts the typing.
      this.#log.error('Reading the edited text again failed.', error);
    }
  }

  #close(document: TextDocument): void {
    this.cancel(document.uri);
    this.#store.markClosed(document.uri);
  }
}
