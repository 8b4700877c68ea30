import {
  Disposable,
  type TextDocument,
  type TextEditor,
  type TextEditorDecorationType,
  window,
  workspace,
} from 'vscode';
import { rangeOf, spanOf } from '../positions.ts';
import type { ComparedEntry } from './comparedEntry.ts';
import {
  annotatorDecoration,
  badgeDecoration,
  currentDecoration,
  disagreementRuler,
} from './comparisonColors.ts';
import type { Comparisons } from './comparisons.ts';
import { type DisagreementPlan, nothingDrawn, planDisagreements } from './disagreementPlan.ts';
import { type PlaceInEditor, placesInEditor } from './placeInEditor.ts';

/** How soon a change is drawn; changes in between are drawn together. */
const delayMs = 50;

/** Draws both annotators' versions into the texts that are compared. */
export class DisagreementDecorations {
  readonly #comparisons: Comparisons;
  readonly #types = {
    a: makeTypes('a'),
    b: makeTypes('b'),
    ruler: window.createTextEditorDecorationType(disagreementRuler()),
  };
  readonly #subscriptions: Disposable;
  readonly #drawn = new WeakSet<TextEditor>();
  readonly #places = new WeakMap<
    TextDocument,
    { version: number; entry: ComparedEntry; place: PlaceInEditor }
  >();
  readonly #waiting = new Set<TextEditor>();
  #timer: NodeJS.Timeout | undefined;

  constructor(comparisons: Comparisons) {
    this.#comparisons = comparisons;
    const { a, b, ruler } = this.#types;
    const all = () => this.#schedule(window.visibleTextEditors);
    this.#subscriptions = Disposable.from(
      ...Object.values(a),
      ...Object.values(b),
      ruler,
      comparisons.onDidChange(all),
      window.onDidChangeVisibleTextEditors(all),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#schedule([textEditor])),
      workspace.onDidChangeTextDocument(all),
    );
    all();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  #schedule(editors: readonly TextEditor[]): void {
    const { comparison } = this.#comparisons;
    for (const editor of editors) if (comparison || this.#drawn.has(editor)) this.#waiting.add(editor);
    if (this.#waiting.size === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const waiting = [...this.#waiting];
      this.#waiting.clear();
      for (const editor of waiting) if (window.visibleTextEditors.includes(editor)) this.#draw(editor);
    }, delayMs);
  }

  #draw(editor: TextEditor): void {
    const { document } = editor;
    const { comparison } = this.#comparisons;
    const entry = comparison?.entryAt(document.uri);
    if (!comparison || !entry) {
      if (this.#drawn.delete(editor)) this.#show(editor, nothingDrawn);
      return;
    }
    const visible = editor.visibleRanges.map((range) => spanOf(document, range));
    const place = this.#placeIn(document, entry);
    this.#show(editor, planDisagreements(comparison, entry, place, visible, document.getText().length));
    this.#drawn.add(editor);
  }

  #placeIn(document: TextDocument, entry: ComparedEntry): PlaceInEditor {
    const known = this.#places.get(document);
    if (known?.version === document.version && known.entry === entry) return known.place;
    const place = placesInEditor(document, entry.document.text);
    this.#places.set(document, { version: document.version, entry, place });
    return place;
  }

  #show(editor: TextEditor, plan: DisagreementPlan): void {
    const { document } = editor;
    const ranges = (spans: DisagreementPlan['ruler']) => spans.map((span) => rangeOf(document, span));
    for (const side of ['a', 'b'] as const) {
      const [types, { marks, current, badges }] = [this.#types[side], plan[side]];
      editor.setDecorations(types.marks, ranges(marks));
      editor.setDecorations(types.current, ranges(current));
      editor.setDecorations(
        types.badges,
        badges.map(({ span, text }) => ({
          range: rangeOf(document, span),
          renderOptions: badgeDecoration(side, text),
        })),
      );
    }
    editor.setDecorations(this.#types.ruler, ranges(plan.ruler));
  }
}

function makeTypes(
  side: 'a' | 'b',
): Readonly<Record<'marks' | 'current' | 'badges', TextEditorDecorationType>> {
  return {
    marks: window.createTextEditorDecorationType(annotatorDecoration(side)),
    current: window.createTextEditorDecorationType(currentDecoration(side)),
    badges: window.createTextEditorDecorationType({}),
  };
}
