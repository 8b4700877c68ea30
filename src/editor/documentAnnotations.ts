import type { Uri } from 'vscode';
import type { Extraction } from '../core/annotations.ts';
import type { Problem } from '../core/problem.ts';
import { emptyHistory, type History, redoTitle, undoTitle } from '../core/review/history.ts';
import { type MergedView, type MergeInputs, mergingAnnotations } from '../core/review/mergeView.ts';
import { emptyReview, type Review } from '../core/review/review.ts';
import type { Span } from '../core/span.ts';
import { finish, type Work } from '../core/work.ts';
import type { ExtractionAnswer, ExtractionProgress } from '../engine/extractionRequest.ts';
import { AnnotationIndex } from './annotationIndex.ts';

/**
 * How far the extraction got: `none` was made, still `partial`, `stopped` by the user before its end, or `complete`.
 * Only what is complete is computed again by itself after an edit.
 */
export type Completeness = 'none' | 'partial' | 'stopped' | 'complete';

/** What a model found in a document, and how. */
export interface SuggestionValues {
  readonly suggested?: Extraction | undefined;
  /** The groups of names that the entities of `suggested` were made with. */
  readonly groupedBy?: ReviewValues['synonyms'] | undefined;
  readonly completeness: Completeness;
  /** What was asked for; absent for the whole document. */
  readonly range?: Span | undefined;
  /** The last text that was read and what was found in it, so that undoing an edit brings all of it back. */
  readonly asRead?:
    | { readonly text: string; readonly suggested: Extraction; readonly range?: Span | undefined }
    | undefined;
  /** How far the extraction got while it was not complete. */
  readonly progress?: ExtractionProgress | undefined;
  /** Known when the extraction is complete. */
  readonly models?: ExtractionAnswer['models'] | undefined;
  readonly timings?: ExtractionAnswer['timings'] | undefined;
}

/** What people decided about a document. */
export interface ReviewValues {
  /** Annotations: what stands in the `.ann` file, or will when the text is saved. */
  readonly review: Review;
  readonly history: History;
  /** Groups of names that are one entity, as the synonyms file gives them. */
  readonly synonyms: readonly (readonly string[])[];
  /** Flaws of the `.ann` file. */
  readonly fileProblems: readonly Problem[];
}

/** The values `DocumentAnnotations` is made of. */
export interface DocumentAnnotationsValues extends SuggestionValues, Partial<ReviewValues> {
  readonly uri: Uri;
  /** The document's version that `text` and all spans belong to. */
  readonly version: number;
  readonly text: string;
}

/** What is known about one document at one version; immutable. */
export class DocumentAnnotations implements DocumentAnnotationsValues, ReviewValues {
  readonly uri: Uri;
  readonly version: number;
  readonly text: string;
  readonly suggested: Extraction | undefined;
  readonly groupedBy: DocumentAnnotationsValues['groupedBy'];
  readonly completeness: Completeness;
  readonly range: Span | undefined;
  readonly asRead: DocumentAnnotationsValues['asRead'];
  readonly progress: ExtractionProgress | undefined;
  readonly models: ExtractionAnswer['models'] | undefined;
  readonly timings: ExtractionAnswer['timings'] | undefined;
  readonly review: Review;
  readonly history: History;
  readonly synonyms: ReviewValues['synonyms'];
  readonly fileProblems: readonly Problem[];
  /** Once made, the own one; until then that of the version before, from which what stayed the same is taken. */
  #view: MergedView | undefined;
  #merging: Work<void> | undefined;
  #extraction: Extraction | undefined;
  #index: AnnotationIndex | undefined;

  /** @param view a merged view of the document as it is now or was, to make the own one from cheaply */
  constructor(values: DocumentAnnotationsValues, view?: MergedView) {
    this.uri = values.uri;
    this.version = values.version;
    this.text = values.text;
    this.suggested = values.suggested;
    this.groupedBy = values.groupedBy;
    this.completeness = values.completeness;
    this.range = values.range;
    this.asRead = values.asRead;
    this.progress = values.progress;
    this.models = values.models;
    this.timings = values.timings;
    this.review = values.review ?? emptyReview;
    this.history = values.history ?? emptyHistory;
    this.synonyms = values.synonyms ?? values.groupedBy ?? noSynonyms;
    this.fileProblems = values.fileProblems ?? [];
    this.#view = view;
  }

