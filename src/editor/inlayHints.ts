import {
  Disposable,
  type Event,
  EventEmitter,
  InlayHint,
  InlayHintLabelPart,
  type InlayHintsProvider,
  l10n,
  type Range,
  type TextDocument,
  workspace,
} from 'vscode';
import type { AnnotationStore } from './annotationStore.ts';
import { internalCommandIds } from './ids.ts';
import { spanOf } from './positions.ts';
import { stateWords } from './review/reviewText.ts';
import { readSetting, settingsSection } from './settings.ts';
import { signName, signs } from './words.ts';

/** `→ США −` after every mention that holds an attitude, for those who switch it on. */
export class InlayHints implements InlayHintsProvider {
  readonly #store: AnnotationStore;
  readonly #didChange = new EventEmitter<void>();
  readonly #subscriptions: Disposable;

  readonly onDidChangeInlayHints: Event<void> = this.#didChange.event;

  constructor(store: AnnotationStore) {
    this.#store = store;
    this.#subscriptions = Disposable.from(
      this.#didChange,
      store.onDidChangeAnnotations(() => this.#didChange.fire()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settingsSection}.inlayHints`)) this.#didChange.fire();
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  provideInlayHints(document: TextDocument, range: Range): InlayHint[] | undefined {
    const annotations = this.#store.get(document.uri);
    if (annotations?.version !== document.version || !readSetting('inlayHints', document)) return undefined;
    const wanted = spanOf(document, range);
    return annotations.extraction.attitudes.flatMap((attitude) => {
      const source = annotations.index.mention(attitude.sourceMentionId);
      const target = annotations.index.mention(attitude.targetMentionId);
      if (!source || !target || attitude.label === 'neutral') return [];
      if (source.span.end < wanted.start || source.span.end > wanted.end) return [];
      const part = new InlayHintLabelPart(`→ ${annotations.wordsAt(target.span)} ${signs[attitude.label]}`);
      part.command = {
        title: l10n.t('Go to the other end'),
        command: internalCommandIds.revealMention,
        arguments: [document.uri.toString(), target.id],
      };
      const hint = new InlayHint(document.positionAt(source.span.end), [part]);
      hint.paddingLeft = true;
      hint.tooltip = `${signName(attitude.label)}, ${stateWords(attitude)}`;
      return [hint];
    });
  }
}
