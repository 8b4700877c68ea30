import type { Uri } from 'vscode';
import type { Extraction } from '../core/annotations.ts';
import type { Span } from '../core/span.ts';
import type { ExtractionAnswer, ExtractionProgress } from '../engine/extractionRequest.ts';
import { AnnotationIndex } from './annotationIndex.ts';

/**
 * How far the extraction got: still `partial`, `stopped` by the user before its end, or `complete`.
 * Only what is complete is computed again by itself after an edit.
 */
export type Completeness = 'partial' | 'stopped' | 'complete';

/** The values `DocumentAnnotations` is made of. */
export interface DocumentAnnotationsValues {
  readonly uri: Uri;
  /** The document's version that `text` and all spans belong to. */
  readonly version: number;
  readonly text: string;
  readonly extraction: Extraction;
  readonly completeness: Completeness;
  /** What was asked for; absent for the whole document. */
  readonly range?: Span | undefined;
  /** The last text that was read and what was found in it, so that undoing an edit brings all of it back. */
  readonly asRead?:
    | { readonly text: string; readonly extraction: Extraction; readonly range?: Span | undefined }
    | undefined;
  /** How far the extraction got while it was not complete. */
  readonly progress?: ExtractionProgress | undefined;
  /** Known when the extraction is complete. */
  readonly models?: ExtractionAnswer['models'] | undefined;
  readonly timings?: ExtractionAnswer['timings'] | undefined;
}

/** What is known about one document at one version; immutable. */
export class DocumentAnnotations implements DocumentAnnotationsValues {
  readonly uri: Uri;
  readonly version: number;
  readonly text: string;
  readonly extraction: Extraction;
  readonly completeness: Completeness;
  readonly range: Span | undefined;
  readonly asRead: DocumentAnnotationsValues['asRead'];
  readonly progress: ExtractionProgress | undefined;
  readonly models: ExtractionAnswer['models'] | undefined;
  readonly timings: ExtractionAnswer['timings'] | undefined;
  #index: AnnotationIndex | undefined;

  constructor(values: DocumentAnnotationsValues) {
    this.uri = values.uri;
    this.version = values.version;
    this.text = values.text;
    this.extraction = values.extraction;
    this.completeness = values.completeness;
    this.range = values.range;
    this.asRead = values.asRead;
    this.progress = values.progress;
    this.models = values.models;
    this.timings = values.timings;
  }

  /** Made when first asked for: most versions of a text that is being typed are never looked at. */
  get index(): AnnotationIndex {
    this.#index ??= new AnnotationIndex(this.extraction, this.text);
    return this.#index;
  }

  /** What it takes to make another of it, with some of it replaced. */
  values(): DocumentAnnotationsValues {
    const { uri, version, text, extraction, completeness, range, asRead, progress, models, timings } = this;
    return { uri, version, text, extraction, completeness, range, asRead, progress, models, timings };
  }

  /** The words at `span`, as one line. */
  wordsAt(span: Span): string {
    return this.text.slice(span.start, span.end).replace(/\s+/gu, ' ');
  }
}
