import type { Attitude, Entity, EntityMention, Extraction } from '../annotations.ts';
import { groupMentions } from '../entities.ts';
import { splitSentences } from '../sentences.ts';
import { compareSpans, type Span } from '../span.ts';
import { mergeMentions } from './mergeMentions.ts';
import { mergeOpinions } from './mergeOpinions.ts';
import { emptyReview, isConfirmed, type Review } from './review.ts';

/** What the merged view is made of. */
export interface MergeInputs {
  readonly text: string;
  /** What the model suggests, its spans moved with `text`; absent before an extraction. */
  readonly suggested?: Extraction | undefined;
  /** Absent where there is no `.ann` file. */
  readonly review?: Review | undefined;
  /** As `groupMentions` takes them. */
  readonly synonyms?: readonly (readonly string[])[] | undefined;
}

/** Annotations and suggestions as one; immutable. */
export interface MergedView {
  readonly inputs: MergeInputs;
  /**
   * What views show. Mentions keep the ids of the file or of the suggestion. Of a pair that stands in the file only
   * that is here, and nothing where it is neutral: `inputs.review` has those.
   */
  readonly extraction: Extraction;
}

/**
 * Annotations and suggestions as one. A suggested mention gives way to an annotated one that it overlaps, and hands
 * its attitudes on to it where they mean the same; suggestions about a pair that the file speaks of give way, too.
 * @param previous the view before the last step or edit: what did not change is taken from it
 */
export function mergeAnnotations(inputs: MergeInputs, previous?: MergedView): MergedView {
  const { review, suggested } = inputs;
  if (review === undefined && suggested !== undefined) return { inputs, extraction: suggested };
  const { attitudes: annotated, mentions: annotatedMentions, ...rest } = review ?? emptyReview;
  const { mentions, idsBySuggested } = mergeMentions(suggested?.mentions ?? [], {
    ...rest,
    mentions: annotatedMentions,
  });
  const entities = entitiesOf(inputs, mentions, previous);
  const sentences = sentencesOf(inputs, previous);

  const mentionsById = new Map(mentions.map((mention) => [mention.id, mention]));
  const pairs = new Set<string>();
  const attitudes: Attitude[] = [];
  for (const { id, sourceMentionId, targetMentionId, label, origin } of annotated.values()) {
    pairs.add(`${sourceMentionId} ${targetMentionId}`);
    const source = mentionsById.get(sourceMentionId);
    if (label === 'neutral' || source === undefined) continue;
    const confirmed = isConfirmed({ ...(origin && { origin }) });
    attitudes.push({
      id,
      sourceMentionId,
      targetMentionId,
      label,
      probability: confirmed ? 1 : (origin?.probability ?? 1),
      sentenceIndex: sentenceAt(sentences, source.span.start),
      ...(confirmed && { confirmed }),
      ...(origin && { origin }),
    });
  }
  for (const attitude of suggested?.attitudes ?? []) {
    const sourceMentionId = idsBySuggested.get(attitude.sourceMentionId);
    const targetMentionId = idsBySuggested.get(attitude.targetMentionId);
    if (sourceMentionId === undefined || targetMentionId === undefined) continue;
    const pair = `${sourceMentionId} ${targetMentionId}`;
    if (sourceMentionId === targetMentionId || pairs.has(pair)) continue;
    pairs.add(pair);
    attitudes.push({ ...attitude, sourceMentionId, targetMentionId });
  }
  const spanOf = (id: string): Span => mentionsById.get(id)?.span ?? { start: 0, end: 0 };
  attitudes.sort(
    (a, b) =>
      a.sentenceIndex - b.sentenceIndex ||
      compareSpans(spanOf(a.sourceMentionId), spanOf(b.sourceMentionId)) ||
      compareSpans(spanOf(a.targetMentionId), spanOf(b.targetMentionId)),
  );
  const opinions = mergeOpinions(suggested, idsBySuggested, entities, attitudes);
  const problems = suggested?.problems ?? [];
  return { inputs, extraction: { sentences, mentions, entities, attitudes, opinions, problems } };
}

function entitiesOf(
  { text, synonyms }: MergeInputs,
  mentions: readonly EntityMention[],
  _previous: MergedView | undefined,
): Entity[] {
  return groupMentions(text, mentions, synonyms);
}

function sentencesOf({ text, suggested }: MergeInputs, previous: MergedView | undefined): readonly Span[] {
  if (suggested !== undefined && suggested.sentences.length > 0) return suggested.sentences;
  return previous?.inputs.text === text ? previous.extraction.sentences : splitSentences(text);
}

/** Index of the last sentence that starts at or before `offset`, the first where there is none. */
function sentenceAt(sentences: readonly Span[], offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sentences[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
