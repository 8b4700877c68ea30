import {
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  type TextDocument,
} from 'vscode';
import type { AnnotationStore } from './annotationStore.ts';
import type { CurrentDocument } from './currentDocument.ts';
import type { ExtractionRunner } from './extractionRunner.ts';
import { followStatus, type StatusParts } from './followStatus.ts';
import { commandIds } from './ids.ts';
import { readSetting } from './settings.ts';
import { statusText } from './statusText.ts';

/** What texts are unless the user has said otherwise. */
const plainTexts = { language: 'plaintext' };

/** Beside the language of a text: what was read with which model, whether it is at work, and the way to another. */
export class LanguageStatus {
  readonly #store: AnnotationStore;
  readonly #runner: ExtractionRunner;
  readonly #current: CurrentDocument;
  readonly #item: LanguageStatusItem;
  readonly #subscriptions: Disposable;

  constructor(parts: StatusParts) {
    const { store, runner, current } = parts;
    this.#store = store;
    this.#runner = runner;
    this.#current = current;
    this.#item = languages.createLanguageStatusItem('aredit.model', plainTexts);
    this.#item.name = l10n.t('Attitudes');
    this.#item.command = { command: commandIds.selectModel, title: l10n.t('Select Model…') };
    const following = followStatus(parts, () => this.#update());
    this.#subscriptions = Disposable.from(this.#item, following);
    this.#update();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #update(): void {
    const { document } = this.#current;
    if (!document) return;
    const state = this.#runner.state(document.uri);
    const annotations = this.#store.get(document.uri);
    const isOurs = annotations !== undefined || state.type !== 'idle';
    // Whatever else the user had read is ours as well.
    this.#item.selector = isOurs ? [plainTexts, { language: document.languageId }] : plainTexts;
    this.#item.text = annotations?.models?.attitudes ?? chosenModel(document);
    // The counts are the status bar's, which has room for them.
    const isDone = state.type === 'idle' && annotations !== undefined;
    this.#item.detail = isDone ? l10n.t('Model of the attitudes') : statusText(undefined, state, null).label;
    this.#item.busy = state.type === 'running';
    this.#item.severity =
      state.type === 'failed' ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
  }
}

function chosenModel(document: TextDocument): string {
  return readSetting('model.attitudes', document) || l10n.t('the model that comes along');
}
