import type { EntityMention, Extraction } from '../core/annotations.ts';
import type { Span } from '../core/span.ts';

/** Where the models of a request come from: folders as `models/README.md` describes them. */
export interface ModelFolders {
  readonly entities: string;
  readonly attitudes: string;
}

/** One document to extract attitudes from. Plain data: it crosses to the child process. */
export interface ExtractionRequest {
  /** A newer request of the same key takes the place of an older one, which then fails with an AbortError. */
  readonly key?: string;
  readonly text: string;
  /** `rusentrel`: a line is a sentence, its leading `{Author, Unknown}` is no text. */
  readonly source: 'plain' | 'rusentrel';
  readonly folders: ModelFolders;
  /** Mentions to use; without them the recogniser finds its own. */
  readonly mentions?: readonly EntityMention[];
  /** `besides`: the recogniser looks although mentions are given; what it finds gives way where it overlaps them. */
  readonly recognise?: 'besides';
  /** What the recogniser finds in one of these places, or overlapping it, is left out. */
  readonly excluded?: readonly Span[];
  /** Groups of synonyms, as a synonyms file gives them; names in any case and form. */
  readonly synonyms?: readonly (readonly string[])[];
  /** Only sentences that touch this span are read. */
  readonly range?: Span;
  /** Sentences nearest to this offset are read first. */
  readonly startAt?: number;
  /** Replaces the thresholds of the manifest for mention pairs and opinions alike. */
  readonly threshold?: number;
}

/** Whether the recogniser has anything to do for the request. */
export function needsRecogniser(request: Pick<ExtractionRequest, 'mentions' | 'recognise'>): boolean {
  return request.mentions === undefined || request.recognise === 'besides';
}

/** How far an extraction is. */
export interface ExtractionProgress {
  readonly doneSentences: number;
  readonly totalSentences: number;
}

/** What an extraction took. */
interface ExtractionTimings {
  /** Loading models, milliseconds; 0 when they were there already. */
  readonly loadMs: number;
  readonly totalMs: number;
  /** Sentences answered from the cache. */
  readonly cachedSentences: number;
  /** Greatest resident memory of the child process so far, bytes. */
  readonly peakMemoryBytes: number;
}

/** The finished answer to a request. */
export interface ExtractionAnswer {
  readonly extraction: Extraction;
  readonly models: { readonly entities: string | undefined; readonly attitudes: string };
  readonly timings: ExtractionTimings;
}

/**
 * Extracts attitudes somewhere else than on the caller's thread.
 * The editor and the command line know only this; tests give them a small one of their own.
 */
export interface Extractor {
  /**
   * @throws AbortError (`signal.reason`) as soon as `signal` fires; ModelLoadError when a model folder cannot be used;
   * EngineError when the child process died twice on the same request.
   */
  extract(
    request: ExtractionRequest,
    signal: AbortSignal,
    onProgress?: (progress: ExtractionProgress, partial: Extraction | undefined) => void,
  ): Promise<ExtractionAnswer>;
  dispose(): void;
}
