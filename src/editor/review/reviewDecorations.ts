import {
  type DecorationOptions,
  Disposable,
  type TextEditor,
  type TextEditorDecorationType,
  type Uri,
  window,
} from 'vscode';
import { type Label, labels } from '../../core/annotations.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { rangeOf } from '../positions.ts';
import { reviewedEndDecoration, reviewedSentenceDecoration, reviewedSignDecoration } from './reviewColors.ts';
import { type EndNote, planReview, type ReviewPlan } from './reviewPlan.ts';
import type { ReviewSession } from './reviewSession.ts';

/** The sign of attitudes with one label, where there is room above the line or none. */
interface SignLayer {
  readonly label: Label;
  readonly isInFirstLine: boolean;
  readonly type: TextEditorDecorationType;
}

/** Shows the attitude that is looked at in every editor of its document. */
export class ReviewDecorations {
  readonly #store: AnnotationStore;
  readonly #session: ReviewSession;
  readonly #sentence: TextEditorDecorationType;
  readonly #source: TextEditorDecorationType;
  readonly #target: TextEditorDecorationType;
  readonly #signs: readonly SignLayer[];
  readonly #subscriptions: Disposable;
  /** Editors in which something is drawn: most never have anything. */
  readonly #drawn = new WeakSet<TextEditor>();

  constructor(store: AnnotationStore, session: ReviewSession) {
    this.#store = store;
    this.#session = session;
    this.#sentence = window.createTextEditorDecorationType(reviewedSentenceDecoration());
    this.#source = window.createTextEditorDecorationType(reviewedEndDecoration('source'));
    this.#target = window.createTextEditorDecorationType(reviewedEndDecoration('target'));
    this.#signs = labels.flatMap((label) =>
      [true, false].map((isInFirstLine) => ({
        label,
        isInFirstLine,
        type: window.createTextEditorDecorationType(reviewedSignDecoration(label, isInFirstLine)),
      })),
    );
    this.#subscriptions = Disposable.from(
      this.#sentence,
      this.#source,
      this.#target,
      ...this.#signs.map(({ type }) => type),
      session.onDidChange((uri) => this.#drawAll(uri)),
      store.onDidChangeAnnotations((uri) => this.#drawAll(uri)),
      window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.#draw(editor);
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #drawAll(uri: Uri): void {
    for (const editor of window.visibleTextEditors)
      if (editor.document.uri.toString() === uri.toString()) this.#draw(editor);
  }

  #draw(editor: TextEditor): void {
    const { document } = editor;
    const annotations = this.#store.get(document.uri);
    // Between an edit and its shift VS Code moves what is drawn by itself.
    if (annotations && annotations.version !== document.version) return;
    const attitude = this.#session.current(document.uri);
    const plan = annotations && attitude && planReview(annotations, attitude);
    if (!plan && !this.#drawn.has(editor)) return;
    const ranges = (spans: ReviewPlan['source'] = []) => spans.map((span) => rangeOf(document, span));
    editor.setDecorations(this.#sentence, ranges(plan?.sentence));
    editor.setDecorations(this.#source, ranges(plan?.source));
    editor.setDecorations(this.#target, ranges(plan?.target));
    const notes = plan?.notes.map((note) => noteOptions(editor, note)) ?? [];
    for (const { label, isInFirstLine, type } of this.#signs) {
      const ofKind = notes.filter(({ range }) => (range.start.line === 0) === isInFirstLine);
      editor.setDecorations(type, plan?.label === label ? ofKind : []);
    }
    if (plan) this.#drawn.add(editor);
    else this.#drawn.delete(editor);
  }
}

function noteOptions({ document }: TextEditor, { at, side, text }: EndNote): DecorationOptions {
  return { range: rangeOf(document, at), renderOptions: { [side]: { contentText: text } } };
}
