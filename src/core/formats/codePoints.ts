/** Converts offsets into one text between UTF-16 code units and Unicode code points, as brat counts. */
export interface CodePointMap {
  /** Length of the text in code points. */
  readonly length: number;
  /** Code points before the UTF-16 offset; an offset inside a surrogate pair counts as before it. */
  toCodePoints(offset: number): number;
  /** UTF-16 offset of a code point, which must be in [0, length]. */
  toOffset(codePoint: number): number;
}

/** The map of `text`. A lone surrogate counts as one code point. */
export function mapCodePoints(text: string): CodePointMap {
  // Each pair is one code point but two units: the offsets of second units, in order, are all there is to know.
  const secondUnits: number[] = [];
  for (let offset = 0; offset < text.length; offset += 1) {
    if (!isBetween(text.charCodeAt(offset), 0xd800, 0xdbff)) continue;
    if (!isBetween(text.charCodeAt(offset + 1), 0xdc00, 0xdfff)) continue;
    offset += 1;
    secondUnits.push(offset);
  }
  return {
    length: text.length - secondUnits.length,
    toCodePoints: (offset) => offset - countBelow(secondUnits, (unit) => unit <= offset),
    // The pair with index i in the text begins at code point (second unit − 1 − i).
    toOffset: (codePoint) =>
      codePoint + countBelow(secondUnits, (unit, index) => unit - 1 - index < codePoint),
  };
}

function isBetween(unit: number, first: number, last: number): boolean {
  return unit >= first && unit <= last;
}

/** How many leading elements satisfy `isBelow`, which no element after the first that does not may satisfy. */
function countBelow(values: readonly number[], isBelow: (value: number, index: number) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = values[middle];
    if (value !== undefined && isBelow(value, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
