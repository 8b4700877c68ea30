import type { EntityMention } from '../annotations.ts';
import { mentionsBySentence } from '../pairs.ts';
import { sentencesAround } from '../sentencesAround.ts';
import { overlaps } from '../span.ts';
import type { Annotator, ComparedDocument } from './comparedDocument.ts';
import type { Rating } from './kappa.ts';
import type { Match } from './matching.ts';

/**
 * What A and B say of each candidate pair: `POS`, `NEG`, `NEU` (looked at, no attitude) or `none` (not marked).
 * The pairs are all ordered pairs of different mentions that both annotators marked (`matches`), where the two lie
 * in one sentence and do not overlap, for A and for B. Sentences are those of `sentencesAround` for the mentions
 * matched. Which entity a mention refers to plays no part: A and B may group them differently. Where one annotator
 * gave a pair several labels, the first of the file counts. Attitudes across sentences, and those with an end that
 * the other annotator did not mark, are no pair here; the scores of relations count them.
 */
export function ratePairs(
  { text, a, b }: Pick<ComparedDocument, 'text' | 'a' | 'b'>,
  matches: readonly Match<EntityMention>[],
): Rating[] {
  const sentences = sentencesAround(text, matches.flat());
  const partners = new Map(matches);
  const sentenceOfB = new Map(
    mentionsBySentence(
      sentences,
      matches.map(([, mention]) => mention),
    ).flatMap((mentions, index) => mentions.map((mention) => [mention, index] as const)),
  );
  const [labelOfA, labelOfB] = [labelLookup(a), labelLookup(b)];
  const ratings: Rating[] = [];
  const inSentencesOfA = mentionsBySentence(
    sentences,
    matches.map(([mention]) => mention),
  );
  for (const [index, mentions] of inSentencesOfA.entries()) {
    const matched = mentions.flatMap((mention): Match<EntityMention>[] => {
      const partner = partners.get(mention);
      return partner === undefined || sentenceOfB.get(partner) !== index ? [] : [[mention, partner]];
    });
    for (const [source, sourceOfB] of matched) {
      for (const [target, targetOfB] of matched) {
        if (source === target) continue;
        if (overlaps(source.span, target.span) || overlaps(sourceOfB.span, targetOfB.span)) continue;
        ratings.push([labelOfA(source, target), labelOfB(sourceOfB, targetOfB)]);
      }
    }
  }
  return ratings;
}

function labelLookup({ relations }: Annotator): (source: EntityMention, target: EntityMention) => string {
  const labels = new Map<string, string>();
  const keyOf = (source: EntityMention, target: EntityMention) => JSON.stringify([source.id, target.id]);
  for (const { source, target, type, label } of relations) {
    const key = keyOf(source, target);
    if (label !== undefined && !labels.has(key)) labels.set(key, type);
  }
  return (source, target) => labels.get(keyOf(source, target)) ?? 'none';
}
