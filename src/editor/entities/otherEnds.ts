import type { EntityMention } from '../../core/annotations.ts';
import { overlaps, type Span } from '../../core/span.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';

/** What an attitude can be held towards, or by whom, seen from one mention. */
export interface OtherEnds {
  /** Mentions in the same sentence, the nearest first. */
  readonly inSentence: readonly EntityMention[];
  /** Of each other entity the nearest mention, the nearest first. */
  readonly elsewhere: readonly EntityMention[];
}

/** Mentions in sight that an attitude of `from` can have as its other end: first those of its sentence, nearest first. */
export function otherEndsInSight(
  annotations: DocumentAnnotations,
  from: EntityMention,
  visible: readonly Span[],
): readonly EntityMention[] {
  const { index } = annotations;
  const sentence = sentenceOf(annotations, from);
  const mentions = new Set(visible.flatMap((span) => index.mentionsTouching(span)));
  const isNear = ({ span }: EntityMention) => overlaps(sentence, span);
  return [...mentions]
    .filter((mention) => canBeOtherEnd(annotations, from, mention))
    .sort((a, b) => Number(isNear(b)) - Number(isNear(a)) || distance(from, a) - distance(from, b));
}

/** All that an attitude of `from` can have as its other end, few enough for a list. */
export function otherEnds(annotations: DocumentAnnotations, from: EntityMention): OtherEnds {
  const { index, extraction } = annotations;
  const sentence = sentenceOf(annotations, from);
  const inSentence: EntityMention[] = [];
  const nearest = new Map<string, EntityMention>();
  for (const mention of extraction.mentions) {
    if (!canBeOtherEnd(annotations, from, mention)) continue;
    if (overlaps(sentence, mention.span)) {
      inSentence.push(mention);
      continue;
    }
    const entityId = index.entityOfMention(mention.id)?.id ?? mention.id;
    const known = nearest.get(entityId);
    if (!known || distance(from, mention) < distance(from, known)) nearest.set(entityId, mention);
  }
  const byDistance = (a: EntityMention, b: EntityMention) => distance(from, a) - distance(from, b);
  return { inSentence: inSentence.sort(byDistance), elsewhere: [...nearest.values()].sort(byDistance) };
}

/** Nobody holds an attitude towards himself, and words within a mention are part of it. */
function canBeOtherEnd(
  { index }: DocumentAnnotations,
  from: EntityMention,
  { id, span }: EntityMention,
): boolean {
  return !overlaps(from.span, span) && index.entityOfMention(id) !== index.entityOfMention(from.id);
}

function sentenceOf({ extraction }: DocumentAnnotations, { span }: EntityMention): Span {
  return extraction.sentences.find(({ start, end }) => start <= span.start && span.start < end) ?? span;
}

function distance(a: EntityMention, b: EntityMention): number {
  return a.span.start < b.span.start ? b.span.start - a.span.end : a.span.start - b.span.end;
}
