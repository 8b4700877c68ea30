import type { EntityMention } from './annotations.ts';
import { collectForms, wordOrInitial } from './entities/nameForm.ts';
import { fitsWord, jointOf, type NamePattern, namePatterns } from './entities/namePattern.ts';
import { pairMarks, piecesAround } from './nameWords.ts';
import type { Span } from './span.ts';
import { SpanSet } from './spanSet.ts';

/**
 * Where else the text says a name that `mentions` say, in whatever case: whole words, in reading order and without overlap.
 * Of names that begin at one place the longest is taken.
 * @param mentions of one entity
 * @param taken places that must be left alone, such as those of the mentions that are there already
 */
export function findEqualMentions(
  text: string,
  mentions: readonly EntityMention[],
  taken: readonly Span[],
): Span[] {
  const patterns = namePatterns(collectForms(text, mentions)).sort((a, b) => b.words.length - a.words.length);
  const letters = new Set(patterns.flatMap(({ firstLetters }) => firstLetters));
  if (letters.size === 0) return [];
  const takenSpans = new SpanSet(taken);
  const found: Span[] = [];
  const candidates = startsWith(letters);
  const words = new RegExp(wordOrInitial);
  for (let match = candidates.exec(text); match; match = candidates.exec(text)) {
    const span = patterns
      .map((pattern) => spanAt(text, match.index, pattern, words))
      .find((each) => each !== undefined && !takenSpans.overlaps(each));
    if (!span) continue;
    found.push(span);
    candidates.lastIndex = span.end;
  }
  return found;
}

/** The starts of words that begin with one of the letters. */
function startsWith(letters: ReadonlySet<string>): RegExp {
  const alternatives = [...letters].map((letter) => letter.replace(/[\\\]^-]/gu, '\\$&')).join('');
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}]|[\\p{L}\\p{M}\\p{N}]['’.@_‑-])[${alternatives}]`, 'gu');
}

/** The place of the name if it begins at `start`. */
function spanAt(text: string, start: number, pattern: NamePattern, words: RegExp): Span | undefined {
  words.lastIndex = start;
  let end = start;
  for (let index = 0; index < pattern.words.length; index++) {
    const match = words.exec(text);
    if (!match || !fitsWord(pattern, index, match[0])) return undefined;
    if (
      index === 0 ? match.index !== start : !pattern.joints[index - 1]?.has(jointOf(text, end, match.index))
    )
      return undefined;
    end = match.index + match[0].length;
  }
  if (/^['’.@_‑-][\p{L}\p{N}]/u.test(text.slice(end, end + 3))) return undefined;
  return closeMarks(text, { start, end });
}

/** The span with the closing quotation mark after it if the opening one is inside. */
function closeMarks(text: string, { start, end }: Span): Span {
  if (!/[»”“"]/u.test(text.charAt(end))) return { start, end };
  const pieces = piecesAround(text, { start, end }).filter((piece) => piece.start >= start);
  const next = pieces.findIndex((piece) => piece.start === end);
  return next > 0 && pairMarks(pieces.slice(0, next + 1)).has(next)
    ? { start, end: end + 1 }
    : { start, end };
}
