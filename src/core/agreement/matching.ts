import { assign } from './assignment.ts';
import type { Comparison } from './comparison.ts';

/** An annotation of A and the one of B that stands for it; no annotation is in two matches. */
export type Match<Item> = readonly [a: Item, b: Item];

/**
 * Annotations at exactly the same places.
 * @param isTyped whether types must be equal; if not, those of equal type are matched first where several stand at
 * one place
 */
export function matchExactly<Item>(
  a: readonly Item[],
  b: readonly Item[],
  { placeOf, typeOf }: Comparison<Item>,
  isTyped: boolean,
): Match<Item>[] {
  const typed = matchEqualKeys(a, b, (item) => JSON.stringify([placeOf(item), typeOf(item)]));
  if (isTyped) return typed;
  const matched = new Set(typed.flat());
  const isLeft = (item: Item) => !matched.has(item);
  return [...typed, ...matchEqualKeys(a.filter(isLeft), b.filter(isLeft), placeOf)];
}

function matchEqualKeys<Item>(
  a: readonly Item[],
  b: readonly Item[],
  keyOf: (item: Item) => string,
): Match<Item>[] {
  const waiting = new Map<string, Item[]>();
  for (const item of b) {
    const key = keyOf(item);
    const items = waiting.get(key);
    if (items === undefined) waiting.set(key, [item]);
    else items.push(item);
  }
  return a.flatMap((item) => {
    const other = waiting.get(keyOf(item))?.shift();
    return other === undefined ? [] : [[item, other] as const];
  });
}

/**
 * Annotations that overlap: of all one-to-one matchings one with the most matches, of these one that shares the most
 * code units, of these one with the most equal types.
 * @param isTyped whether types must be equal
 */
export function matchOverlapping<Item>(
  a: readonly Item[],
  b: readonly Item[],
  comparison: Comparison<Item>,
  isTyped: boolean,
): Match<Item>[] {
  const edges = findOverlaps(a, b, comparison).filter(({ isSameType }) => isSameType || !isTyped);
  return connectedParts(edges).flatMap((part) => matchPart(part));
}

interface Overlap<Item> {
  readonly a: Item;
  readonly b: Item;
  readonly sharedLength: number;
  readonly isSameType: boolean;
}

/** All pairs that share something, by a sweep over the text. */
function findOverlaps<Item>(
  a: readonly Item[],
  b: readonly Item[],
  { reachOf, sharedLength, typeOf }: Comparison<Item>,
): Overlap<Item>[] {
  const byStart = (left: Item, right: Item) => reachOf(left).start - reachOf(right).start;
  const waiting = [...b].sort(byStart);
  const overlaps: Overlap<Item>[] = [];
  let open: Item[] = [];
  let next = 0;
  for (const item of [...a].sort(byStart)) {
    const { start, end } = reachOf(item);
    for (
      let other = waiting[next];
      other !== undefined && reachOf(other).start < end;
      other = waiting[next]
    ) {
      open.push(other);
      next += 1;
    }
    // Later items of A start no earlier, so what ends before this one is of no more use.
    open = open.filter((other) => reachOf(other).end > start);
    for (const other of open) {
      const length = sharedLength(item, other);
      if (length === 0) continue;
      overlaps.push({
        a: item,
        b: other,
        sharedLength: length,
        isSameType: typeOf(item) === typeOf(other),
      });
    }
  }
  return overlaps;
}

/** The overlaps in groups that have no annotation in common. */
function connectedParts<Item>(overlaps: readonly Overlap<Item>[]): Overlap<Item>[][] {
  const byItem = new Map<Item, Overlap<Item>[]>();
  for (const overlap of overlaps) {
    for (const item of [overlap.a, overlap.b]) {
      const list = byItem.get(item);
      if (list === undefined) byItem.set(item, [overlap]);
      else list.push(overlap);
    }
  }
  const seen = new Set<Item>();
  return overlaps.flatMap(({ a: first }) => {
    if (seen.has(first)) return [];
    seen.add(first);
    const part = new Set<Overlap<Item>>();
    const waiting = [first];
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
      for (const overlap of byItem.get(item) ?? []) {
        part.add(overlap);
        for (const end of [overlap.a, overlap.b]) {
          if (seen.has(end)) continue;
          seen.add(end);
          waiting.push(end);
        }
      }
    }
    return [[...part]];
  });
}

function matchPart<Item>(part: readonly Overlap<Item>[]): Match<Item>[] {
  const [only, ...more] = part;
  if (only === undefined) return [];
  if (more.length === 0) return [[only.a, only.b]];
  const rows = [...new Set(part.map(({ a }) => a))];
  const columns = [...new Set(part.map(({ b }) => b))];
  const columnIndices = new Map(columns.map((item, index) => [item, index]));
  const rowIndices = new Map(rows.map((item, index) => [item, index]));
  const mostMatches = Math.min(rows.length, columns.length);
  const worth = ({ sharedLength, isSameType }: Overlap<Item>) =>
    sharedLength * (mostMatches + 1) + Number(isSameType);
  // One match more outweighs all that its length and the types of all others could bring.
  const perMatch = mostMatches * part.reduce((most, overlap) => Math.max(most, worth(overlap)), 0) + 1;
  const weights = rows.map(() => new Map<number, number>());
  for (const overlap of part) {
    weights[rowIndices.get(overlap.a) ?? -1]?.set(
      columnIndices.get(overlap.b) ?? -1,
      perMatch + worth(overlap),
    );
  }
  return assign(rows.length, columns.length, (row, column) => weights[row]?.get(column) ?? 0).flatMap(
    ([row, column]) => {
      const [a, b] = [rows[row], columns[column]];
      return a === undefined || b === undefined ? [] : [[a, b] as const];
    },
  );
}
