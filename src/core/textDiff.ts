import type { TextPatch, TextStep } from './textPatch.ts';

/**
 * One step that turns `before` into `after` and replaces little: lines, and in changed lines words, that stand in
 * both texts stay. Not the least there is, but found in about linear time.
 */
export function stepBetween(before: string, after: string): TextStep {
  if (before === after) return [];
  const byLine = diff({ units: linesOf(before), text: before }, { units: linesOf(after), text: after });
  const patches = byLine.flatMap((patch) => {
    if (patch.removed === '' || patch.inserted === '') return [patch];
    const { removed, inserted, start } = patch;
    const byWord = diff(
      { units: wordsOf(removed), text: removed },
      { units: wordsOf(inserted), text: inserted },
    );
    return byWord.map((each) => ({ ...each, start: each.start + start }));
  });
  return patches.map(trim);
}

/** A text and the pieces that it is made of. */
interface Side {
  readonly text: string;
  readonly units: readonly string[];
}

/** A range of both lists of units whose ends are known to match. */
interface Block {
  readonly startA: number;
  readonly endA: number;
  readonly startB: number;
  readonly endB: number;
}

function diff(a: Side, b: Side): TextPatch[] {
  const offsetsA = offsetsOf(a.units);
  const offsetsB = offsetsOf(b.units);
  const patches: TextPatch[] = [];
  // A stack and no recursion: texts may have very many lines.
  const open: Block[] = [{ startA: 0, endA: a.units.length, startB: 0, endB: b.units.length }];
  for (let block = open.pop(); block !== undefined; block = open.pop()) {
    const { startA, endA, startB, endB } = trimBlock(block, a.units, b.units);
    if (startA === endA && startB === endB) continue;
    const anchors =
      startA === endA || startB === endB ? [] : anchorsIn({ startA, endA, startB, endB }, a.units, b.units);
    if (anchors.length === 0) {
      const start = offsetsA[startA] ?? 0;
      const removed = a.text.slice(start, offsetsA[endA]);
      patches.push({ start, removed, inserted: b.text.slice(offsetsB[startB], offsetsB[endB]) });
      continue;
    }
    let [fromA, fromB] = [startA, startB];
    const between: Block[] = [];
    for (const [atA, atB] of anchors) {
      between.push({ startA: fromA, endA: atA, startB: fromB, endB: atB });
      [fromA, fromB] = [atA + 1, atB + 1];
    }
    between.push({ startA: fromA, endA, startB: fromB, endB });
    open.push(...between.reverse());
  }
  return patches;
}

/** The block without what its sides have in common at either end. */
function trimBlock(block: Block, a: readonly string[], b: readonly string[]): Block {
  let { startA, endA, startB, endB } = block;
  while (startA < endA && startB < endB && a[startA] === b[startB]) {
    startA += 1;
    startB += 1;
  }
  while (startA < endA && startB < endB && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  return { startA, endA, startB, endB };
}

/** Units that stand once on both sides of the block: the most of them that are in the same order on both. */
function anchorsIn(
  { startA, endA, startB, endB }: Block,
  a: readonly string[],
  b: readonly string[],
): (readonly [number, number])[] {
  const placesA = uniquePlaces(a, startA, endA);
  const placesB = uniquePlaces(b, startB, endB);
  const pairs: (readonly [number, number])[] = [];
  for (const [unit, atA] of placesA) {
    const atB = placesB.get(unit);
    if (atA !== undefined && atB !== undefined) pairs.push([atA, atB]);
  }
  return longestRise(pairs);
}

/** Where each unit stands; `undefined` for one that stands there more than once. In order of the first places. */
function uniquePlaces(units: readonly string[], start: number, end: number): Map<string, number | undefined> {
  const places = new Map<string, number | undefined>();
  for (let index = start; index < end; index += 1) {
    const unit = units[index] ?? '';
    places.set(unit, places.has(unit) ? undefined : index);
  }
  return places;
}

/** Of pairs that rise in their first numbers the longest sequence that rises in the second ones, too. */
function longestRise(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const previous: (number | undefined)[] = [];
  /** For each length the index of the pair with which a sequence of it ends lowest. */
  const lowest: number[] = [];
  for (const [index, [, value]] of pairs.entries()) {
    let low = 0;
    let high = lowest.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[lowest[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = lowest[low - 1];
    lowest[low] = index;
  }
  const rise: (readonly [number, number])[] = [];
  for (let index = lowest.at(-1); index !== undefined; index = previous[index]) {
    const pair = pairs[index];
    if (pair) rise.push(pair);
  }
  return rise.reverse();
}

/** The patch without what its two sides have in common at either end. */
function trim({ start, removed, inserted }: TextPatch): TextPatch {
  const shorter = Math.min(removed.length, inserted.length);
  let head = 0;
  while (head < shorter && removed.charCodeAt(head) === inserted.charCodeAt(head)) head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    removed.charCodeAt(removed.length - 1 - tail) === inserted.charCodeAt(inserted.length - 1 - tail)
  )
    tail += 1;
  return {
    start: start + head,
    removed: removed.slice(head, removed.length - tail),
    inserted: inserted.slice(head, inserted.length - tail),
  };
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];
}

function offsetsOf(units: readonly string[]): number[] {
  const offsets = [0];
  let offset = 0;
  for (const unit of units) {
    offset += unit.length;
    offsets.push(offset);
  }
  return offsets;
}
