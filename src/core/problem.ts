import type { Span } from './span.ts';

/** A flaw in the input that costs only itself: the rest of the input is used. */
export interface Problem {
  /** What is wrong and what became of it, in English, one sentence. */
  readonly message: string;
  /** 1-based line of the file it was found in. */
  readonly line?: number;
  /** Where in the document's text. */
  readonly span?: Span;
}
