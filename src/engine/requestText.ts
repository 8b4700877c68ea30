import type { EntityMention } from '../core/annotations.ts';
import { rusentrelSentences } from '../core/formats/rusentrel.ts';
import { mentionsBySentence } from '../core/pairs.ts';
import type { Problem } from '../core/problem.ts';
import { sentencesAround } from '../core/sentencesAround.ts';
import { compareSpans, contains, overlaps, type Span } from '../core/span.ts';
import type { ExtractionRequest } from './extractionRequest.ts';

/** What of a document is to be read. */
export interface RequestText {
  /** In order; only those that touch the requested range. */
  readonly sentences: readonly Span[];
  /** The mentions given, those that cannot be used left out; `undefined` when none were given. */
  readonly mentions: readonly EntityMention[] | undefined;
  readonly problems: readonly Problem[];
}

/** Cuts the document of a request into sentences and sorts out the mentions given with it. */
export function readRequestText(request: ExtractionRequest): RequestText {
  const { text, source, range } = request;
  const problems: Problem[] = [];
  const given = request.mentions && usableMentions(text, request.mentions, problems);
  const all = source === 'rusentrel' ? rusentrelSentences(text) : sentencesAround(text, given ?? []);
  const mentions = given && inSentences(all, given, source, problems);
  const sentences = range === undefined ? all : all.filter((sentence) => touches(sentence, range));
  return { sentences, mentions, problems };
}

function usableMentions(
  text: string,
  mentions: readonly EntityMention[],
  problems: Problem[],
): EntityMention[] {
  return mentions
    .filter(({ id, span }) => {
      const usable = 0 <= span.start && span.start < span.end && span.end <= text.length;
      if (!usable) problems.push({ message: `Mention ${id} lies outside the text; it was left out.` });
      return usable;
    })
    .sort((a, b) => compareSpans(a.span, b.span));
}

/** Mentions that a sentence holds whole. RuSentRel's Author and Unknown stand in none and go without a word. */
function inSentences(
  sentences: readonly Span[],
  mentions: readonly EntityMention[],
  source: ExtractionRequest['source'],
  problems: Problem[],
): EntityMention[] {
  const kept = new Set(mentionsBySentence(sentences, mentions).flat());
  for (const { id, span } of mentions.filter((mention) => !kept.has(mention))) {
    if (source === 'rusentrel' && !sentences.some((sentence) => overlaps(sentence, span))) continue;
    problems.push({ message: `Mention ${id} crosses the border of a sentence; it was left out.`, span });
  }
  return mentions.filter((mention) => kept.has(mention));
}

/** An empty range, a cursor, touches the sentence that it stands in or at the border of. */
function touches(sentence: Span, range: Span): boolean {
  return overlaps(sentence, range) || contains(sentence, range);
}
