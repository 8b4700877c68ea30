/** One replacement: `removed`, which stood at offset `start`, gave way to `inserted`. */
export interface Difference {
  readonly start: number;
  readonly removed: string;
  readonly inserted: string;
}

/** A piece of text that is compared as a whole. */
interface Piece {
  readonly text: string;
  readonly start: number;
}

/** Indices, the second exclusive. */
type Range = readonly [number, number];

/** Indices of equal pieces, both rising. */
type Pairs = readonly (readonly [number, number])[];

/** Where no piece is rare enough to hold on to, more comparisons than this are not worth it. */
const mostComparisons = 250_000;

const lines = /\r\n|\r|\n|[^\r\n]+/g;
const word = /^[\p{L}\p{M}\p{N}]+$/u;
const letters = /[\p{L}\p{N}]/gu;
const wordsAndMarks = /[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]+/gu;

/**
 * The replacements that turn `before` into `after`, as a person would read them: whole lines and words that are in
 * both stay, and of a word that is only spelt otherwise most letters. In order; no two touch. The way back is the
 * same the other way round, so that what undoing does is just what was done.
 */
export function diffTexts(before: string, after: string): Difference[] {
  return before <= after ? differences(before, after) : turn(differences(after, before));
}

function differences(before: string, after: string): Difference[] {
  const stretches = diffPieces(before, after, 0, lines, (removed, inserted, start) => [
    { start, removed, inserted },
  ]);
  const wholes = joinWhere(stretches, (end, start) => {
    const between = before.slice(end, start);
    return isNoBlank(between) ? undefined : between;
  });
  let next = 0;
  return joinTouching(
    wholes.flatMap((whole) => {
      const parts: Difference[] = [];
      const end = whole.start + whole.removed.length;
      for (let part = stretches[next]; part && part.start <= end; part = stretches[next]) {
        parts.push(part);
        next += 1;
      }
      return compareWordsOf(whole, parts);
    }),
  );
}

/** What becomes of the words of `parts`, which only line ends part; `whole` is all of them. */
function compareWordsOf(whole: Difference, parts: readonly Difference[]): Difference[] {
  const apart = parts.flatMap(compareWords);
  if (parts.length === 1) return apart;
  // Words may have gone from one line to another.
  const together = compareWords(whole);
  return countLetters(together) < countLetters(apart) ? together : apart;
}

function compareWords({ start, removed, inserted }: Difference): Difference[] {
  return joinAcrossMarks(diffPieces(removed, inserted, start, wordsAndMarks, respell), removed, start);
}

function turn(differences: readonly Difference[]): Difference[] {
  let growth = 0;
  return differences.map(({ start, removed, inserted }) => {
    const turned = { start: start + growth, removed: inserted, inserted: removed };
    growth += inserted.length - removed.length;
    return turned;
  });
}

function countLetters(differences: readonly Difference[]): number {
  let count = 0;
  for (const { removed, inserted } of differences)
    for (const text of [removed, inserted]) count += text.match(letters)?.length ?? 0;
  return count;
}

/** Joins differences that touch; they are in order. */
export function joinTouching(differences: readonly Difference[]): Difference[] {
  return joinWhere(differences, (end, start) => (end < start ? undefined : ''));
}

/** Cuts both texts into pieces and lets `replace` say what becomes of the stretches that differ. */
function diffPieces(
  before: string,
  after: string,
  start: number,
  pattern: RegExp,
  replace: (removed: string, inserted: string, start: number) => readonly Difference[],
): Difference[] {
  if (before === after) return [];
  if (before === '' || after === '') return [{ start, removed: before, inserted: after }];
  const [old, fresh] = [piecesOf(before, pattern), piecesOf(after, pattern)];
  const patches: Difference[] = [];
  let [oldEnd, freshEnd] = [0, 0];
  const endOf = (piece: Piece | undefined, text: string) => piece?.start ?? text.length;
  for (const [oldIndex, freshIndex] of [...matchPieces(old, fresh), [old.length, fresh.length] as const]) {
    const removed = before.slice(oldEnd, endOf(old[oldIndex], before));
    const inserted = after.slice(freshEnd, endOf(fresh[freshIndex], after));
    if (removed !== '' || inserted !== '') patches.push(...replace(removed, inserted, start + oldEnd));
    const length = old[oldIndex]?.text.length ?? 0;
    oldEnd = endOf(old[oldIndex], before) + length;
    freshEnd = endOf(fresh[freshIndex], after) + length;
  }
  return patches;
}

