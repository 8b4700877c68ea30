import type { Point } from './point.ts';

/**
 * Places whose distances are as near as possible to the desired ones, near pairs counting most.
 * Stress majorization, node by node (Gansner, Koren, North 2004): no randomness, and no round makes it worse.
 */
export function minimizeStress(
  start: readonly Point[],
  desired: readonly Float64Array[],
  rounds: number,
): readonly Point[] {
  const xs = Float64Array.from(start, ({ x }) => x);
  const ys = Float64Array.from(start, ({ y }) => y);
  for (let round = 0; round < rounds; round++) {
    for (const [node, row] of desired.entries()) {
      const x = xs[node] ?? 0;
      const y = ys[node] ?? 0;
      let sumX = 0;
      let sumY = 0;
      let sumWeights = 0;
      for (const [other, distance] of row.entries()) {
        if (other === node) continue;
        const dx = x - (xs[other] ?? 0);
        const dy = y - (ys[other] ?? 0);
        const scale = distance / Math.max(Math.sqrt(dx * dx + dy * dy), 1e-6);
        const weight = 1 / (distance * distance);
        sumX += weight * ((xs[other] ?? 0) + dx * scale);
        sumY += weight * ((ys[other] ?? 0) + dy * scale);
        sumWeights += weight;
      }
      if (sumWeights === 0) continue;
      xs[node] = sumX / sumWeights;
      ys[node] = sumY / sumWeights;
    }
  }
  return start.map((_, node) => ({ x: xs[node] ?? 0, y: ys[node] ?? 0 }));
}
