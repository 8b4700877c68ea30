import {
  closingAbbreviations,
  closingPairs,
  leadingAbbreviations,
  leadingPairs,
  sentenceStarters,
  shortenedNames,
} from '../data/abbreviations.ts';
import {
  type Candidate,
  isLowerCase,
  type Rule,
  textAfter,
  textBefore,
  wordAfter,
  wordBefore,
} from './candidate.ts';

/** A full stop by itself, or at the end of a bracket: `(2007 г.) Путин`. */
function isFullStop(candidate: Candidate): boolean {
  return /^\.[)\]]?$/.test(candidate.mark);
}

function startsSentence(candidate: Candidate): boolean {
  const word = wordAfter(candidate);
  // A single letter with a full stop is an initial, not the word that it looks like.
  const isInitial = /^["'«„“([{]*\p{Lu}\./u.test(textAfter(candidate));
  return !isInitial && !isLowerCase(word) && sentenceStarters.has(word.toLowerCase());
}

/** Whether what follows can only go on with the sentence or is no letter at all. */
function continues(candidate: Candidate): boolean {
  const word = wordAfter(candidate);
  return word === '' || isLowerCase(word) || /^\p{N}/u.test(word);
}

/** `т. е. ОБЯЗАТЕЛЬНО`, `и т. д. В общем`, `н. э. и`. */
export const pairOfLetters: Rule = (candidate) => {
  if (!isFullStop(candidate)) return undefined;
  const letters = /(?<![\p{L}\p{N}])(\p{L})\.\s?(\p{Ll})$/u.exec(textBefore(candidate));
  if (!letters) return undefined;
  const pair = `${letters[1]}.${letters[2]}`.toLowerCase();
  if (leadingPairs.has(pair)) return 'join';
  if (closingPairs.has(pair)) return continues(candidate) ? 'join' : 'split';
  return undefined;
};

/** The abbreviation before the full stop, without the number it may be glued to (`1999гг.`), and whether a number is there. */
function abbreviationBefore(candidate: Candidate): { word: string; isAfterNumber: boolean } {
  const word = wordBefore(candidate);
  const glued = /^[\p{N}-]+(\p{L}+)$/u.exec(word)?.[1];
  if (glued) return { word: glued.toLowerCase(), isAfterNumber: true };
  const before = textBefore(candidate).slice(0, -word.length || undefined);
  return {
    word: word.toLowerCase(),
    isAfterNumber: /(?:\p{N}|\p{N}-?[а-я]{1,2}|[\s(][IVXLМХ]{1,6})\s$/u.test(before),
  };
}

/**
 * `оз. Селяха`, `в 2007 г. "в связи`, `и др. Участникам`.
 * A word of both lists (`г.`, `м.`, `л.`) closes after a number and leads elsewhere.
 */
export const abbreviation: Rule = (candidate) => {
  if (!isFullStop(candidate)) return undefined;
  const { word, isAfterNumber } = abbreviationBefore(candidate);
  const isClosing = closingAbbreviations.has(word);
  if (leadingAbbreviations.has(word) && !(isClosing && isAfterNumber)) {
    return startsSentence(candidate) ? 'split' : 'join';
  }
  if (!isClosing) return undefined;
  // In mid-sentence a bracket may close before a name: the mark that ends the sentence would follow the bracket.
  return continues(candidate) || candidate.mark !== '.' ? 'join' : 'split';
};

/** `Л. В. Щербы`, `Чарльз Дж. Филлипс`, but not `Николай I. После`. */
export const initials: Rule = (candidate) => {
  if (candidate.mark !== '.') return undefined;
  const word = wordBefore(candidate);
  const isInitial =
    /^\p{Lu}(?:-\p{Lu})?$/u.test(word) || (!isLowerCase(word) && shortenedNames.has(word.toLowerCase()));
  if (!isInitial) return undefined;
  if (/^[IVX]$/.test(word) && /[а-яё]\s[IVX]$/.test(textBefore(candidate))) return undefined;
  return startsSentence(candidate) ? undefined : 'join';
};
