import { parseBrat } from '../../../../src/core/formats/brat.ts';
import { type ReadReview, readReview, writeReview } from '../../../../src/core/review/bratSync.ts';
import type { Review } from '../../../../src/core/review/review.ts';
import type { Span } from '../../../../src/core/span.ts';

const same = (offset: number) => offset;

/** The review that an `.ann` file of `text` holds, where disk and editor have the same text. */
export function reviewOf(annText: string, text: string): ReadReview {
  return readReview(parseBrat(annText, text), same);
}

/** The `.ann` file after the review was written into what `read` read. */
export function annOf({ file }: Pick<ReadReview, 'file'>, review: Review, text: string): string {
  return writeReview(file, review, text, same).annText;
}

/** Where `words` stand in `text`, at their first or a later place. */
export function spanOf(text: string, words: string, from = 0): Span {
  const start = text.indexOf(words, from);
  if (start < 0) throw new Error(`"${words}" is not in the text.`);
  return { start, end: start + words.length };
}
