import type { EntityMention } from '../annotations.ts';
import { mentionsBySentence } from '../pairs.ts';
import type { Span } from '../span.ts';

/** One line of a RuSentRel document. Spans leave out the line end, CR or LF or both. */
export interface RusentrelLine {
  /** The whole line. */
  readonly span: Span;
  /** The line after its `{Author, Unknown}`; the whole line where it has none. White space is kept. */
  readonly content: Span;
}

const prefix = /^\s*\{[^{}\r\n]*?Unknown\}/i;

/** Whether the text begins as RuSentRel's lines do. */
export function isRusentrelText(text: string): boolean {
  return /^\uFEFF?\s*\{[^{}\r\n]*Unknown\}/iu.test(text);
}

/** All lines of `text`, blank ones too, in order; a text that ends in a line end has no line after it. */
export function rusentrelLines(text: string): RusentrelLine[] {
  const lines: RusentrelLine[] = [];
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf('\n', start);
    const next = lineFeed < 0 ? text.length : lineFeed + 1;
    let end = lineFeed < 0 ? text.length : lineFeed;
    if (end > start && text[end - 1] === '\r') end -= 1;
    const cut = prefix.exec(text.slice(start, end))?.[0].length ?? 0;
    lines.push({ span: { start, end }, content: { start: start + cut, end } });
    start = next;
  }
  return lines;
}

/**
 * Sentences of a RuSentRel document: what stands on each line after its `{Author, Unknown}`, without the white
 * space around it. Lines with nothing there are left out, so an index into the result is not a line number.
 */
export function rusentrelSentences(text: string): Span[] {
  const sentences: Span[] = [];
  for (const { content } of rusentrelLines(text)) {
    const value = text.slice(content.start, content.end);
    const start = content.start + value.length - value.trimStart().length;
    const end = content.end - (value.length - value.trimEnd().length);
    if (start < end) sentences.push({ start, end });
  }
  return sentences;
}

/** The mentions of a RuSentRel document but for the Author and Unknown that stand before each line. */
export function rusentrelMentions(text: string, mentions: readonly EntityMention[]): EntityMention[] {
  const prefixes = rusentrelLines(text).map(({ span, content }) => ({
    start: span.start,
    end: content.start,
  }));
  const inPrefixes = new Set(mentionsBySentence(prefixes, mentions).flat());
  return mentions.filter((mention) => !inPrefixes.has(mention));
}

/**
 * Sentences as AREkit numbers them, white space kept: a line that is nothing but CR LF is none, while one that is
 * nothing but LF is a sentence without words.
 */
export function arekitSentences(text: string): Span[] {
  return rusentrelLines(text).flatMap(({ span, content }) =>
    text.slice(span.start, span.end + 2) === '\r\n' ? [] : [content],
  );
}

/**
 * The document as AREkit 0.24 sees it, which blanks `{Author, Unknown}` instead of cutting it and, by a mistake in a
 * comparison, takes both names for entities of every sentence.
 */
export function sentencesWithAuthor(text: string): { blankedText: string; sentences: Span[] } {
  const blankedText = text.replace(/\{Author, Unknown\}/g, (prefix) => ' '.repeat(prefix.length));
  return { blankedText, sentences: arekitSentences(blankedText) };
}
