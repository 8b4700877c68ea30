import { splitSentences } from './sentences.ts';
import type { Span } from './span.ts';
import { editBetween } from './textEdit.ts';

/** How many sentences on either side of an edit are read again: what ends one may depend on its neighbours. */
const margin = 3;

/**
 * `splitSentences(text)`, for a text that came of `before` by an edit: only the sentences around it are read again,
 * as long as the edit leaves the others where they were.
 * @param sentences of `before`
 */
export function resplitSentences(before: string, sentences: readonly Span[], text: string): readonly Span[] {
  const edit = editBetween(before, text);
  if (edit === undefined) return sentences;
  const growth = text.length - before.length;
  const first = firstEndingFrom(sentences, edit.span.start) - margin;
  const last = firstEndingFrom(sentences, edit.span.end) + margin;
  const [head, behind] = [sentences.slice(0, Math.max(0, first)), sentences.slice(last + 1)];
  const tail = behind.map(({ start, end }) => ({ start: start + growth, end: end + growth }));
  const from = head.at(-1)?.end ?? 0;
  const to = tail[0]?.start ?? text.length;
  const between = splitSentences(text.slice(from, to)).map(({ start, end }) => ({
    start: start + from,
    end: end + from,
  }));
  // Where the border sentences came out otherwise, the neighbours may too.
  const isFirstSame = head.length === 0 || between[0]?.start === sentences[first]?.start;
  const lastBefore = sentences[last];
  const isLastSame = tail.length === 0 || between.at(-1)?.start === (lastBefore?.start ?? 0) + growth;
  return isFirstSame && isLastSame ? [...head, ...between, ...tail] : splitSentences(text);
}

/** Index of the first sentence that ends at or after `offset`. */
function firstEndingFrom(sentences: readonly Span[], offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sentences[middle]?.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
