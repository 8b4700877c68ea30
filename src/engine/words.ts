import type { Span } from '../core/span.ts';
import type { ModelManifest } from './manifest.ts';

/** A word as `models/README.md` defines it for every model. */
export interface Word extends Span {
  /** Whether the word before it, in the same stretch, ends where this one starts. */
  readonly touchesPrevious: boolean;
}

const wordPattern = /[\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_\p{Z}\p{C}]/gu;

/** Words of the stretch, in order; spans are offsets in `text`. The first never touches what stands before it. */
export function splitWords(text: string, stretch: Span = { start: 0, end: text.length }): Word[] {
  const words: Word[] = [];
  let previousEnd = -1;
  for (const match of text.slice(stretch.start, stretch.end).matchAll(wordPattern)) {
    const start = stretch.start + match.index;
    const end = start + match[0].length;
    words.push({ start, end, touchesPrevious: start === previousEnd });
    previousEnd = end;
  }
  return words;
}

/** The word as the tokenizer gets it: Unicode normalization, then lower case, then ё to е. */
export function normaliseWord(word: string, settings: ModelManifest['tokenizer']): string {
  let normalised = settings.normalization === 'none' ? word : word.normalize(settings.normalization);
  if (settings.lowercase) normalised = normalised.toLowerCase();
  if (settings.yoToYe) normalised = normalised.replaceAll('ё', 'е').replaceAll('Ё', 'Е');
  return normalised;
}
