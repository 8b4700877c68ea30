/** A place as editors show it. */
export interface LinePosition {
  /** From 1; LF, CR LF and CR end a line. */
  readonly line: number;
  /** From 1, in UTF-16 code units as VS Code counts; a byte order mark counts for nothing. */
  readonly column: number;
}

/** A lookup of the places of UTF-16 offsets in `text`. */
export function createLinePositions(text: string): (offset: number) => LinePosition {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  for (const { index, 0: lineEnd } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + lineEnd.length);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: Math.max(0, offset - (starts[low] ?? 0)) + 1 };
  };
}
