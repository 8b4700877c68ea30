import { isHyphen, isInitialStop, type Piece, pairMarks, piecesAround } from './nameWords.ts';
import type { Span } from './span.ts';

/** Pieces from `first` to `last`, both included. */
interface Stretch {
  readonly first: number;
  readonly last: number;
}

/**
 * The words that a selection means: those it touches, whole, without the blanks and punctuation at its ends.
 * A border right at a hyphen is meant, one inside a word is not: `етербур` is `Санкт-Петербург`. Quotation marks and
 * brackets go when they stand around all of it and are completed when half of them is inside; the full stop of an
 * initial stays. An empty selection is a cursor and means the word that it touches.
 * `undefined` where there is no word.
 */
export function snapToWords(text: string, selection: Span): Span | undefined {
  const pieces = piecesAround(text, selection);
  const touched =
    selection.start === selection.end ? atCursor(pieces, selection.start) : within(pieces, selection);
  const trimmed = touched && trim(pieces, touched);
  if (!trimmed || trimmed.first > trimmed.last) return undefined;
  const stretch = complete(pieces, trimmed);
  const [first, last] = [pieces[stretch.first], pieces[stretch.last]];
  return first && last && { start: first.start, end: last.end };
}

function atCursor(pieces: readonly Piece[], offset: number): Stretch | undefined {
  const index = pieces.findLastIndex(({ start, end, isMark }) => start <= offset && offset <= end && !isMark);
  return index < 0 ? undefined : { first: startOfWord(pieces, index), last: endOfWord(pieces, index) };
}

function within(pieces: readonly Piece[], selection: Span): Stretch | undefined {
  const first = pieces.findIndex(({ end }) => end > selection.start);
  const last = pieces.findLastIndex(({ start }) => start < selection.end);
  const [start, end] = [pieces[first], pieces[last]];
  if (!start || !end || first > last) return undefined;
  return {
    first: start.start < selection.start ? startOfWord(pieces, first) : first,
    last: selection.end < end.end ? endOfWord(pieces, last) : last,
  };
}

function startOfWord(pieces: readonly Piece[], index: number): number {
  let first = index;
  while (isHyphen(pieces, first - 1)) first -= 2;
  return first;
}

function endOfWord(pieces: readonly Piece[], index: number): number {
  let last = index;
  while (isHyphen(pieces, last + 1)) last += 2;
  return last;
}

/** The stretch without marks at its ends, but for those whose other half stands inside; possibly empty. */
function trim(pieces: readonly Piece[], { first, last }: Stretch): Stretch {
  const pairs = pairMarks(pieces.slice(first, last + 1));
  const otherHalf = (index: number) => (pairs.get(index - first) ?? Number.NaN) + first;
  let [from, to] = [first, last];
  for (;;) {
    const isAround = from < to && otherHalf(from) === to;
    const isInside = (index: number) => otherHalf(index) >= from && otherHalf(index) <= to && !isAround;
    if (from <= to && pieces[from]?.isMark && !isInside(from)) from += 1;
    else if (from <= to && pieces[to]?.isMark && !isInside(to) && !isInitialStop(pieces, to)) to -= 1;
    else return { first: from, last: to };
  }
}

/** The stretch with the closing mark right after it, or the opening one right before it, whose other half is inside. */
function complete(pieces: readonly Piece[], { first, last }: Stretch): Stretch {
  const reaches = (from: number, to: number) => {
    const [start, end] = [pieces[from], pieces[to]];
    return start && end && pairMarks(pieces.slice(from, to + 1));
  };
  const after =
    pieces[last]?.end === pieces[last + 1]?.start && reaches(first, last + 1)?.has(last + 1 - first);
  if (after) return { first, last: last + 1 };
  const before = pieces[first - 1]?.end === pieces[first]?.start && reaches(first - 1, last)?.has(0);
  return before ? { first: first - 1, last } : { first, last };
}
