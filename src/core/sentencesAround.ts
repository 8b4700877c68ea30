import type { EntityMention } from './annotations.ts';
import { splitSentences } from './sentences.ts';
import { compareSpans, type Span } from './span.ts';

/** The sentences of `text`, but no mention holds the end of one: sentences that meet inside a mention are read as one. */
export function sentencesAround(text: string, mentions: readonly EntityMention[]): Span[] {
  const ordered = [...mentions].sort((a, b) => compareSpans(a.span, b.span));
  const merged: Span[] = [];
  let next = 0;
  let reach = 0;
  for (const sentence of splitSentences(text)) {
    const last = merged.at(-1);
    for (; last !== undefined && next < ordered.length; next += 1) {
      const span = ordered[next]?.span ?? last;
      if (span.start >= last.end) break;
      reach = Math.max(reach, span.end);
    }
    if (last !== undefined && reach > sentence.start)
      merged[merged.length - 1] = { start: last.start, end: sentence.end };
    else merged.push(sentence);
  }
  return merged;
}
