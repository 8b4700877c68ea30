import type { Attitude, EntityMention } from '../core/annotations.ts';
import type { Span } from '../core/span.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
import { stateWords } from './review/reviewText.ts';
import { entityTypeName, signs } from './words.ts';

/** An entry of the outline; children lie within their parent. */
export interface OutlineEntry {
  readonly kind: 'sentence' | 'mention' | 'attitude';
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  /** What is selected when the entry is chosen; within `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineEntry[];
}

/** How much of a sentence stands in the outline. */
const shownLength = 80;

/** Sentences that mention an entity, each with its mentions and attitudes, in reading order. */
export function outlineOf(annotations: DocumentAnnotations): readonly OutlineEntry[] {
  const { extraction, index } = annotations;
  const attitudesBySentence = new Map<number, Attitude[]>();
  for (const attitude of extraction.attitudes) {
    const others = attitudesBySentence.get(attitude.sentenceIndex);
    if (others) others.push(attitude);
    else attitudesBySentence.set(attitude.sentenceIndex, [attitude]);
  }
  return extraction.sentences.flatMap((span, sentenceIndex) => {
    const within = (inner: Span) => span.start <= inner.start && inner.end <= span.end;
    const mentions = index.mentionsTouching(span).filter((mention) => within(mention.span));
    if (mentions.length === 0) return [];
    const attitudes = (attitudesBySentence.get(sentenceIndex) ?? []).flatMap((attitude): OutlineEntry[] => {
      const source = index.mention(attitude.sourceMentionId);
      const target = index.mention(attitude.targetMentionId);
      if (!source || !target || attitude.label === 'neutral') return [];
      const start = Math.min(source.span.start, target.span.start);
      const end = Math.max(source.span.end, target.span.end);
      return [
        {
          kind: 'attitude',
          name: `${annotations.wordsAt(source.span)} → ${annotations.wordsAt(target.span)} ${signs[attitude.label]}`,
          detail: stateWords(attitude),
          span: { start, end },
          selection: source.span,
          children: [],
        },
      ];
    });
    return [
      {
        kind: 'sentence',
        name: shorten(annotations.wordsAt(span)),
        detail: '',
        span,
        selection: { start: span.start, end: span.start },
        children: [...attitudes, ...mentions.map((mention) => mentionEntry(annotations, mention))],
      },
    ];
  });
}

function mentionEntry(annotations: DocumentAnnotations, { span, type }: EntityMention): OutlineEntry {
  return {
    kind: 'mention',
    name: annotations.wordsAt(span),
    detail: entityTypeName(type),
    span,
    selection: span,
    children: [],
  };
}

function shorten(sentence: string): string {
  const words = sentence.trim();
  if (words.length <= shownLength) return words;
  return `${words.slice(0, shownLength).replace(/[\s\p{P}\uD800-\uDBFF]+\S*$/u, '')}…`;
}
