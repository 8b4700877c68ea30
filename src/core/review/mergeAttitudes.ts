import type { Attitude, EntityMention } from '../annotations.ts';
import { compareSpans, type Span } from '../span.ts';
import type { MergedMentions } from './mergeMentions.ts';
import { isConfirmed, type Review, type ReviewedAttitude } from './review.ts';

/** What the attitudes of both sides come to; immutable. */
export interface MergedAttitudes {
  /** In reading order. */
  readonly attitudes: readonly Attitude[];
  /** How annotated attitudes are shown, so that one that did not change stays the same object. */
  readonly shown: ReadonlyMap<ReviewedAttitude, Attitude>;
}

/** An attitude with what orders it among others. */
interface Placed {
  readonly attitude: Attitude;
  readonly source: Span;
}

const nowhere: Span = { start: 0, end: 0 };

/**
 * Suggested attitudes give way where the file speaks of the pair, also where it says that there is none.
 * @param sentenceAt index of the sentence at an offset
 * @param suggestedMention a suggested mention by its id
 */
export function mergeAttitudes(
  review: Pick<Review, 'mentions' | 'attitudes'>,
  suggested: readonly Attitude[],
  { replacedBy }: MergedMentions,
  sentenceAt: (offset: number) => number,
  suggestedMention: (id: string) => EntityMention | undefined,
  previous: MergedAttitudes | undefined,
): MergedAttitudes {
  const spanOf = (id: string) => (review.mentions.get(id) ?? suggestedMention(id))?.span ?? nowhere;
  const pairs = new Set<string>();
  const shown = new Map<ReviewedAttitude, Attitude>();
  const annotated: Placed[] = [];
  for (const record of review.attitudes.values()) {
    const { sourceMentionId, targetMentionId, label } = record;
    if (suggested.length > 0) pairs.add(`${sourceMentionId} ${targetMentionId}`);
    if (label === 'neutral') continue;
    const source = spanOf(sourceMentionId);
    const sentenceIndex = sentenceAt(source.start);
    const before = previous?.shown.get(record);
    const attitude = before?.sentenceIndex === sentenceIndex ? before : toAttitude(record, sentenceIndex);
    shown.set(record, attitude);
    annotated.push({ attitude, source });
  }
  const left: Placed[] = [];
  for (const attitude of suggested) {
    const sourceMentionId = today(replacedBy, attitude.sourceMentionId);
    const targetMentionId = today(replacedBy, attitude.targetMentionId);
    if (sourceMentionId === undefined || targetMentionId === undefined) continue;
    const pair = `${sourceMentionId} ${targetMentionId}`;
    if (sourceMentionId === targetMentionId || pairs.has(pair)) continue;
    const isSame =
      sourceMentionId === attitude.sourceMentionId && targetMentionId === attitude.targetMentionId;
    // Two suggestions may have become one; where they have not, nothing needs to be noted.
    if (!isSame) pairs.add(pair);
    left.push({
      attitude: isSame ? attitude : { ...attitude, sourceMentionId, targetMentionId },
      source: spanOf(sourceMentionId),
    });
  }
  const compare = (a: Placed, b: Placed) =>
    a.attitude.sentenceIndex - b.attitude.sentenceIndex ||
    compareSpans(a.source, b.source) ||
    // Few begin with one word: the others need not be looked up.
    compareSpans(spanOf(a.attitude.targetMentionId), spanOf(b.attitude.targetMentionId));
  annotated.sort(compare);
  const all = left.length > 0 ? [...annotated, ...left].sort(compare) : annotated;
  return { attitudes: all.map(({ attitude }) => attitude), shown };
}

function today(replacedBy: MergedMentions['replacedBy'], id: string): string | undefined {
  return replacedBy.has(id) ? replacedBy.get(id) : id;
}

function toAttitude(record: ReviewedAttitude, sentenceIndex: number): Attitude {
  const { id, sourceMentionId, targetMentionId, label, origin } = record;
  const confirmed = isConfirmed(record);
  const probability = confirmed ? 1 : (origin?.probability ?? 1);
  return {
    id,
    sourceMentionId,
    targetMentionId,
    label,
    probability,
    sentenceIndex,
    ...(confirmed && { confirmed }),
    ...(origin && { origin }),
  };
}
