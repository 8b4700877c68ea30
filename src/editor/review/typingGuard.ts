import { commands, Disposable } from 'vscode';

/** What the editor does with keys and the clipboard; each can be taken over by one extension at a time. */
const editingCommands = ['type', 'compositionType', 'replacePreviousChar', 'paste', 'cut'] as const;

/**
 * Keeps a text as it is while single keys mean something else.
 * The editor's own handling is taken over only in between: it costs every keystroke a way to the extension host.
 */
export class TypingGuard {
  readonly #onKept: () => void;
  #taken: Disposable | undefined;

  /** @param onKept called whenever something would have changed the text */
  constructor(onKept: () => void) {
    this.#onKept = onKept;
  }

  /** Begins or ends keeping the text of the active editor. */
  keep(isKept: boolean): void {
    if (isKept === (this.#taken !== undefined)) return;
    this.#taken?.dispose();
    this.#taken = isKept
      ? Disposable.from(...editingCommands.map((command) => this.#take(command)))
      : undefined;
  }

  dispose(): void {
    this.keep(false);
  }

  #take(command: string): Disposable {
    try {
      return commands.registerCommand(command, () => this.#onKept());
    } catch {
      // Another extension has keys of its own, a Vim for example; it decides what they do, and ours go first anyway.
      return new Disposable(() => undefined);
    }
  }
}
