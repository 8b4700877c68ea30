import type { Attitude, EntityMention } from '../core/annotations.ts';
import type { Span } from '../core/span.ts';
import { attitudeCount, mentionCount, sentenceCount } from './counts.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
import { stateWords } from './review/reviewText.ts';
import { entityTypeName, signs } from './words.ts';

/** An entry of the outline; children lie within their parent. */
export interface OutlineEntry {
  readonly kind: 'stretch' | 'sentence' | 'mention' | 'attitude';
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  /** What is selected when the entry is chosen; within `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineEntry[];
}

/** How much of a sentence stands in the outline. */
const shownLength = 80;

/** VS Code makes and sends all entries at one go after each edit; more than this would be felt. */
const mostEntries = 6000;

/** Into so many stretches a text with more is divided. */
const stretchCount = 1000;

/**
 * Sentences that mention an entity, each with its mentions and attitudes, in reading order. Of a text with very many
 * of them, stretches of several sentences, each of which tells how many there are in it.
 */
export function outlineOf(annotations: DocumentAnnotations): readonly OutlineEntry[] {
  const { sentences, mentions, attitudes } = annotations.extraction;
  const mostSentences = Math.min(sentences.length, mentions.length);
  return mostSentences + mentions.length + attitudes.length > mostEntries
    ? stretchesOf(annotations)
    : sentencesOf(annotations);
}

function stretchesOf(annotations: DocumentAnnotations): readonly OutlineEntry[] {
  const { sentences, mentions, attitudes } = annotations.extraction;
  const held = sentences.map((span) => ({ span, mentions: 0, attitudes: 0 }));
  let at = 0;
  for (const { span } of mentions) {
    while (span.start >= (held[at]?.span.end ?? Number.POSITIVE_INFINITY)) at += 1;
    const sentence = held[at];
    if (sentence && sentence.span.start <= span.start) sentence.mentions += 1;
  }
  for (const { sentenceIndex, label } of attitudes) {
    const sentence = held[sentenceIndex];
    if (sentence && label !== 'neutral') sentence.attitudes += 1;
  }
  const telling = held.filter((sentence) => sentence.mentions > 0);
  const length = Math.ceil(telling.length / stretchCount);
  return Array.from({ length: Math.ceil(telling.length / length) }, (_, index): OutlineEntry => {
    const stretch = telling.slice(index * length, (index + 1) * length);
    const { start } = stretch[0]?.span ?? { start: 0 };
    const { end } = stretch.at(-1)?.span ?? { end: 0 };
    const sum = (of: 'mentions' | 'attitudes') => stretch.reduce((total, each) => total + each[of], 0);
    return {
      kind: 'stretch',
      name: shorten(annotations.wordsAt(stretch[0]?.span ?? { start, end })),
      detail: [
        sentenceCount(stretch.length),
        mentionCount(sum('mentions')),
        attitudeCount(sum('attitudes')),
      ].join(' · '),
      span: { start, end },
      selection: { start, end: start },
      children: [],
    };
  });
}

function sentencesOf(annotations: DocumentAnnotations): readonly OutlineEntry[] {
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
