import type { Span } from './span.ts';

// Marks stay with their letter, so that a decomposed й is no border; so do soft hyphens and joiners.
const letter = '[\\p{L}\\p{M}\\p{N}\\u00AD\\u200C\\u200D]';
const joint = "(?:['’ʼ](?=\\p{L})|(?<=\\p{N})[.,/](?=\\p{N}))";
const emoji =
  '\\p{RI}\\p{RI}|\\p{Extended_Pictographic}(?:\\p{EMod}|\\uFE0F|\\u200D\\p{Extended_Pictographic})*';
const piece = new RegExp(`${letter}+(?:${joint}${letter}+)*|(?:${emoji}|\\S)\\p{M}*`, 'gu');
const aroundNames = /^[\p{Pi}\p{Pf}\p{Ps}\p{Pe}\p{Pd}"'`.,;:!?…/\\|*_]\p{M}*$/u;
const initial = /^\p{Lu}\p{M}*$/u;
const closers: ReadonlyMap<string, string> = new Map([
  ['«', '»'],
  ['„', '“”'],
  ['“', '”'],
  ['"', '"'],
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** A word without its hyphens, an emoji, or any other single character that is not blank. */
export interface Piece extends Span {
  readonly text: string;
  /** What stands around names: quotation marks, brackets, dashes, punctuation. */
  readonly isMark: boolean;
}

/** The pieces from the blank before `start` to the blank after `end`, in order. */
export function piecesAround(text: string, { start, end }: Span): Piece[] {
  let from = start;
  while (from > 0 && /\S/.test(text.charAt(from - 1))) from -= 1;
  let to = end;
  while (to < text.length && /\S/.test(text.charAt(to))) to += 1;
  return Array.from(text.slice(from, to).matchAll(piece), ({ index, 0: value }) => ({
    start: from + index,
    end: from + index + value.length,
    text: value,
    isMark: aroundNames.test(value),
  }));
}

/** Whether a hyphen at `index` makes one word of the pieces around it: `Санкт-Петербург`. */
export function isHyphen(pieces: readonly Piece[], index: number): boolean {
  const [before, hyphen, after] = [pieces[index - 1], pieces[index], pieces[index + 1]];
  if (!before || !hyphen || !after || !/^[-‑_]$/.test(hyphen.text)) return false;
  return before.end === hyphen.start && after.start === hyphen.end && !before.isMark && !after.isMark;
}

/** Whether the piece at `index` is the full stop of an initial. */
export function isInitialStop(pieces: readonly Piece[], index: number): boolean {
  const [letters, stop] = [pieces[index - 1], pieces[index]];
  return stop?.text === '.' && letters?.end === stop.start && initial.test(letters.text);
}

/** For each quotation mark and bracket that has its other half among the pieces, the index of that half. */
export function pairMarks(pieces: readonly Piece[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { text }] of pieces.entries()) {
    const opener = open.findLast((each) => closers.get(pieces[each]?.text ?? '')?.includes(text));
    if (opener !== undefined) {
      pairs.set(opener, index).set(index, opener);
      open.length = open.indexOf(opener);
    } else if (closers.has(text)) open.push(index);
  }
  return pairs;
}
