import { commands, Disposable, type TextEditor, type Uri, window } from 'vscode';
import type { AnnotationStore } from './annotationStore.ts';
import { contextKeys } from './ids.ts';
import { inOwnTurn } from './inTurns.ts';
import { isSuggestion } from './review/attitudeAtCursor.ts';

/** How soon a change is looked at. */
const delayMs = 50;

/** Tells keys, menus and the graph on which mention the cursor stands. */
export class CursorFollower {
  readonly #store: AnnotationStore;
  readonly #onMention: (uri: Uri, mentionId: string) => void;
  readonly #subscriptions: Disposable;
  #told: string | undefined;
  #isAtSuggestion = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(store: AnnotationStore, onMention: (uri: Uri, mentionId: string) => void) {
    this.#store = store;
    this.#onMention = onMention;
    this.#subscriptions = Disposable.from(
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.#look(textEditor);
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        // Without one the focus is in a panel or list, and what was at the cursor still is.
        if (editor) this.#look(editor);
      }),
      store.onDidChangeAnnotations((uri) => {
        if (window.activeTextEditor?.document.uri.toString() === uri.toString()) this.#lookSoon();
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  /** Looks a little later: in a long text it takes a while until annotations and suggestions are merged. */
  #lookSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      inOwnTurn(() => {
        if (window.activeTextEditor) this.#look(window.activeTextEditor);
      });
    }, delayMs);
  }

  #look({ document, selection }: TextEditor): void {
    const index = this.#store.get(document.uri)?.index;
    const mention = index?.mentionAt(document.offsetAt(selection.active));
    const isAtSuggestion =
      mention !== undefined && (index?.attitudesOf(mention.id).some(isSuggestion) ?? false);
    if (isAtSuggestion !== this.#isAtSuggestion) {
      this.#isAtSuggestion = isAtSuggestion;
      void commands.executeCommand('setContext', contextKeys.isAtSuggestion, isAtSuggestion);
    }
    const told = mention && `${document.uri.toString()}#${mention.id}`;
    if (told === this.#told) return;
    if ((told === undefined) !== (this.#told === undefined))
      void commands.executeCommand('setContext', contextKeys.isAtMention, told !== undefined);
    this.#told = told;
    if (mention) this.#onMention(document.uri, mention.id);
  }
}
