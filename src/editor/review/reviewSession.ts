import {
  Disposable,
  type Event,
  EventEmitter,
  type Position,
  Selection,
  type TextEditor,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { Attitude } from '../../core/annotations.ts';
import type { Span } from '../../core/span.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { reviewedAttitude } from './reviewedAttitudes.ts';

/** Where an attitude stands, and how certain it was; what is left of it when it is decided upon. */
export interface Visit {
  /** Of a decision that stands in the file. */
  readonly id?: string;
  readonly sourceMentionId: string;
  readonly targetMentionId: string;
  readonly source: Span;
  readonly target: Span;
  readonly probability: number;
}

/** Which attitude is looked at in each document, and in which documents single keys decide. */
export class ReviewSession {
  readonly #store: AnnotationStore;
  readonly #visits = new Map<string, Visit>();
  readonly #reviewed = new Set<string>();
  /** Where we put the cursor of an editor, as long as VS Code has not told of it: it tells late, and step by step. */
  readonly #placed = new WeakMap<TextEditor, readonly Position[]>();
  readonly #didChange = new EventEmitter<Uri>();
  readonly #subscriptions: Disposable;

  /** Fires when another attitude of the document is looked at, and when its review begins or ends. */
  readonly onDidChange: Event<Uri> = this.#didChange.event;

  constructor(store: AnnotationStore) {
    this.#store = store;
    this.#subscriptions = Disposable.from(
      this.#didChange,
      store.onDidChangeAnnotations((uri) => this.#follow(uri)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (!this.#arrives(textEditor) && textEditor === window.activeTextEditor)
          this.#leaveBehind(textEditor);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.#visits.delete(uri.toString());
        this.end(uri);
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** Whether single keys decide on the attitudes of the document. */
  isOn(uri: Uri): boolean {
    return this.#reviewed.has(uri.toString());
  }

  begin(uri: Uri): void {
    if (this.isOn(uri)) return;
    this.#reviewed.add(uri.toString());
    this.#didChange.fire(uri);
  }

  end(uri: Uri): void {
    if (this.#reviewed.delete(uri.toString())) this.#didChange.fire(uri);
  }

  /** The attitude that is looked at, as it is now; undefined when there is none, or none any more. */
  current(uri: Uri): Attitude | undefined {
    const visit = this.visit(uri);
    const annotations = this.#store.get(uri);
    return visit && annotations && findAttitude(annotations, visit);
  }

  /** Where the attitude stands that is or was looked at last. */
  visit(uri: Uri): Visit | undefined {
    return this.#visits.get(uri.toString());
  }

  /** Takes note that `attitude` of the document is looked at, or none. */
  look(annotations: DocumentAnnotations, attitude: Attitude | undefined): void {
    const key = annotations.uri.toString();
    const visit = attitude && visitOf(annotations, attitude);
    if (visit) this.#visits.set(key, visit);
    else this.#visits.delete(key);
    this.#didChange.fire(annotations.uri);
  }

  /** Puts the cursor there; what is looked at stays. */
  putCursor(editor: TextEditor, position: Position): void {
    if (!this.cursor(editor).isEqual(position) || !editor.selection.isEmpty)
      this.#placed.set(editor, [...(this.#placed.get(editor) ?? []), position]);
    editor.selection = new Selection(position, position);
  }

  /** Where the cursor is, or will be at once. */
  cursor(editor: TextEditor): Position {
    return this.#placed.get(editor)?.at(-1) ?? editor.selection.active;
  }

  /** Whether the cursor has come to where we put it, and no person has moved it. */
  #arrives(editor: TextEditor): boolean {
    const [first, ...others] = this.#placed.get(editor) ?? [];
    const isOurs = first !== undefined && editor.selection.isEmpty && editor.selection.active.isEqual(first);
    if (isOurs && others.length > 0) this.#placed.set(editor, others);
    else this.#placed.delete(editor);
    return isOurs;
  }

  /** Outside the review the cursor says what is looked at: in another sentence it is something else. */
  #leaveBehind({ document, selection }: TextEditor): void {
    const annotations = this.#store.get(document.uri);
    const lookedAt = this.current(document.uri);
    if (!annotations || !lookedAt || this.isOn(document.uri)) return;
    const sentence = annotations.extraction.sentences[lookedAt.sentenceIndex];
    const offset = document.offsetAt(selection.active);
    if (sentence && (offset < sentence.start || sentence.end < offset)) this.look(annotations, undefined);
  }

  /** Edits move the ends, and decisions give them other ids. */
  #follow(uri: Uri): void {
    const key = uri.toString();
    const annotations = this.#store.get(uri);
    if (!annotations) {
      this.#visits.delete(key);
      this.end(uri);
      return;
    }
    const attitude = this.current(uri);
    const visit = attitude && visitOf(annotations, attitude);
    if (visit) this.#visits.set(key, visit);
  }
}

/** Where an attitude of `annotations` stands. */
export function visitOf({ index }: DocumentAnnotations, attitude: Attitude): Visit | undefined {
  const { id, sourceMentionId, targetMentionId, probability } = attitude;
  const source = index.mention(sourceMentionId)?.span;
  const target = index.mention(targetMentionId)?.span;
  if (!source || !target) return undefined;
  return { ...(id !== undefined && { id }), sourceMentionId, targetMentionId, source, target, probability };
}

/** The attitude between the same two places, whatever the ids of its ends are by now. */
export function findAttitude(annotations: DocumentAnnotations, visit: Visit): Attitude | undefined {
  const { index, review } = annotations;
  const source = index.mention(visit.sourceMentionId) ?? index.mentionExactlyAt(visit.source);
  const target = index.mention(visit.targetMentionId) ?? index.mentionExactlyAt(visit.target);
  const shown = source && target && index.attitudeBetween(source.id, target.id);
  const decided = visit.id === undefined ? undefined : review.attitudes.get(visit.id);
  return shown ?? (decided && reviewedAttitude(annotations, decided));
}
