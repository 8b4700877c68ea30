import { type Event, EventEmitter, type TextDocument, type Uri } from 'vscode';
import type { Extraction } from '../core/annotations.ts';
import type { Problem } from '../core/problem.ts';
import type { Span } from '../core/span.ts';
import type { ExtractionProgress, ExtractionRequest, Extractor } from '../engine/extractionRequest.ts';
import type { AnnotationStore } from './annotationStore.ts';
import type { Completeness } from './documentAnnotations.ts';

/** What the runner needs of a `TextDocument`. */
export interface ExtractableDocument {
  readonly uri: Uri;
  readonly version: number;
  readonly isClosed: boolean;
  getText(): string;
}

/** Which part of a document is wanted, and where to begin. */
export interface ExtractionScope {
  /** Without it the whole document is read. */
  readonly range?: Span | undefined;
  /** Sentences nearest to this offset are read first. */
  readonly startAt?: number | undefined;
}

/** What happens with a document at the moment. */
export type RunState =
  | { readonly type: 'idle' }
  | { readonly type: 'running'; readonly progress: ExtractionProgress | undefined }
  | { readonly type: 'failed'; readonly error: unknown };

/** What a request needs besides the text and its scope. */
export interface PreparedRequest {
  /** Models, mentions, synonyms, thresholds. */
  readonly settings: Omit<ExtractionRequest, 'text' | 'range' | 'startAt'>;
  /** Flaws in the files that these come from. */
  readonly problems: readonly Problem[];
}

/** Gathers what a request for the document needs. */
export type PrepareRequest<Document> = (document: Document) => Promise<PreparedRequest>;

interface Run {
  readonly controller: AbortController;
  readonly scope: ExtractionScope;
  progress: ExtractionProgress | undefined;
}

const idle: RunState = { type: 'idle' };

/** Runs extractions, one a document, and puts what they find into the store. */
export class ExtractionRunner<Document extends ExtractableDocument = TextDocument> {
  readonly #extractor: Extractor;
  readonly #store: AnnotationStore;
  readonly #prepare: PrepareRequest<Document>;
  readonly #runs = new Map<string, Run>();
  readonly #failures = new Map<string, unknown>();
  readonly #didChangeState = new EventEmitter<Uri>();

  /** Fires when a run of the document begins, gets on or ends. */
  readonly onDidChangeState: Event<Uri> = this.#didChangeState.event;

  constructor(extractor: Extractor, store: AnnotationStore, prepare: PrepareRequest<Document>) {
    this.#extractor = extractor;
    this.#store = store;
    this.#prepare = prepare;
  }

  state(uri: Uri): RunState {
    const key = uri.toString();
    const run = this.#runs.get(key);
    if (run) return { type: 'running', progress: run.progress };
    return this.#failures.has(key) ? { type: 'failed', error: this.#failures.get(key) } : idle;
  }

  /** What the running extraction of the document was asked for. */
  runningScope(uri: Uri): ExtractionScope | undefined {
    return this.#runs.get(uri.toString())?.scope;
  }

  /**
   * Extracts from the document as it is now; a run that is under way for it is given up.
   * Resolves to `false` when it was cancelled or the document moved on; what was shown until then stays.
   * @throws whatever kept the extraction from being done.
   */
  async extract(document: Document, scope: ExtractionScope = {}): Promise<boolean> {
    const key = document.uri.toString();
    this.#runs.get(key)?.controller.abort();
    this.#failures.delete(key);
    const run: Run = { controller: new AbortController(), scope, progress: undefined };
    this.#runs.set(key, run);
    this.#didChangeState.fire(document.uri);
    try {
      return await this.#run(document, run);
    } catch (error) {
      if (run.controller.signal.aborted) return false;
      this.#failures.set(key, error);
      throw error;
    } finally {
      // A newer run may have taken the place of this one; the document is its business then.
      if (this.#runs.get(key) === run) {
        this.#runs.delete(key);
        this.#markStopped(document.uri);
        this.#didChangeState.fire(document.uri);
      }
    }
  }

  /** Gives up the run of the document, at once; whether there was one. */
  cancel(uri: Uri): boolean {
    const run = this.#runs.get(uri.toString());
    run?.controller.abort();
    return run !== undefined;
  }

  /** Forgets why the last run of the document failed. */
  forget(uri: Uri): void {
    if (this.#failures.delete(uri.toString())) this.#didChangeState.fire(uri);
  }

  dispose(): void {
    for (const run of this.#runs.values()) run.controller.abort();
    this.#didChangeState.dispose();
  }

  async #run(document: Document, run: Run): Promise<boolean> {
    const { signal } = run.controller;
    const { uri, version } = document;
    const text = document.getText();
    const matters = () => !signal.aborted && !document.isClosed && document.version === version;
    const { settings, problems } = await this.#prepare(document);
    if (!matters()) return false;
    const { range, startAt } = run.scope;
    const request: ExtractionRequest = {
      ...settings,
      text,
      ...(range && { range }),
      ...(startAt !== undefined && { startAt }),
    };
    const result = (found: Extraction, completeness: Completeness) => {
      const suggested = { ...found, problems: [...problems, ...found.problems] };
      const read = { suggested, groupedBy: settings.synonyms ?? [] };
      return { uri, version, text, ...read, completeness, range, asRead: { text, suggested, range } };
    };
    const answer = await this.#extractor.extract(request, signal, (progress, partial) => {
      if (!matters()) return;
      run.progress = progress;
      if (partial && this.#isNews(uri, partial)) this.#store.set({ ...result(partial, 'partial'), progress });
      this.#didChangeState.fire(uri);
    });
    if (!matters()) return false;
    const { models, timings } = answer;
    this.#store.set({ ...result(answer.extraction, 'complete'), models, timings });
    return true;
  }

  /** A partial result must not take the place of a fuller one: the text would lose colours and get them back. */
  #isNews(uri: Uri, partial: Extraction): boolean {
    const shown = this.#store.get(uri);
    if (!shown?.suggested) return true;
    return shown.completeness !== 'complete' && partial.mentions.length >= shown.suggested.mentions.length;
  }

  #markStopped(uri: Uri): void {
    const shown = this.#store.get(uri);
    if (shown?.completeness === 'partial') this.#store.set({ ...shown.values(), completeness: 'stopped' });
  }
}
