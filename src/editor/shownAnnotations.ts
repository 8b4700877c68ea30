import { commands, Disposable, type Event, EventEmitter } from 'vscode';
import type { AnnotationStore } from './annotationStore.ts';
import type { CurrentDocument } from './currentDocument.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
import { basenameOf } from './fileNames.ts';
import { contextKeys } from './ids.ts';
import { inOwnTurn } from './inTurns.ts';

/** How soon lists follow a change; while a text is typed or read, changes come by the dozen. */
const delayMs = 150;

/** The annotations of the current document, for lists: changes are gathered before they are told. */
export class ShownAnnotations {
  readonly #store: AnnotationStore;
  readonly #current: CurrentDocument;
  readonly #didChange = new EventEmitter<void>();
  readonly #subscriptions: Disposable;
  #timer: NodeJS.Timeout | undefined;

  readonly onDidChange: Event<void> = this.#didChange.event;

  constructor(store: AnnotationStore, current: CurrentDocument) {
    this.#store = store;
    this.#current = current;
    this.#subscriptions = Disposable.from(
      this.#didChange,
      current.onDidChange(() => this.#schedule()),
      store.onDidChangeAnnotations((uri) => {
        if (uri.toString() === current.document?.uri.toString()) this.#schedule();
      }),
    );
  }

  get annotations(): DocumentAnnotations | undefined {
    return this.#current.document && this.#store.get(this.#current.document.uri);
  }

  /** Of the current document if it has annotations. */
  get fileName(): string {
    const uri = this.annotations?.uri;
    return uri ? basenameOf(uri) : '';
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void commands.executeCommand('setContext', contextKeys.hasAnnotations, this.annotations !== undefined);
      inOwnTurn(() => this.#didChange.fire());
    }, delayMs);
  }
}
