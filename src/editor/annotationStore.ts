import { type Event, EventEmitter, type Uri } from 'vscode';
import {
  followText,
  type History,
  type NamesStep,
  redo,
  returnStep,
  type Travel,
  takeStep,
  undo,
  withStep,
} from '../core/review/history.ts';
import { type MergedView, mergingAnnotations } from '../core/review/mergeView.ts';
import type { ReviewChange } from '../core/review/review.ts';
import { shiftReview } from '../core/review/textEdits.ts';
import { shiftExtraction } from '../core/shiftExtraction.ts';
import { shiftSpan } from '../core/textEdit.ts';
import { stepsOf, type TextReplacement } from '../core/textPatch.ts';
import {
  DocumentAnnotations,
  type DocumentAnnotationsValues,
  mergeInputsOf,
  type ReviewValues,
  type SuggestionValues,
} from './documentAnnotations.ts';
import { inLaterTurns, inTurns } from './inTurns.ts';

/** How many closed documents keep their annotations, in case they are opened again. */
const keptClosedDocuments = 20;

/** How long a person pauses before names are judged for which there was no time. */
const pauseMs = 400;

/**
 * The one place that holds annotations. Decorations, hovers, lists and the graph read from it and never from
 * each other. It holds both what the model suggests and what people decided (`DocumentAnnotations.review`); the latter
 * is changed by `apply` alone, and whoever keeps the files listens to `onDidChangeReview`.
 */
export class AnnotationStore {
  readonly #annotations = new Map<string, DocumentAnnotations>();
  /** Keys of closed documents, the longest closed first. */
  readonly #closed = new Set<string>();
  readonly #didChange = new EventEmitter<Uri>();
  readonly #settling = new Map<string, NodeJS.Timeout>();
  readonly #didChangeReview = new EventEmitter<Uri>();

  /** Fires after annotations of the document were set, moved or removed. */
  readonly onDidChangeAnnotations: Event<Uri> = this.#didChange.event;
  /** Fires after a person took a step in the review of the document, or took one back. */
  readonly onDidChangeReview: Event<Uri> = this.#didChangeReview.event;

  /** What there is to show of the document; `undefined` if nothing. */
  get(uri: Uri): DocumentAnnotations | undefined {
    const known = this.known(uri);
    return known?.isEmpty ? undefined : known;
  }

  /** The same, also where it is empty: a document that is being worked on. */
  known(uri: Uri): DocumentAnnotations | undefined {
    return this.#annotations.get(uri.toString());
  }

  /** Every document that is known. */
  get all(): Iterable<DocumentAnnotations> {
    return this.#annotations.values();
  }

  /**
   * Takes in what was found; the review stays as it is.
   * @param view as `prepare` gave it, where it could be asked beforehand
   */
  set(
    values: { readonly uri: Uri; readonly version: number; readonly text: string } & SuggestionValues,
    view?: MergedView,
  ): void {
    const known = this.known(values.uri);
    this.#put({ ...reviewOf(known), ...values }, view ?? known?.view);
  }

  /**
   * The merged view of what is known of the document with other `values`, to be given when those are set. In a long
   * text it takes a while: it is made in turns, and what changes meanwhile costs little then.
   */
  prepare(
    uri: Uri,
    values: Partial<DocumentAnnotationsValues> & { readonly text: string },
  ): Promise<MergedView> {
    const known = this.known(uri);
    return inTurns(mergingAnnotations(mergeInputsOf({ ...known?.values(), ...values }), known?.view));
  }

