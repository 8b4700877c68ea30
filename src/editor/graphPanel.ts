import * as v from 'valibot';
import { Disposable, type LogOutputChannel, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import { type GraphActions, GraphSession, type GraphSource } from './graphSession.ts';

/** The type of the panel; `package.json` names it in the activation event that brings it back after a reload. */
export const graphViewType = 'aredit.graph';

/** What the page saves of itself, as far as the host needs it to bring the panel back. */
const savedState = v.object({ documentUri: v.string() });

/** The graph of a document beside its text: one panel, which turns to the document it is asked to show. */
export class GraphPanel implements Disposable {
  readonly #disposables: Disposable[] = [];
  #session: GraphSession | undefined;

  constructor(
    private readonly extensionUri: Uri,
    private readonly store: GraphSource,
    private readonly actions: GraphActions,
    private readonly log: Pick<LogOutputChannel, 'warn' | 'error'>,
  ) {
    this.#disposables.push(
      store.onDidChangeAnnotations((uri) => this.#session?.refresh(uri)),
      window.registerWebviewPanelSerializer(graphViewType, {
        deserializeWebviewPanel: async (panel, state: unknown) => this.#restore(panel, state),
      }),
    );
  }

  /** Opens the graph of the document beside its text, or turns the open panel to it. */
  show(uri: Uri): void {
    if (this.#session) {
      this.#session.show(uri);
      this.#session.panel.reveal(undefined, true);
      return;
    }
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    this.#adopt(window.createWebviewPanel(graphViewType, '', place), uri);
  }

  /** Tells the graph, if it shows this document, that the cursor is at this mention. */
  selectMention(uri: Uri, mentionId: string): void {
    this.#session?.selectMention(uri, mentionId);
  }

  dispose(): void {
    this.#session?.panel.dispose();
    Disposable.from(...this.#disposables).dispose();
  }

  #restore(panel: WebviewPanel, state: unknown): void {
    const saved = v.safeParse(savedState, state);
    if (saved.success && !this.#session) this.#adopt(panel, Uri.parse(saved.output.documentUri));
    else panel.dispose();
  }

  #adopt(panel: WebviewPanel, uri: Uri): void {
    const session = new GraphSession(panel, uri, this.extensionUri, this.store, this.actions, this.log);
    this.#session = session;
    const closing = panel.onDidDispose(() => {
      closing.dispose();
      session.dispose();
      if (this.#session === session) this.#session = undefined;
    });
  }
}
