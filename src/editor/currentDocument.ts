import {
  commands,
  Disposable,
  type Event,
  EventEmitter,
  type TextDocument,
  type TextEditor,
  window,
  workspace,
} from 'vscode';
import { contextKeys } from './ids.ts';

/** Schemes of documents that are no texts of the user: logs, settings, the input of a panel. */
export const foreignSchemes = new Set([
  'output',
  'comment',
  'vscode-settings',
  'vscode',
  'debug',
  'walkThrough',
]);

/**
 * The text that lists, status bar and graph speak about: that of the active editor,
 * or the last one while the focus is in a panel.
 */
export class CurrentDocument {
  #document: TextDocument | undefined;
  readonly #didChange = new EventEmitter<void>();
  readonly #subscriptions: Disposable;

  readonly onDidChange: Event<void> = this.#didChange.event;

  constructor() {
    this.#take(window.activeTextEditor);
    this.#subscriptions = Disposable.from(
      this.#didChange,
      window.onDidChangeActiveTextEditor((editor) => this.#take(editor)),
      workspace.onDidCloseTextDocument((document) => {
        if (document === this.#document) this.#set(undefined);
      }),
    );
  }

  get document(): TextDocument | undefined {
    return this.#document;
  }

  /** The editor that shows it, the active one first. */
  get editor(): TextEditor | undefined {
    const active = window.activeTextEditor;
    if (active && active.document === this.#document) return active;
    return window.visibleTextEditors.find(({ document }) => document === this.#document);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #take(editor: TextEditor | undefined): void {
    if (editor && !foreignSchemes.has(editor.document.uri.scheme)) this.#set(editor.document);
  }

  #set(document: TextDocument | undefined): void {
    if (document === this.#document) return;
    this.#document = document;
    void commands.executeCommand('setContext', contextKeys.hasText, document !== undefined);
    this.#didChange.fire();
  }
}
