import type { Span } from '../../core/span.ts';
import { mentionCount } from '../counts.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';

/** How a few words stand for places of the text: their own if they are the same, else how many there are. */
export function nameOfMentions(annotations: DocumentAnnotations, spans: readonly Span[]): string {
  const words = new Set(spans.map((span) => annotations.wordsAt(span)));
  const [only = ''] = words;
  if (words.size > 1) return mentionCount(spans.length);
  return spans.length > 1 ? `${only} (${mentionCount(spans.length)})` : only;
}
