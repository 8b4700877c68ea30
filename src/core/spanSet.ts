import type { Span } from './span.ts';

/** Spans that can be asked quickly whether another overlaps one of them. */
export class SpanSet {
  readonly #starts: readonly number[];
  /** For each span the greatest end among it and those before it. */
  readonly #greatestEnds: readonly number[];

  constructor(spans: readonly Span[]) {
    const sorted = [...spans].sort((a, b) => a.start - b.start);
    let greatestEnd = 0;
    this.#starts = sorted.map(({ start }) => start);
    this.#greatestEnds = sorted.map(({ end }) => {
      greatestEnd = Math.max(greatestEnd, end);
      return greatestEnd;
    });
  }

  overlaps({ start, end }: Span): boolean {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) < end) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (this.#greatestEnds[low - 1] ?? 0) > start;
  }
}
