import type { Entity, EntityMention } from './annotations.ts';
import { compareSpans, overlaps, type Span } from './span.ts';

/** An ordered candidate: may the source hold an attitude towards the target? */
export interface Pair {
  readonly sourceMentionId: string;
  readonly targetMentionId: string;
  /** Index into the sentences given. */
  readonly sentenceIndex: number;
}

/**
 * Mentions by sentence, in reading order, one list a sentence.
 * `sentences` are in order and without overlap; a mention that no sentence holds whole belongs to none.
 */
export function mentionsBySentence(
  sentences: readonly Span[],
  mentions: readonly EntityMention[],
): EntityMention[][] {
  const lists: EntityMention[][] = sentences.map(() => []);
  const ordered = [...mentions].sort((a, b) => compareSpans(a.span, b.span));
  let index = 0;
  for (const mention of ordered) {
    while ((sentences[index]?.end ?? Number.POSITIVE_INFINITY) <= mention.span.start) index += 1;
    const sentence = sentences[index];
    if (sentence === undefined) break;
    if (sentence.start <= mention.span.start && mention.span.end <= sentence.end) lists[index]?.push(mention);
  }
  return lists;
}

/**
 * All ordered pairs of mentions of one sentence whose entities differ, both directions, by sentence, then source,
 * then target in reading order. Mentions that overlap make no pair: the same words cannot be both ends.
 * A mention that no entity lists is an entity of its own.
 */
export function candidatePairs(
  sentences: readonly Span[],
  mentions: readonly EntityMention[],
  entities: readonly Entity[],
): Pair[] {
  const entityIds = new Map(
    entities.flatMap((entity) => entity.mentionIds.map((mentionId) => [mentionId, entity.id] as const)),
  );
  const isPair = (source: EntityMention, target: EntityMention) => {
    if (source.id === target.id || overlaps(source.span, target.span)) return false;
    const entityId = entityIds.get(source.id);
    return entityId === undefined || entityId !== entityIds.get(target.id);
  };
  return mentionsBySentence(sentences, mentions).flatMap((inSentence, sentenceIndex) =>
    inSentence.flatMap((source) =>
      inSentence
        .filter((target) => isPair(source, target))
        .map((target) => ({ sourceMentionId: source.id, targetMentionId: target.id, sentenceIndex })),
    ),
  );
}
