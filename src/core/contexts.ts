import type { EntityMention } from './annotations.ts';
import { stripSpaces, type TermKind, termsOf } from './contextTerms.ts';
import { mentionsBySentence } from './pairs.ts';
import type { Problem } from './problem.ts';
import type { Span } from './span.ts';

/** A mention as a context sees it: one term, however many words it has. */
export interface ContextMention {
  readonly id: string;
  readonly type: string;
  /** Its words, white space at the ends and line ends taken away. */
  readonly value: string;
  readonly sentenceIndex: number;
  /** Index into the terms of its context. */
  readonly termIndex: number;
}

/** A sentence as a list of terms: words as they print, and mentions. */
export interface Context {
  readonly sentenceIndex: number;
  readonly terms: readonly (string | ContextMention)[];
  /** In the order of terms. */
  readonly mentions: readonly ContextMention[];
}

/** How contexts are built. */
export interface ContextOptions {
  readonly terms: TermKind;
  /** Whether the values of mentions are written in lower case. */
  readonly lowerCase?: boolean;
  /** The text to take terms from where it is not the document's own: of the same length, parts blanked. */
  readonly blankedText?: string;
}

/**
 * One context a sentence. Of mentions that overlap the first in reading order stays; those that consist of several
 * pieces or that no sentence holds whole are left out. What is left out is listed.
 */
export function buildContexts(
  text: string,
  sentences: readonly Span[],
  mentions: readonly EntityMention[],
  { terms: kind, lowerCase = false, blankedText = text }: ContextOptions,
): { contexts: Context[]; problems: Problem[] } {
  const whole = mentions.filter(({ fragments }) => fragments === undefined);
  const used = new Set<string>();
  const contexts = mentionsBySentence(sentences, whole).map((inSentence, sentenceIndex) => {
    const sentence = sentences[sentenceIndex] ?? { start: 0, end: 0 };
    const bounds = inSentence.map((mention) => ({
      mention,
      span: kind === 'words' ? widenToWords(text, sentence, mention.span) : mention.span,
    }));
    const terms: (string | ContextMention)[] = [];
    let end = sentence.start;
    for (const { mention, span } of bounds) {
      if (span.start < end) continue;
      terms.push(...termsOf(blankedText.slice(end, span.start), kind));
      const written = stripSpaces(text.slice(span.start, span.end)).replace(/\s+/g, ' ');
      const value = lowerCase ? written.toLowerCase() : written;
      terms.push({ id: mention.id, type: mention.type, value, sentenceIndex, termIndex: terms.length });
      used.add(mention.id);
      end = span.end;
    }
    terms.push(...termsOf(blankedText.slice(end, sentence.end), kind));
    return { sentenceIndex, terms, mentions: terms.filter((term) => typeof term !== 'string') };
  });
  const problems = mentions
    .filter(({ id }) => !used.has(id))
    .map(({ id, span, fragments }) => ({ message: `${id} was left out: ${reason(fragments)}.`, span }));
  return { contexts, problems };
}

function reason(fragments: readonly Span[] | undefined): string {
  return fragments === undefined
    ? 'it overlaps another mention or crosses a sentence'
    : 'it has several pieces';
}

/** The span of all words that `span` touches: where terms are words, a mention is made of whole ones. */
function widenToWords(text: string, sentence: Span, span: Span): Span {
  let { start, end } = span;
  while (start > sentence.start && /\S/.test(text[start - 1] ?? ' ')) start -= 1;
  while (end < sentence.end && /\S/.test(text[end] ?? ' ')) end += 1;
  return { start, end };
}