function piecesOf(text: string, pattern: RegExp): Piece[] {
  return [...text.matchAll(pattern)].map((match) => ({ text: match[0], start: match.index }));
}

/** Patience diff: what both begin and end with, then the pieces to hold on to, and so on between those. */
function matchPieces(old: readonly Piece[], fresh: readonly Piece[]): Pairs {
  const pairs: [number, number][] = [];
  const isEqual = (oldIndex: number, freshIndex: number) => old[oldIndex]?.text === fresh[freshIndex]?.text;
  const match = ([oldStart, oldEnd]: Range, [freshStart, freshEnd]: Range): void => {
    let [a, b, c, d] = [oldStart, oldEnd, freshStart, freshEnd];
    for (; a < b && c < d && isEqual(a, c); a += 1, c += 1) pairs.push([a, c]);
    const tail: [number, number][] = [];
    for (; a < b && c < d && isEqual(b - 1, d - 1); b -= 1, d -= 1) tail.push([b - 1, d - 1]);
    // A mark belongs to the word before it, which may be another one here and there.
    for (; a < b && c < d && tail.length > 0 && isMark(old[b]?.text ?? ''); b += 1, d += 1) tail.pop();
    if (a < b && c < d) {
      const anchors = anchorsOf(old, fresh, [a, b], [c, d]);
      if (anchors.length === 0) pairs.push(...commonSubsequence(old, fresh, [a, b], [c, d]));
      else
        for (const [oldIndex, freshIndex] of [...anchors, [b, d] as const]) {
          match([a, oldIndex], [c, freshIndex]);
          if (oldIndex < b) pairs.push([oldIndex, freshIndex]);
          [a, c] = [oldIndex + 1, freshIndex + 1];
        }
    }
    for (const pair of tail.reverse()) pairs.push(pair);
  };
  match([0, old.length], [0, fresh.length]);
  return pairs;
}

/**
 * Pairs to hold on to: pieces, not blank, that occur once in both stretches; where there are none and much is to be compared,
 * the first with the first and so on of pieces that occur equally often in both.
 */
function anchorsOf(
  old: readonly Piece[],
  fresh: readonly Piece[],
  oldRange: Range,
  freshRange: Range,
): Pairs {
  const [placesInOld, placesInFresh] = [placesOf(old, oldRange), placesOf(fresh, freshRange)];
  const pairsOf = (isAnchor: (count: number, text: string) => boolean) => {
    const pairs: [number, number][] = [];
    for (const [text, places] of placesInOld) {
      const others = placesInFresh.get(text);
      if (others?.length !== places.length || !isAnchor(places.length, text)) continue;
      for (const [index, place] of places.entries()) pairs.push([place, others[index] ?? 0]);
    }
    return longestRising(pairs.sort(([a], [b]) => a - b));
  };
  // A mark is held on to where there is no word.
  for (const isAnchor of [hasLetter, isNoBlank]) {
    const rare = pairsOf((count, text) => count === 1 && isAnchor(text));
    if (rare.length > 0) return rare;
  }
  const size = (oldRange[1] - oldRange[0]) * (freshRange[1] - freshRange[0]);
  return size <= mostComparisons ? [] : pairsOf(() => true);
}

function placesOf(pieces: readonly Piece[], [start, end]: Range): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (let index = start; index < end; index += 1) {
    const text = pieces[index]?.text ?? '';
    const known = places.get(text);
    if (known) known.push(index);
    else places.set(text, [index]);
  }
  return places;
}

/** The most pairs, given in order of their first, whose second rise too. */
function longestRising(pairs: readonly [number, number][]): [number, number][] {
  const tops: number[] = [];
  const previous: number[] = [];
  for (const [index, [, value]] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous.push(tops[low - 1] ?? -1);
    tops[low] = index;
  }
  const rising: [number, number][] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) rising.push(pair);
  }
  return rising.reverse();
}

