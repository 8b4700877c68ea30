import { Disposable, type TextEditor, type TextEditorDecorationType, type Uri, window } from 'vscode';
import type { Span } from '../core/span.ts';
import { typeFamilies } from '../core/typeFamily.ts';
import type { AnnotationStore } from './annotationStore.ts';
import { type DecorationPlan, emptyPlan, planDecorations } from './decorationPlan.ts';
import { inOwnTurn } from './inTurns.ts';
import { focusDecoration, mentionDecoration, partnerDecoration, rulerDecoration } from './mentionColors.ts';
import { rangeOf, spanOf } from './positions.ts';
import type { ReviewSession } from './review/reviewSession.ts';

/** How soon a change is drawn; changes in between are drawn together. */
const delayMs = 50;

interface Layer {
  readonly type: TextEditorDecorationType;
  readonly spans: (plan: DecorationPlan) => readonly Span[];
}

/** What an editor shows, so that moving the cursor does not send thousands of ranges again. */
interface Drawn {
  readonly version: number;
  readonly spans: ReadonlyMap<Layer, readonly Span[]>;
}

/** Draws annotations into the visible editors. */
export class Decorations {
  readonly #store: AnnotationStore;
  readonly #session: ReviewSession;
  readonly #layers: readonly Layer[];
  readonly #waiting = new Map<TextEditor, NodeJS.Timeout>();
  readonly #drawn = new WeakMap<TextEditor, Drawn>();
  readonly #subscriptions: Disposable;

  constructor(store: AnnotationStore, session: ReviewSession) {
    this.#store = store;
    this.#session = session;
    this.#layers = makeLayers();
    this.#subscriptions = Disposable.from(
      ...this.#layers.map(({ type }) => type),
      store.onDidChangeAnnotations((uri) => this.#scheduleAll(uri)),
      session.onDidChange((uri) => this.#scheduleAll(uri)),
      window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.#schedule(editor);
      }),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#schedule(textEditor)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.#schedule(textEditor)),
    );
    for (const editor of window.visibleTextEditors) this.#schedule(editor);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const timer of this.#waiting.values()) clearTimeout(timer);
  }

  #scheduleAll(uri: Uri): void {
    for (const editor of window.visibleTextEditors)
      if (editor.document.uri.toString() === uri.toString()) this.#schedule(editor);
  }

  #schedule(editor: TextEditor): void {
    if (this.#waiting.has(editor)) return;
    if (!this.#store.get(editor.document.uri) && !this.#drawn.has(editor)) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(editor);
      inOwnTurn(() => this.#draw(editor));
    }, delayMs);
    this.#waiting.set(editor, timer);
  }

  #draw(editor: TextEditor): void {
    const { document } = editor;
    const annotations = this.#store.get(document.uri);
    // Between an edit and its shift the two differ for a moment; VS Code moves what is drawn meanwhile.
    if (annotations && annotations.version !== document.version) return;
    // During the review one attitude matters; the light on all partners of its subject would hide it.
    const isReviewing = this.#session.isOn(document.uri);
    const plan = annotations
      ? planDecorations(
          annotations,
          editor.visibleRanges.map((range) => spanOf(document, range)),
          isReviewing ? undefined : document.offsetAt(editor.selection.active),
        )
      : emptyPlan;
    const before = this.#drawn.get(editor);
    const after = new Map(this.#layers.map((layer) => [layer, layer.spans(plan)] as const));
    for (const [layer, spans] of after) {
      // After an edit VS Code has moved what was drawn, and not always to where it belongs.
      const isSame = before?.version === document.version && areEqual(before.spans.get(layer), spans);
      if (isSame) continue;
      editor.setDecorations(
        layer.type,
        spans.map((span) => rangeOf(document, span)),
      );
    }
    if (annotations) this.#drawn.set(editor, { version: document.version, spans: after });
    else this.#drawn.delete(editor);
  }
}

function areEqual(a: readonly Span[] | undefined, b: readonly Span[]): boolean {
  return (
    a?.length === b.length && a.every(({ start, end }, at) => start === b[at]?.start && end === b[at]?.end)
  );
}

function makeLayers(): readonly Layer[] {
  const layer = (
    options: Parameters<typeof window.createTextEditorDecorationType>[0],
    spans: Layer['spans'],
  ) => ({
    type: window.createTextEditorDecorationType(options),
    spans,
  });
  return [
    ...typeFamilies.flatMap((style) => [
      layer(mentionDecoration(style, true), ({ suggested }) => suggested.get(style) ?? []),
      layer(mentionDecoration(style, false), ({ confirmed }) => confirmed.get(style) ?? []),
    ]),
    ...(['suggested', 'confirmed'] as const).flatMap((state) => [
      ...(['positive', 'negative'] as const).map((label) =>
        layer(rulerDecoration(label, state), ({ ruler }) => ruler[state][label]),
      ),
      ...(['positive', 'negative', 'mixed'] as const).map((label) =>
        layer(partnerDecoration(label, state), ({ partners }) => partners[state][label]),
      ),
    ]),
    layer(focusDecoration(), ({ focus }) => focus),
  ];
}
