import type { Box, Point } from './point.ts';

/**
 * Moves nodes apart until no two boxes overlap, each pair along the shorter way, both by half.
 * Gives up after many rounds, which very crowded graphs may need; then few overlaps are left.
 */
export function separate(points: readonly Point[], boxes: readonly Box[], gap: number): readonly Point[] {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const rounds = Math.min(400, Math.ceil(1e7 / (points.length * points.length + 1)));
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    for (let a = 0; a < points.length; a++) {
      for (let b = a + 1; b < points.length; b++) {
        const dx = (xs[b] ?? 0) - (xs[a] ?? 0);
        const dy = (ys[b] ?? 0) - (ys[a] ?? 0);
        const overlapX = ((boxes[a]?.width ?? 0) + (boxes[b]?.width ?? 0)) / 2 + gap - Math.abs(dx);
        const overlapY = ((boxes[a]?.height ?? 0) + (boxes[b]?.height ?? 0)) / 2 + gap - Math.abs(dy);
        if (overlapX <= 0.01 || overlapY <= 0.01) continue;
        moved = true;
        const axis = overlapX < overlapY ? xs : ys;
        const difference = overlapX < overlapY ? dx : dy;
        const half = (Math.min(overlapX, overlapY) / 2) * (difference < 0 ? -1 : 1);
        axis[a] = (axis[a] ?? 0) - half;
        axis[b] = (axis[b] ?? 0) + half;
      }
    }
    if (!moved) break;
  }
  return xs.map((x, index) => ({ x, y: ys[index] ?? 0 }));
}