  /**
   * Takes in what the files of a document say; suggestions stay as they are.
   * @param view as `prepare` gave it, where it could be asked beforehand
   */
  setReview(
    document: Pick<DocumentAnnotationsValues, 'uri' | 'version' | 'text'>,
    values: Partial<ReviewValues>,
    view?: MergedView,
  ): void {
    const known = this.known(document.uri);
    const { uri, version, text } = document;
    if (known && known.text !== text) throw new Error('The review belongs to another text.');
    this.#put(
      { completeness: 'none', ...known?.values(), uri, version, text, ...values },
      view ?? known?.view,
    );
  }

  /**
   * Takes one step in the review of a document, however much it changes; `title` says in the user's language what it
   * does, to be read after "Undo".
   * @throws Error when the document is not known: `AnnotationFiles.forEditing` makes it known.
   */
  apply(uri: Uri, change: ReviewChange, title: string): void {
    const known = this.known(uri);
    if (!known) throw new Error(`There is nothing known of ${uri.toString()}.`);
    this.#travel(known, takeStep(known.history, known.review, change, title));
  }

  /** Notes a step in the grouping of names, of which the synonyms file says already what it did. */
  noteNames(uri: Uri, step: NamesStep): void {
    this.#putHistory(uri, (history) => withStep(history, step));
  }

  /**
   * Takes back the last step of the review; its title, or `undefined` when there is none. One in the grouping of names
   * leaves the history instead and is given to be taken back in the synonyms file; `returnNames` tells of that.
   */
  undo(uri: Uri): string | NamesStep | undefined {
    const known = this.known(uri);
    return known && this.#travel(known, undo(known.history, known.review));
  }

  /** Takes the step again that was taken back last; as `undo` otherwise. */
  redo(uri: Uri): string | NamesStep | undefined {
    const known = this.known(uri);
    return known && this.#travel(known, redo(known.history, known.review));
  }

  /** Notes what is against a step in the grouping of names that was taken back (`future`) or done again (`past`). */
  returnNames(uri: Uri, to: 'past' | 'future', step: NamesStep): void {
    this.#putHistory(uri, (history) => returnStep(history, to, step));
  }

  /** Removes what the model found; what people decided stays. Whether there was something to remove. */
  clear(uri: Uri): boolean {
    const known = this.known(uri);
    if (!known?.suggested) return false;
    const { version, text } = known;
    this.#put({ uri, version, text, completeness: 'none', ...reviewOf(known) }, known?.view);
    return true;
  }

  /** Forgets the document. */
  forget(uri: Uri): void {
    this.#closed.delete(uri.toString());
    if (this.#annotations.delete(uri.toString())) this.#didChange.fire(uri);
  }

  /** Moves all spans of the document along with `changes`, as an editor tells them; `text` is what came of it. */
  shift(uri: Uri, version: number, text: string, changes: readonly TextReplacement[]): void {
    const current = this.known(uri);
    if (!current) return;
    const steps = stepsOf(current.text, changes);
    const review = shiftReview(current.review, steps);
    const history = followText(current.history, steps);
    const values = { ...current.values(), version, text, review, history };
    const { asRead, suggested } = current;
    if (asRead?.text === text) {
      this.#put({ ...values, suggested: asRead.suggested, range: asRead.range }, current.view);
      return;
    }
    const edits = steps.flatMap((step) =>
      // From the last to the first: each counts in the text that the others left.
      step.toReversed().map(({ start, removed, inserted }) => ({
        span: { start, end: start + removed.length },
        length: inserted.length,
      })),
    );
    let range = current.range;
    for (const edit of edits) range = range && (shiftSpan(range, edit) ?? { start: 0, end: 0 });
    this.#put({ ...values, suggested: suggested && shiftExtraction(suggested, edits), range }, current.view);
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
   * @returns whether it took over what a person decided about that.
   */
  markOpened(uri: Uri, version: number, text: () => string): boolean {
    const known = this.known(uri);
    const current = known ?? this.#untitledTwin(uri, text);
    if (!current) return false;
    this.#closed.delete(uri.toString());
    if (current.text === text()) this.#put({ ...current.values(), uri, version }, current.view);
    else this.forget(uri);
    return !known && current.history.past.length > 0;
  }

  /** What is known of `from` is known of another document of the same text as well: no file holds it there yet. */
  copy(from: Uri, { uri, version }: { readonly uri: Uri; readonly version: number }): void {
    const known = this.known(from);
    if (!known) return;
    this.#put({ ...known.values(), uri, version }, known.view);
    const { mentions, attitudes, lost, rejected } = known.review;
    if (mentions.size + attitudes.size + lost.length + rejected.size > 0) this.#didChangeReview.fire(uri);
  }

  /** What is known of `from` is known of the document that it has become; `from` is forgotten. */
  move(from: Uri, document: { readonly uri: Uri; readonly version: number; getText(): string }): void {
    const known = this.known(from);
    if (!known) return;
    const { uri, version } = document;
    this.#put({ ...known.values(), uri, version }, known.view);
    const text = document.getText();
    if (text !== known.text)
      this.shift(uri, version, text, [{ span: { start: 0, end: known.text.length }, text }]);
    this.forget(from);
  }

  dispose(): void {
    for (const timer of this.#settling.values()) clearTimeout(timer);
    this.#didChange.dispose();
    this.#didChangeReview.dispose();
    this.#annotations.clear();
  }

  #travel(known: DocumentAnnotations, travel: Travel | undefined): string | NamesStep | undefined {
    if (travel?.names) {
      this.#putHistory(known.uri, () => travel.history);
      return travel.names;
    }
    if (!travel || travel.review === known.review) return travel?.title;
    const { review, history, title } = travel;
    this.#put({ ...known.values(), review, history }, known.view);
    this.#didChangeReview.fire(known.uri);
    return title;
  }

  #putHistory(uri: Uri, change: (history: History) => History): void {
    const known = this.known(uri);
    if (known) this.#put({ ...known.values(), history: change(known.history) }, known.view);
  }

  #put(values: DocumentAnnotationsValues, view: MergedView | undefined): void {
    const annotations = new DocumentAnnotations(values, view);
    this.#annotations.set(values.uri.toString(), annotations);
    this.#didChange.fire(values.uri);
    this.#settleLater(values.uri);
    // Whoever shows it asks for the merged view a little later; to make it then at one go would take a long turn.
    const isWanted = () => !annotations.isMerged && this.known(values.uri) === annotations;
    void inLaterTurns(annotations.merging, isWanted);
  }

  #settleLater(uri: Uri): void {
    const key = uri.toString();
    clearTimeout(this.#settling.get(key));
    const begin = () => {
      this.#settling.delete(key);
      void this.#settle(uri);
    };
    this.#settling.set(key, setTimeout(begin, pauseMs));
  }

  async #settle(uri: Uri): Promise<void> {
    const known = this.known(uri);
    if (!known?.isProvisional) return;
    const view = await this.prepare(uri, known.values());
    // After a change there will be another pause.
    if (this.known(uri) === known) this.#put(known.values(), view);
  }

  #untitledTwin(uri: Uri, text: () => string): DocumentAnnotations | undefined {
    if (uri.scheme === 'untitled') return undefined;
    for (const annotations of this.#annotations.values())
      if (annotations.uri.scheme === 'untitled' && annotations.text === text()) return annotations;
    return undefined;
  }
}

function reviewOf(known: DocumentAnnotations | undefined): Partial<ReviewValues> {
  if (!known) return {};
  const { review, history, synonyms, fileProblems } = known;
  return { review, history, synonyms, fileProblems };
}
