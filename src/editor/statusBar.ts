import {
  commands,
  Disposable,
  l10n,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  type TextDocument,
  ThemeColor,
  window,
} from 'vscode';
import type { AnnotationStore } from './annotationStore.ts';
import type { CurrentDocument } from './currentDocument.ts';
import type { ExtractionRunner } from './extractionRunner.ts';
import { followStatus, type StatusParts } from './followStatus.ts';
import { commandIds, contextKeys, internalCommandIds } from './ids.ts';
import type { ReviewSession } from './review/reviewSession.ts';
import { readSetting } from './settings.ts';
import { statusText } from './statusText.ts';

/** The one item in the status bar: state, counts and what to do next. */
export class StatusBar {
  readonly #store: AnnotationStore;
  readonly #runner: ExtractionRunner;
  readonly #current: CurrentDocument;
  readonly #session: ReviewSession;
  readonly #item: StatusBarItem;
  readonly #subscriptions: Disposable;
  #wasRunning: boolean | undefined;
  #wasReviewing = false;

  constructor(parts: StatusParts, session: ReviewSession) {
    const { store, runner, current } = parts;
    this.#store = store;
    this.#runner = runner;
    this.#current = current;
    this.#session = session;
    this.#item = window.createStatusBarItem('aredit.status', StatusBarAlignment.Right, 100);
    this.#item.name = l10n.t('Attitudes');
    this.#subscriptions = Disposable.from(
      this.#item,
      followStatus(parts, () => this.#update()),
      session.onDidChange(() => {
        // What is looked at changes with every key; the item tells only whether there is a review.
        const document = current.document;
        if (document && session.isOn(document.uri) !== this.#wasReviewing) this.#update();
      }),
    );
    this.#update();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #update(): void {
    const document = this.#current.document;
    const isRunning = document !== undefined && this.#runner.state(document.uri).type === 'running';
    if (isRunning !== this.#wasRunning) {
      this.#wasRunning = isRunning;
      void commands.executeCommand('setContext', contextKeys.isExtracting, isRunning);
    }
    if (document && this.#isOurs(document)) this.#show(document);
    else this.#item.hide();
  }

  /** Plain texts, and whatever else the user had read. */
  #isOurs({ uri, languageId }: TextDocument): boolean {
    const isKnown = this.#store.get(uri) !== undefined || this.#runner.state(uri).type !== 'idle';
    return languageId === 'plaintext' || isKnown;
  }

  #show(document: TextDocument): void {
    const state = this.#runner.state(document.uri);
    const annotations = this.#store.get(document.uri);
    const isReviewing = this.#session.isOn(document.uri);
    this.#wasReviewing = isReviewing;
    const status = statusText(annotations, state, readSetting('threshold', document), isReviewing);
    this.#item.text = status.text;
    this.#item.tooltip = new MarkdownString(status.tooltip);
    this.#item.accessibilityInformation = { label: status.label };
    this.#item.backgroundColor = status.isWarning
      ? new ThemeColor('statusBarItem.warningBackground')
      : undefined;
    if (state.type === 'running') this.#item.command = commandIds.cancelExtraction;
    else this.#item.command = annotations ? internalCommandIds.showMenu : commandIds.extractAttitudes;
    this.#item.show();
  }
}
