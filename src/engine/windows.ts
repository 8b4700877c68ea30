/** Part of a list of items that fits into one row: half-open, item indices. */
export interface Window {
  readonly first: number;
  readonly end: number;
}

/** Items of known sizes, in order, and the windows that cover them. */
export class WindowPlan {
  readonly windows: readonly Window[];
  /** Subwords before each item; the last entry is the size of all. */
  private readonly offsets: readonly number[];

  /**
   * @param sizes subwords of each item; one that is larger than `capacity` counts as that large.
   * @param capacity subwords that a window holds.
   * @param overlap subwords that a window shares with the next one, at most; whole items only.
   */
  constructor(sizes: readonly number[], capacity: number, overlap: number) {
    const offsets = [0];
    for (const size of sizes) offsets.push((offsets.at(-1) ?? 0) + Math.min(size, capacity));
    this.offsets = offsets;
    const windows: Window[] = [];
    let first = 0;
    let end = 0;
    while (end < sizes.length) {
      while (end < sizes.length && this.between(first, end + 1) <= capacity) end += 1;
      windows.push({ first, end });
      // The next window begins after this one, and leaves room for a new item.
      const shared = Math.min(overlap, capacity - this.between(end, end + 1));
      let next = end;
      while (next - 1 > first && this.between(next - 1, end) <= shared) next -= 1;
      first = next;
    }
    this.windows = windows;
  }

  /**
   * Index of the window that holds the items from `first` to before `end` with the most context on the poorer side;
   * `undefined` when none holds them all. The true ends of the list are no lack of context.
   */
  bestWindow(first: number, end: number): number | undefined {
    let best: number | undefined;
    let bestContext = -1;
    for (let index = this.firstWindowWith(end); index < this.windows.length; index += 1) {
      const window = this.windows[index];
      if (window === undefined || window.first > first) break;
      const before = window.first === 0 ? Number.POSITIVE_INFINITY : this.between(window.first, first);
      const after =
        window.end === this.offsets.length - 1 ? Number.POSITIVE_INFINITY : this.between(end, window.end);
      const context = Math.min(before, after);
      if (context > bestContext) {
        best = index;
        bestContext = context;
      }
    }
    return best;
  }

  /** Index of the first window that ends at or after `end`: windows end later and later. */
  private firstWindowWith(end: number): number {
    let low = 0;
    let high = this.windows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.windows[middle]?.end ?? 0) < end) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private between(first: number, end: number): number {
    return (this.offsets[end] ?? 0) - (this.offsets[first] ?? 0);
  }
}