  /**
   * Annotations and suggestions as one: what views show. Mentions and attitudes say whether they are annotations
   * (`confirmed`); suggestions about what is annotated have given way. Made when first asked for.
   */
  get extraction(): Extraction {
    this.#extraction ??= this.#merge();
    return this.#extraction;
  }

  /** The merged view made last, of this version or of one before it. */
  get view(): MergedView | undefined {
    return this.#view;
  }

  /** Whether the merged view of this version is there. */
  get isMerged(): boolean {
    return this.#extraction !== undefined;
  }

  /**
   * Makes the merged view, which in a long text takes a while, so that it is there when it is asked for: one work for
   * all, which whoever cannot wait finishes.
   */
  get merging(): Work<void> {
    this.#merging ??= this.#makeView();
    return this.#merging;
  }

  /** Made when first asked for: most versions of a text that is being typed are never looked at. */
  get index(): AnnotationIndex {
    this.#index ??= new AnnotationIndex(this.extraction, this.text);
    return this.#index;
  }

  /** Whether what is shown can be made better once the person pauses (`MergedView.isProvisional`). */
  get isProvisional(): boolean {
    return this.#extraction !== undefined && this.#view?.isProvisional === true;
  }

  /** Whether there is anything to show, or to bring back by undoing. */
  get isEmpty(): boolean {
    const { suggested, review, history, fileProblems } = this;
    const { mentions, attitudes, lost, rejected } = review;
    return (
      suggested === undefined &&
      mentions.size + attitudes.size + lost.length + rejected.size === 0 &&
      history.past.length + history.future.length + fileProblems.length === 0
    );
  }

  /** The title of the review step that undo takes back; `undefined` when there is none. */
  get undoTitle(): string | undefined {
    return undoTitle(this.history);
  }

  /** The title of the review step that redo does again. */
  get redoTitle(): string | undefined {
    return redoTitle(this.history);
  }

  *#makeView(): Work<void> {
    const inputs = mergeInputsOf(this);
    if (!this.#view || !areSameInputs(this.#view.inputs, inputs))
      this.#view = yield* mergingAnnotations(inputs, this.#view);
  }

  #merge(): Extraction {
    const { fileProblems } = this;
    finish(this.merging);
    if (!this.#view) throw new Error('There is no merged view after it was made.');
    const { extraction } = this.#view;
    return fileProblems.length > 0
      ? { ...extraction, problems: [...fileProblems, ...extraction.problems] }
      : extraction;
  }

  /** What it takes to make another of it, with some of it replaced. */
  values(): DocumentAnnotationsValues & ReviewValues {
    const { uri, version, text, suggested, completeness, range, asRead, progress, models, timings } = this;
    const { review, history, synonyms, fileProblems, groupedBy } = this;
    return {
      ...{ uri, version, text, suggested, completeness, range, asRead, progress, models, timings },
      ...{ review, history, synonyms, fileProblems, groupedBy },
    };
  }

  /** The words at `span`, as one line. */
  wordsAt(span: Span): string {
    return this.text.slice(span.start, span.end).replace(/\s+/gu, ' ');
  }
}

const noSynonyms: ReviewValues['synonyms'] = [];

/** What the merged view of a document is made of. */
export function mergeInputsOf(
  values: Pick<DocumentAnnotationsValues, 'text' | 'suggested' | 'groupedBy' | 'synonyms' | 'review'>,
): MergeInputs {
  const { text, suggested, groupedBy, review = emptyReview } = values;
  const { mentions, attitudes, rejected } = review;
  const isReviewed = mentions.size + attitudes.size + rejected.size > 0;
  const synonyms = values.synonyms ?? groupedBy ?? noSynonyms;
  return { text, suggested, groupedBy, synonyms, review: isReviewed ? review : undefined };
}

function areSameInputs(a: MergeInputs, b: MergeInputs): boolean {
  return (
    a.text === b.text &&
    a.suggested === b.suggested &&
    a.groupedBy === b.groupedBy &&
    a.synonyms === b.synonyms &&
    a.review === b.review
  );
}
