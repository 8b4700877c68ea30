import { isInitialStop, piecesAround } from './nameWords.ts';
import { skipBlank } from './segmentation/characters.ts';
import { snapToWords } from './snapToWords.ts';
import type { Span } from './span.ts';

/** Which border of a mention moves, and whether it takes a word in or leaves one out. */
export interface BorderMove {
  readonly border: 'start' | 'end';
  readonly by: 'grow' | 'shrink';
}

/** `span` with one border a word further; parts of a hyphenated word count. `undefined` where there is no word to go to. */
export function moveBorder(text: string, span: Span, { border, by }: BorderMove): Span | undefined {
  const wanted = by === 'grow' ? grow(text, span, border) : shrink(text, span, border);
  const snapped = wanted && snapToWords(text, wanted);
  if (!snapped) return undefined;
  const now = snapToWords(text, span);
  if (now?.start === span.start && now.end === span.end) return snapped;
  // The other border stands where we would put none; it is not what is being moved.
  const moved = border === 'end' ? { ...span, end: snapped.end } : { ...span, start: snapped.start };
  return moved.start < moved.end ? moved : undefined;
}

function grow(text: string, span: Span, border: BorderMove['border']): Span | undefined {
  if (border === 'end') {
    const end = endOfNextWord(text, span.end);
    return end === undefined ? undefined : { ...span, end };
  }
  const start = startOfPreviousWord(text, span.start);
  return start === undefined ? undefined : { ...span, start };
}

function shrink(text: string, span: Span, border: BorderMove['border']): Span | undefined {
  const inside = piecesAround(text, span).filter(({ start, end }) => start < span.end && end > span.start);
  const words = inside.filter(({ isMark }) => !isMark);
  const [second, last] = [words[1], words.at(-1)];
  if (!second || !last) return undefined;
  return border === 'start' ? { start: second.start, end: span.end } : { start: span.start, end: last.start };
}

function endOfNextWord(text: string, offset: number): number | undefined {
  for (let at = skipBlank(text, offset); at < text.length; ) {
    const pieces = piecesAround(text, { start: at, end: at });
    const index = pieces.findIndex(({ start, isMark }) => start >= offset && !isMark);
    const word = pieces[index];
    if (word) return (isInitialStop(pieces, index + 1) ? pieces[index + 1] : word)?.end;
    at = skipBlank(text, (pieces.at(-1)?.end ?? at) + 1);
  }
  return undefined;
}

function startOfPreviousWord(text: string, offset: number): number | undefined {
  for (let at = offset; at > 0; ) {
    const pieces = piecesAround(text, { start: at, end: at });
    const word = pieces.findLast(({ end, isMark }) => end <= offset && !isMark);
    if (word) return word.start;
    at = (pieces[0]?.start ?? at) - 1;
  }
  return undefined;
}
