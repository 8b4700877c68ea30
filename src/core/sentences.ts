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
import type { Span } from './span.ts';

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
  const sentences: Span[] = [];
  let sentenceStart = skipBlank(text, 0);
  forEachCandidate(text, (place) => {
    const candidate = { ...place, sentenceStart };
    let vote: ReturnType<Rule>;
    for (const rule of rules) {
      vote = rule(candidate);
      if (vote) break;
    }
    if (vote === 'join') return;
    sentences.push({ start: sentenceStart, end: candidate.gapStart });
    sentenceStart = candidate.gapEnd;
  });
  const end = skipBlankBefore(text, text.length);
  if (sentenceStart < end) sentences.push({ start: sentenceStart, end });
  return sentences;
}
