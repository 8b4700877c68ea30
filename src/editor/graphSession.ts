import { randomBytes } from 'node:crypto';
import { Disposable, type Event, type LogOutputChannel, l10n, Uri, type WebviewPanel } from 'vscode';
import type { Extraction } from '../core/annotations.ts';
import { buildRelationGraph } from '../core/relationGraph.ts';
import type { Span } from '../core/span.ts';
import { type FromGraph, parseFromGraph, type ToGraph } from '../protocol/graphMessages.ts';
import { graphPageStrings } from './graphPageStrings.ts';
import { documentName, saveGraph } from './saveGraph.ts';
import { graphHtml } from './webviewHtml.ts';

/** What the graph reads: the store of annotations, as far as it needs it. */
export interface GraphSource {
  get(
    uri: Uri,
  ): { readonly version: number; readonly text: string; readonly extraction: Extraction } | undefined;
  readonly onDidChangeAnnotations: Event<Uri>;
}

/** What the graph asks the editor to do. */
export interface GraphActions {
  revealMention(uri: Uri, mentionId: string): void;
  revealSentence(uri: Uri, span: Span): void;
  extractAttitudes(uri: Uri): void;
}

/** Typing moves annotations at every keystroke; the graph follows when it pauses. Milliseconds. */
const pauseMs = 150;

/** The conversation with the page of one panel: sends it snapshots, does what it orders. */
export class GraphSession implements Disposable {
  readonly #disposables: Disposable[] = [];
  #isReady = false;
  #mentionId: string | undefined;
  #isMentionDue = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly panel: WebviewPanel,
    private uri: Uri,
    extensionUri: Uri,
    private readonly store: GraphSource,
    private readonly actions: GraphActions,
    private readonly log: Pick<LogOutputChannel, 'warn' | 'error'>,
  ) {
    const built = Uri.joinPath(extensionUri, 'dist');
    panel.webview.options = { enableScripts: true, localResourceRoots: [built] };
    this.#disposables.push(
      panel.webview.onDidReceiveMessage((data: unknown) => this.#receive(data)),
      // A hidden page is thrown away; it says `ready` again when it is back.
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#isReady = false;
      }),
    );
    this.#setTitle();
    panel.webview.html = graphHtml({
      cspSource: panel.webview.cspSource,
      scriptNonce: randomBytes(16).toString('base64url'),
      styleNonce: randomBytes(16).toString('base64url'),
      scriptUri: panel.webview.asWebviewUri(Uri.joinPath(built, 'graph.js')).toString(),
      styleUri: panel.webview.asWebviewUri(Uri.joinPath(built, 'graph.css')).toString(),
      language: graphPageStrings().locale,
      title: l10n.t('Relation graph'),
    });
  }

  /** Turns to another document. */
  show(uri: Uri): void {
    if (uri.toString() === this.uri.toString()) return;
    this.uri = uri;
    this.#mentionId = undefined;
    this.#setTitle();
    this.#sendGraph();
  }

  /** Sends the graph of the document again, once the changes to it pause. */
  refresh(uri: Uri): void {
    if (uri.toString() !== this.uri.toString()) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#sendGraph();
      if (this.#isMentionDue) this.#sendMention();
    }, pauseMs);
  }

  /** Tells the page where the cursor is, if it shows this document. */
  selectMention(uri: Uri, mentionId: string): void {
    if (uri.toString() !== this.uri.toString()) return;
    this.#mentionId = mentionId;
    // The page knows mentions of its own version only: a graph that is on its way goes first.
    if (this.#timer === undefined) this.#sendMention();
    else this.#isMentionDue = true;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    Disposable.from(...this.#disposables).dispose();
  }

  #setTitle(): void {
    this.panel.title = l10n.t('Attitudes: {0}', documentName(this.uri));
  }

  #send(message: ToGraph): void {
    if (!this.#isReady) return;
    this.panel.webview.postMessage(message).then(undefined, (error: unknown) => {
      this.log.error(`The relation graph did not take "${message.type}".`, error);
    });
  }

  #sendGraph(): void {
    const annotations = this.store.get(this.uri);
    try {
      this.#send({
        type: 'showGraph',
        documentUri: this.uri.toString(),
        documentName: documentName(this.uri),
        documentVersion: annotations?.version ?? 0,
        graph: annotations && buildRelationGraph(annotations.extraction, annotations.text),
      });
    } catch (error) {
      this.log.error('The relation graph could not be built.', error);
      this.#send({
        type: 'showProblem',
        message: l10n.t(
          'The relation graph could not be built. Extract the attitudes again; the log says more.',
        ),
      });
    }
  }

  #sendMention(): void {
    this.#isMentionDue = false;
    const annotations = this.store.get(this.uri);
    if (!annotations || this.#mentionId === undefined) return;
    this.#send({ type: 'selectMention', documentVersion: annotations.version, mentionId: this.#mentionId });
  }

  #receive(data: unknown): void {
    const { message, problem } = parseFromGraph(data);
    if (message) this.#obey(message);
    else this.log.warn(`The relation graph sent something unknown, which was dropped: ${problem}`);
  }

  #obey(message: FromGraph): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#send({ type: 'showStrings', strings: graphPageStrings() });
        this.#sendGraph();
        this.#sendMention();
        break;
      case 'revealMention':
        if (this.#isCurrent(message.documentVersion)) this.actions.revealMention(this.uri, message.mentionId);
        break;
      case 'revealSentence':
        if (this.#isCurrent(message.documentVersion)) this.actions.revealSentence(this.uri, message.span);
        break;
      case 'extractAttitudes':
        this.actions.extractAttitudes(this.uri);
        break;
      case 'exportGraph':
        saveGraph(this.uri, message.format, message.content).catch((error: unknown) => {
          this.log.error('The relation graph could not be saved.', error);
        });
        break;
      default:
        message satisfies never;
    }
  }

  /** A click on what the text no longer is leads nowhere; the page gets the new graph soon. */
  #isCurrent(documentVersion: number): boolean {
    return this.store.get(this.uri)?.version === documentVersion;
  }
}
