import type { Attitude, EntityMention } from '../core/annotations.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';

/** The other end of an attitude, seen from a mention. */
export interface Partner {
  readonly mention: EntityMention;
  readonly attitude: Attitude;
  /** Whether the mention one looks from is the subject. */
  readonly isOutgoing: boolean;
}

/**
 * Where one can go from `mention`: the other ends of its own attitudes; when it has none, those of its entity
 * elsewhere in the text. In reading order.
 */
export function partnersOf(annotations: DocumentAnnotations, mention: EntityMention): readonly Partner[] {
  const own = partnersOfMentions(annotations, new Set([mention.id]));
  if (own.length > 0) return own;
  const entity = annotations.index.entityOfMention(mention.id);
  return entity ? partnersOfMentions(annotations, new Set(entity.mentionIds)) : [];
}

function partnersOfMentions(
  { extraction, index }: DocumentAnnotations,
  mentionIds: ReadonlySet<string>,
): readonly Partner[] {
  return extraction.attitudes
    .flatMap((attitude): Partner[] => {
      const isOutgoing = mentionIds.has(attitude.sourceMentionId);
      if (attitude.label === 'neutral' || !(isOutgoing || mentionIds.has(attitude.targetMentionId)))
        return [];
      const mention = index.mention(isOutgoing ? attitude.targetMentionId : attitude.sourceMentionId);
      return mention ? [{ mention, attitude, isOutgoing }] : [];
    })
    .sort((a, b) => a.mention.span.start - b.mention.span.start);
}
