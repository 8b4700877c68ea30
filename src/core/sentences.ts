import { abbreviation, initials, pairOfLetters } from './segmentation/abbreviationRules.ts';
import type { Rule } from './segmentation/candidate.ts';
import { forEachCandidate } from './segmentation/candidates.ts';
import { skipBlank, skipBlankBefore } from './segmentation/characters.ts';
import {
  blankLine,
  colonAtLineEnd,
  itemOnNextLine,
  lineWithoutMark,
  lowerCaseOnNextLine,
} from './segmentation/lineRules.ts';
import {
  bulletAfter,
  closerAfter,
  dashAndLowerCaseAfter,
  itemNumber,
  lowerCaseAfter,
  nextNumberAfter,
  noBlank,
  nothingBefore,
  numberSign,
  semicolon,
} from './segmentation/markRules.ts';
import { countStartingUpTo, type Span } from './span.ts';
import { editBetween } from './textEdit.ts';
import type { Work } from './work.ts';

/** The first vote wins. */
const rules: readonly Rule[] = [
  nothingBefore,
  noBlank,
  blankLine,
  itemOnNextLine,
  colonAtLineEnd,
  // Before the rules for marks: a full stop that abbreviates says nothing of lines, so a wrapped line goes on.
  pairOfLetters,
  // `Л.` is a name, `л.` are sheets.
  initials,
  abbreviation,
  itemNumber,
  numberSign,
  lowerCaseOnNextLine,
  lineWithoutMark,
  bulletAfter,
  nextNumberAfter,
  closerAfter,
  lowerCaseAfter,
  dashAndLowerCaseAfter,
  semicolon,
];

/**
 * Sentences of `text` in order, without overlap and without blanks around them; together they hold all that is not blank.
 * Spans are UTF-16, half-open. A sentence has no greatest length: a text without marks is one sentence,
 * and whoever has a limit cuts windows out of it. Time grows linearly with the text.
 * The way to decide, by small rules on a window around each mark, is that of natasha/razdel (MIT).
 */
export function splitSentences(text: string): Span[] {
  return splitFrom(text, skipBlank(text, 0), () => false);
}

/**
 * `splitSentences(text)`, which of a long text takes a while.
 * @param sentencesATurn after how many it rests
 */
export function* splittingSentences(text: string, sentencesATurn = 200): Work<Span[]> {
  const sentences: Span[] = [];
  for (let from: number | undefined = skipBlank(text, 0); from !== undefined; ) {
    let [count, next]: [number, number | undefined] = [0, undefined];
    const found = splitFrom(text, from, (start) => {
      count += 1;
      if (count === sentencesATurn) next = start;
      return next !== undefined;
    });
    sentences.push(...found);
    from = next;
    yield;
  }
  return sentences;
}

/** A rule looks at no more than this many code units on either side of a place, and at where the sentence starts. */
const farthestLook = 250;

/**
 * `splitSentences(text)` for a text that came of `before` by an edit: only the sentences near it are read again, until
 * one starts where one did.
 * @param sentences of `before`
 */
export function resplitSentences(before: string, sentences: readonly Span[], text: string): readonly Span[] {
  const edit = editBetween(before, text);
  if (edit === undefined) return sentences;
  const growth = text.length - before.length;
  const kept = sentences.slice(0, countStartingUpTo(sentences, edit.span.start - farthestLook));
  // The last of them may end otherwise now.
  const from = kept.pop()?.start ?? skipBlank(text, 0);
  const safe = edit.span.end + farthestLook;
  let next = countStartingUpTo(sentences, safe);
  let behind: readonly Span[] = [];
  const between = splitFrom(text, from, (start) => {
    let same = sentences[next];
    for (; same && same.start + growth < start; same = sentences[next]) next += 1;
    if (same?.start !== start - growth) return false;
    behind = sentences.slice(next);
    return true;
  });
  const moved = behind.map(({ start, end }) => ({ start: start + growth, end: end + growth }));
  return [...kept, ...between, ...moved];
}

/** Sentences from the one that starts at `from`, up to the one before that of whose start `isEnough`. */
function splitFrom(text: string, from: number, isEnough: (sentenceStart: number) => boolean): Span[] {
  const sentences: Span[] = [];
  let sentenceStart = from;
  let isStopped = false;
  forEachCandidate(text, from, (place) => {
    const candidate = { ...place, sentenceStart };
    let vote: ReturnType<Rule>;
    for (const rule of rules) {
      vote = rule(candidate);
      if (vote) break;
    }
    if (vote === 'join') return undefined;
    sentences.push({ start: sentenceStart, end: candidate.gapStart });
    sentenceStart = candidate.gapEnd;
    isStopped = isEnough(sentenceStart);
    return isStopped ? 'stop' : undefined;
  });
  const end = skipBlankBefore(text, text.length);
  if (!isStopped && sentenceStart < end) sentences.push({ start: sentenceStart, end });
  return sentences;
}
