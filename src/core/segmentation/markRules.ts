import { closingAbbreviations, leadingAbbreviations } from '../data/abbreviations.ts';
import {
  type Candidate,
  isLowerCase,
  type Rule,
  textAfter,
  textBefore,
  wordAfter,
  wordBefore,
} from './candidate.ts';

/** Longer beginnings of a sentence are not asked whether they are only the number of an item. */
const longestItemNumber = 20;
const bullet = /^[•▪◦‣●■►]/u;

function isItemCandidate({ mark, lineEnds }: Candidate): boolean {
  return mark === '' && lineEnds === 0;
}

/** Nothing of the sentence stands before the mark yet: `… и`. */
export const nothingBefore: Rule = ({ sentenceStart, gapStart }) =>
  sentenceStart >= gapStart ? 'join' : undefined;

/** `3.5`, `lenta.ru`, but `сказал он.Потом` lacks a blank. */
export const noBlank: Rule = (candidate) => {
  if (candidate.gapStart < candidate.gapEnd) return undefined;
  if (!/^[.!?…]+$/.test(candidate.mark)) return 'join';
  const word = /(?:^|[\s«"(])([а-яё]{2,})$/.exec(textBefore(candidate))?.[1];
  if (!word || leadingAbbreviations.has(word) || closingAbbreviations.has(word)) return 'join';
  return /^[А-ЯЁ](?:[а-яё]+[\s,:]|\s)/.test(textAfter(candidate)) ? 'split' : 'join';
};

/** `• Иванов • Петров` in one line; several bullets in a row are one. */
export const bulletAfter: Rule = (candidate) => {
  if (!isItemCandidate(candidate) || !bullet.test(textAfter(candidate))) return undefined;
  return bullet.test(textBefore(candidate).slice(-1)) ? 'join' : 'split';
};

/** `1. Иванов 2. Петров` in one line: the sentence is item n, and item n + 1 follows. */
export const nextNumberAfter: Rule = (candidate) => {
  if (!isItemCandidate(candidate)) return undefined;
  const item = /^(\d{1,3})([.)])\s/;
  const current = item.exec(candidate.text.slice(candidate.sentenceStart, candidate.sentenceStart + 5));
  const next = item.exec(textAfter(candidate));
  return current && next && current[2] === next[2] && Number(next[1]) === Number(current[1]) + 1
    ? 'split'
    : 'join';
};

/** `кто они такие… »`: what follows closes something, so it belongs to what it closes. */
export const closerAfter: Rule = (candidate) =>
  /^(?:[.!?…;:,)\]}»”’%]|["'](?:\s|$))/u.test(textAfter(candidate)) ? 'join' : undefined;

/** `«Что?» спросил он`. */
export const lowerCaseAfter: Rule = (candidate) => (isLowerCase(wordAfter(candidate)) ? 'join' : undefined);

/** `«Что?» — спросил он`. */
export const dashAndLowerCaseAfter: Rule = (candidate) =>
  /^[-–—‒―]+\s*["«„(]?\p{Ll}/u.test(textAfter(candidate)) ? 'join' : undefined;

/** `языка; в случае` is one sentence, `квартире; 2) отчуждать` are two items. */
export const semicolon: Rule = (candidate) => {
  if (candidate.mark !== ';') return undefined;
  return /^(?:(?:\d{1,3}|\p{L})\)|\d{1,3}\.\s|[•*–—-]\s)/u.test(textAfter(candidate)) ? 'split' : 'join';
};

/** `8.1. Зачем`, `IV. Сахар`, `§2. Объект`: the sentence so far is only the number of a chapter or item. */
export const itemNumber: Rule = (candidate) => {
  const { text, sentenceStart, gapStart, mark } = candidate;
  if (!/^[.)]+$/.test(mark) || gapStart - sentenceStart > longestItemNumber) return undefined;
  const start = text.slice(sentenceStart, gapStart);
  return /^§?\s*(?:(?:\d+|[IVXLM]+|[а-яa-z])[.)]+)+$/iu.test(start) ? 'join' : undefined;
};

/** `www.`, `№.` and the like never end a sentence before a number; `150 лет. 31 мая` does. */
export const numberSign: Rule = (candidate) =>
  candidate.mark === '.' &&
  /^(?:№|n|no|www)$/i.test(wordBefore(candidate)) &&
  /^\d/.test(textAfter(candidate))
    ? 'join'
    : undefined;
