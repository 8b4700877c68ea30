import type { Extraction } from '../annotations.ts';
import { resplitSentences, splittingSentences } from '../sentences.ts';
import { countStartingUpTo, overlaps, type Span } from '../span.ts';
import type { Work } from '../work.ts';
import type { Review } from './review.ts';

/** Sentences in which all annotated attitudes have a place. */
export interface SentenceCover {
  readonly sentences: readonly Span[];
  /** For each suggested sentence its index among them; absent where it is the same. */
  readonly newIndices: readonly number[] | undefined;
  /** Of the whole text, as far as they had to be found. */
  readonly ownSentences: readonly Span[] | undefined;
}

/**
 * The sentences of the suggestions, and where those are only a part of the text, as while an extraction runs, the
 * others that annotations need.
 * @param last what was found for the text before
 */
export function* coveringSentences(
  text: string,
  suggested: Pick<Extraction, 'sentences'> | undefined,
  { mentions, attitudes }: Pick<Review, 'mentions' | 'attitudes'>,
  last: { readonly text: string; readonly ownSentences: readonly Span[] | undefined } | undefined,
): Work<SentenceCover> {
  const known = suggested?.sentences ?? [];
  const isCovered = (mentionId: string) => {
    const offset = mentions.get(mentionId)?.span.start ?? 0;
    const sentence = known[sentenceIndexAt(known, offset)];
    return sentence !== undefined && sentence.start <= offset && offset < sentence.end;
  };
  let isWhole = known.length > 0;
  for (const { sourceMentionId, label } of attitudes.values()) {
    if (!isWhole) break;
    isWhole = label === 'neutral' || isCovered(sourceMentionId);
  }
  if (isWhole) {
    const ownSentences = last?.text === text ? last.ownSentences : undefined;
    return { sentences: known, newIndices: undefined, ownSentences };
  }
  const own = last?.ownSentences
    ? resplitSentences(last.text, last.ownSentences, text)
    : yield* splittingSentences(text);
  return { ...fill(known, own), ownSentences: own };
}

/** Index of the last sentence that starts at or before `offset`, the first where there is none. */
export function sentenceIndexAt(sentences: readonly Span[], offset: number): number {
  return Math.max(0, countStartingUpTo(sentences, offset) - 1);
}

/** Puts those of `own` between `known` that overlap none of it. */
function fill(known: readonly Span[], own: readonly Span[]): Pick<SentenceCover, 'sentences' | 'newIndices'> {
  if (known.length === 0) return { sentences: own, newIndices: undefined };
  const sentences: Span[] = [];
  const newIndices: number[] = [];
  let next = 0;
  const passKnown = (end: number) => {
    for (let span = known[next]; span && span.start < end; span = known[next]) {
      newIndices.push(sentences.push(span) - 1);
      next += 1;
    }
  };
  for (const sentence of own) {
    passKnown(sentence.start);
    const neighbours = [sentences.at(-1), known[next]];
    if (!neighbours.some((each) => each && overlaps(each, sentence))) sentences.push(sentence);
  }
  passKnown(Number.POSITIVE_INFINITY);
  return { sentences, newIndices };
}
