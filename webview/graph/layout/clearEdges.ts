import type { Point } from './point.ts';
import type { SignedGraph } from './signedGraph.ts';

/**
 * Moves nodes aside that stand on or near an edge between two others, so that no edge seems to end at them.
 * `clearances` says for every node how far from edges it wants to be.
 * Each round goes half the way, which lets crowded places come to rest.
 */
export function clearEdges(
  points: readonly Point[],
  graph: SignedGraph,
  clearances: readonly number[],
  rounds: number,
): readonly Point[] {
  const places = [...points];
  const edges = graph.flatMap((ties, from) =>
    ties.filter(({ to }) => to > from).map(({ to }) => [from, to] as const),
  );
  for (let round = 0; round < rounds; round++) {
    for (const [from, to] of edges) {
      for (const [node, place] of places.entries()) {
        if (node === from || node === to) continue;
        const step = stepAside(place, places[from] ?? place, places[to] ?? place, clearances[node] ?? 0);
        if (step) places[node] = { x: place.x + step.x / 2, y: place.y + step.y / 2 };
      }
    }
  }
  return places;
}

/** How to leave the strip around the segment; nothing for who is outside or beyond its ends. */
function stepAside(place: Point, from: Point, to: Point, clearance: number): Point | undefined {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length < clearance) return undefined;
  const along = ((place.x - from.x) * dx + (place.y - from.y) * dy) / length;
  const aside = ((place.x - from.x) * dy - (place.y - from.y) * dx) / length;
  if (along <= 0 || along >= length || Math.abs(aside) >= clearance) return undefined;
  const distance = (clearance - Math.abs(aside)) * (aside < 0 ? -1 : 1);
  return { x: (distance * dy) / length, y: (-distance * dx) / length };
}
