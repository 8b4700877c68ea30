/**
 * `rows` with so many of them repeated at the end, drawn with replacement, that every class that occurs is as frequent
 * as the most frequent one. The same seed gives the same rows.
 */
export function balanceRows<Row>(rows: readonly Row[], classOf: (row: Row) => number, seed: number): Row[] {
  const classes = new Map<number, Row[]>();
  for (const row of rows) {
    const members = classes.get(classOf(row));
    if (members === undefined) classes.set(classOf(row), [row]);
    else members.push(row);
  }
  const size = Math.max(0, ...[...classes.values()].map((members) => members.length));
  const random = randomFrom(seed);
  const drawn = [...classes.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([, members]) =>
      Array.from({ length: size - members.length }, () => members[Math.floor(random() * members.length)]),
    );
  return [...rows, ...drawn.filter((row) => row !== undefined)];
}

/** Numbers in [0, 1) that depend on the seed alone (Mulberry32, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
