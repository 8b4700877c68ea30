import type { Attitude } from '../../core/annotations.ts';
import { isConfirmed, type Review, type ReviewedAttitude } from '../../core/review/review.ts';
import type { Span } from '../../core/span.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';

/** What people decided, the neutral ones too, in reading order. */
export function reviewedAttitudes(annotations: DocumentAnnotations): readonly Attitude[] {
  const { review } = annotations;
  const startOf = (id: string) => review.mentions.get(id)?.span.start ?? 0;
  return [...review.attitudes.values()]
    .filter(isConfirmed)
    .map((reviewed) => reviewedAttitude(annotations, reviewed))
    .sort(
      (a, b) =>
        startOf(a.sourceMentionId) - startOf(b.sourceMentionId) ||
        startOf(a.targetMentionId) - startOf(b.targetMentionId),
    );
}

/** A decision as the attitude it is about; views leave neutral ones out. */
export function reviewedAttitude(
  { extraction, review }: DocumentAnnotations,
  { id, sourceMentionId, targetMentionId, label, origin }: ReviewedAttitude,
): Attitude {
  const start = review.mentions.get(sourceMentionId)?.span.start ?? 0;
  return {
    id,
    sourceMentionId,
    targetMentionId,
    label,
    probability: 1,
    sentenceIndex: sentenceAt(extraction.sentences, start),
    confirmed: true,
    ...(origin && { origin }),
  };
}

/** Where the two ends of an attitude stand. */
interface EndPlaces {
  readonly source: Span;
  readonly target: Span;
}

/** The places, in reading order, of the decisions that one review has and the other has not, or has otherwise. */
export function differences(before: Review, after: Review): readonly EndPlaces[] {
  const places: EndPlaces[] = [];
  const compare = (a: Review, b: Review) => {
    for (const [id, attitude] of a.attitudes) {
      if (b.attitudes.get(id) === attitude) continue;
      const source = a.mentions.get(attitude.sourceMentionId)?.span;
      const target = a.mentions.get(attitude.targetMentionId)?.span;
      if (source && target) places.push({ source, target });
    }
  };
  compare(before, after);
  compare(after, before);
  return places.sort((a, b) => a.source.start - b.source.start || a.target.start - b.target.start);
}

/** Index of the last sentence that begins at or before `offset`; 0 where there is none. */
function sentenceAt(sentences: readonly Span[], offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