function commonSubsequence(
  old: readonly Piece[],
  fresh: readonly Piece[],
  [a, b]: Range,
  [c, d]: Range,
): [number, number][] {
  const [height, width] = [b - a, d - c];
  if (height * width > mostComparisons) return [];
  // The shorter side has 500 pieces at most.
  const lengths = new Uint16Array((height + 1) * (width + 1));
  const at = (row: number, column: number) => row * (width + 1) + column;
  const isEqual = (row: number, column: number) => old[a + row]?.text === fresh[c + column]?.text;
  for (let row = height - 1; row >= 0; row -= 1)
    for (let column = width - 1; column >= 0; column -= 1)
      lengths[at(row, column)] = isEqual(row, column)
        ? (lengths[at(row + 1, column + 1)] ?? 0) + weightOf(old[a + row])
        : Math.max(lengths[at(row + 1, column)] ?? 0, lengths[at(row, column + 1)] ?? 0);
  const pairs: [number, number][] = [];
  for (let [row, column] = [0, 0]; row < height && column < width; ) {
    if (isEqual(row, column)) {
      pairs.push([a + row, c + column]);
      row += 1;
      column += 1;
    } else if ((lengths[at(row + 1, column)] ?? 0) >= (lengths[at(row, column + 1)] ?? 0)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** One word counts for more than all the blanks and marks around it. */
function weightOf(piece: Piece | undefined): number {
  return hasLetter(piece?.text ?? '') ? 100 : 1;
}

function hasLetter(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function isMark(text: string): boolean {
  return isNoBlank(text) && !hasLetter(text);
}

function isNoBlank(text: string): boolean {
  return text.trim() !== '';
}

/** Between differences that only blanks and marks part, no word has stayed: they are one. */
function joinAcrossMarks(differences: readonly Difference[], removed: string, start: number): Difference[] {
  return joinWhere(differences, (end, next) => {
    const between = removed.slice(end - start, next - start);
    return hasLetter(between) ? undefined : between;
  });
}

/** Joins what `between` gives a text for; undefined keeps the two apart. */
function joinWhere(
  differences: readonly Difference[],
  between: (end: number, start: number) => string | undefined,
): Difference[] {
  const joined: Difference[] = [];
  for (const difference of differences) {
    const last = joined.at(-1);
    const gap = last && between(last.start + last.removed.length, difference.start);
    if (last === undefined || gap === undefined) joined.push(difference);
    else
      joined[joined.length - 1] = {
        start: last.start,
        removed: last.removed + gap + difference.removed,
        inserted: last.inserted + gap + difference.inserted,
      };
  }
  return joined;
}

/**
 * What becomes of words that differ. Of a word that keeps most of its letters the others are replaced, and at least
 * one always, so that new letters at its ends belong to it.
 */
function respell(removed: string, inserted: string, start: number): Difference[] {
  const whole = [{ start, removed, inserted }];
  if (!word.test(removed) || !word.test(inserted)) return whole;
  const [shorter, longer] = [removed, inserted].map(({ length }) => length).sort((a, b) => a - b);
  const most = (shorter ?? 0) - 1;
  let head = 0;
  while (head < most && removed.charCodeAt(head) === inserted.charCodeAt(head)) head += 1;
  let tail = 0;
  while (tail < most - head && removed.at(-1 - tail) === inserted.at(-1 - tail)) tail += 1;
  // A pair of code units is one letter.
  if (isFirstOfPair(removed, head - 1) || isFirstOfPair(inserted, head - 1)) head -= 1;
  if (tail > 0 && isFirstOfPair(removed, removed.length - tail - 1)) tail -= 1;
  if ((head + tail) * 2 < (longer ?? 0)) return whole;
  return [
    {
      start: start + head,
      removed: removed.slice(head, removed.length - tail),
      inserted: inserted.slice(head, inserted.length - tail),
    },
  ];
}

function isFirstOfPair(text: string, offset: number): boolean {
  return /[\uD800-\uDBFF]/.test(text.charAt(offset));
}
