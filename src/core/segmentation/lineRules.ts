import { type Candidate, isLowerCase, type Rule, textAfter, wordAfter } from './candidate.ts';

const lineEnd = /\r\n|[\n\r\u0085\u2028\u2029\f\v]/;
/** The longest line of a text that is broken to a fixed width. */
const widestLine = 120;
/** Shorter lines are not taken for full ones: they are headings, verses, items. */
const shortestFullLine = 40;

function isLowerCaseLine(line: string): boolean {
  return /^\s*["'«„“(—–-]*\s*\p{Ll}/u.test(line);
}

/** The two lines on either side of the gap, as far as they lie in a window; the outer two may be missing. */
function linesAround({ text, gapStart, gapEnd }: Candidate): readonly (string | undefined)[] {
  const before = text.slice(Math.max(0, gapStart - 2 * widestLine - 2), gapStart).split(lineEnd);
  const after = text.slice(gapEnd, gapEnd + 2 * widestLine + 2).split(lineEnd);
  return [before.at(-2), before.at(-1), after.at(0), after.at(1)];
}

/**
 * Whether the line was broken only because it was full, as in texts broken to a fixed width: the first word of the
 * next line had no room, no line around is longer than such texts have, and some line begins in mid-sentence.
 */
function isWrapped(candidate: Candidate): boolean {
  if (candidate.lineEnds !== 1) return false;
  const lines = linesAround(candidate);
  const [, line = '', next = ''] = lines;
  const widths = lines.map((each) => each?.length ?? 0);
  const width = Math.max(...widths);
  const firstWord = /^\S*/.exec(next)?.[0] ?? '';
  return (
    width <= widestLine &&
    line.length >= shortestFullLine &&
    line.length + 1 + firstWord.length > width &&
    lines.slice(1).some((each) => each !== undefined && isLowerCaseLine(each))
  );
}

function isLineCandidate(candidate: Candidate): boolean {
  return candidate.lineEnds === 1 && !isWrapped(candidate);
}

/** `Заголовок¶¶Текст`. */
export const blankLine: Rule = ({ lineEnds }) => (lineEnds === 2 ? 'split' : undefined);

/** `Кандидаты:¶• Иванов¶• Петров`; a dash counts if the lines around it look like a list too. */
export const itemOnNextLine: Rule = (candidate) => {
  if (candidate.lineEnds !== 1) return undefined;
  const after = textAfter(candidate);
  if (/^(?:[•▪◦‣●■►*+#>|]|\d{1,3}[.)]\s|\p{L}\)\s)/u.test(after)) return 'split';
  if (!/^[-–—]\s/.test(after)) return undefined;
  const { text, sentenceStart, gapStart } = candidate;
  const isList =
    /[:;]/.test(text.charAt(gapStart - 1)) || /^[-–—]\s/.test(text.slice(sentenceStart, sentenceStart + 2));
  return isList || !isLowerCase(wordAfter({ ...candidate, gapEnd: candidate.gapEnd + 2 }))
    ? 'split'
    : undefined;
};

/** `Состав:¶Иванов;¶Петров`. */
export const colonAtLineEnd: Rule = (candidate) =>
  candidate.lineEnds === 1 && /[:;]/.test(candidate.text.charAt(candidate.gapStart - 1))
    ? 'split'
    : undefined;

/** `он сказал¶что`: a small letter goes on with the sentence, unless a mark has closed it. */
export const lowerCaseOnNextLine: Rule = (candidate) => {
  if (!isLineCandidate(candidate) || !isLowerCaseLine(textAfter(candidate))) return undefined;
  return candidate.mark === '' ? 'join' : 'split';
};

/** `Заголовок без точки¶Текст`. */
export const lineWithoutMark: Rule = (candidate) => {
  if (candidate.lineEnds !== 1 || candidate.mark !== '') return undefined;
  return isWrapped(candidate) ? 'join' : 'split';
};
