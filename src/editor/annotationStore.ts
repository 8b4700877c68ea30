import { type Event, EventEmitter, type Uri } from 'vscode';
import { shiftExtraction } from '../core/shiftExtraction.ts';
import { shiftSpan, type TextEdit } from '../core/textEdit.ts';
import { DocumentAnnotations, type DocumentAnnotationsValues } from './documentAnnotations.ts';

/** How many closed documents keep their annotations, in case they are opened again. */
const keptClosedDocuments = 20;

/**
 * The one place that holds annotations. Decorations, hovers, lists and the graph read from it and never from
 * each other. What it holds are suggestions of the model; what a person confirmed will stand beside them in
 * `DocumentAnnotations`, so readers ask that for what to show.
 */
export class AnnotationStore {
  readonly #annotations = new Map<string, DocumentAnnotations>();
  /** Keys of closed documents, the longest closed first. */
  readonly #closed = new Set<string>();
  readonly #didChange = new EventEmitter<Uri>();

  /** Fires after annotations of the document were set, moved or removed. */
  readonly onDidChangeAnnotations: Event<Uri> = this.#didChange.event;

  get(uri: Uri): DocumentAnnotations | undefined {
    return this.#annotations.get(uri.toString());
  }

  set(values: DocumentAnnotationsValues): void {
    this.#annotations.set(values.uri.toString(), new DocumentAnnotations(values));
    this.#didChange.fire(values.uri);
  }

  /** Whether there was something to remove. */
  clear(uri: Uri): boolean {
    this.#closed.delete(uri.toString());
    const removed = this.#annotations.delete(uri.toString());
    if (removed) this.#didChange.fire(uri);
    return removed;
  }

  /** Moves all spans of the document along with `edits`, applied one after the other; `text` is what came of it. */
  shift(uri: Uri, version: number, text: string, edits: readonly TextEdit[]): void {
    const current = this.get(uri);
    if (!current) return;
    const { asRead } = current;
    if (asRead?.text === text) {
      this.set({ ...current.values(), version, text, extraction: asRead.extraction, range: asRead.range });
      return;
    }
    let range = current.range;
    for (const edit of edits) range = range && (shiftSpan(range, edit) ?? { start: 0, end: 0 });
    const extraction = shiftExtraction(current.extraction, edits);
    this.set({ ...current.values(), version, text, extraction, range });
  }

  /** What a closed document had is kept for a while, without its version's meaning anything. */
  markClosed(uri: Uri): void {
    const key = uri.toString();
    if (!this.#annotations.has(key)) return;
    this.#closed.add(key);
    const [oldest] = this.#closed;
    if (this.#closed.size > keptClosedDocuments && oldest !== undefined) {
      this.#closed.delete(oldest);
      this.#annotations.delete(oldest);
    }
  }

  /**
   * Gives an opened document what it had before, or forgets it when the text is another.
   * A new file that holds the text of an untitled document, as after its first saving, takes over from that.
   */
  markOpened(uri: Uri, version: number, text: () => string): void {
    const current = this.get(uri) ?? this.#untitledTwin(uri, text);
    if (!current) return;
    this.#closed.delete(uri.toString());
    if (current.text === text()) this.set({ ...current.values(), uri, version });
    else this.clear(uri);
  }

  dispose(): void {
    this.#didChange.dispose();
    this.#annotations.clear();
  }

  #untitledTwin(uri: Uri, text: () => string): DocumentAnnotations | undefined {
    if (uri.scheme === 'untitled') return undefined;
    for (const annotations of this.#annotations.values())
      if (annotations.uri.scheme === 'untitled' && annotations.text === text()) return annotations;
    return undefined;
  }
}
