import type { SignedGraph } from './signedGraph.ts';

/** Rounds of the power method; camps need no exact eigenvector. */
const rounds = 200;

/**
 * Which of two camps every node of a connected graph belongs to, 1 or -1, so that as little as possible friendship
 * crosses the border and as little as possible hostility stays inside. The first node is in camp 1.
 * Starts from the signed Laplacian's smallest eigenvector (Kunegis et al. 2010) and moves single nodes while it helps.
 */
export function findCamps(graph: SignedGraph): readonly number[] {
  const camps: number[] = smallestEigenvector(graph).map((value) => (value < 0 ? -1 : 1));
  // Each move lowers the total of what is violated, so this ends; the limit is for rounding only.
  for (let round = 0; round < camps.length + 10; round++) {
    let moved = false;
    for (const [node, ties] of graph.entries()) {
      const own = camps[node] ?? 1;
      const agreement = ties.reduce((sum, { to, weight }) => sum + weight * own * (camps[to] ?? 1), 0);
      if (agreement < -1e-9) {
        camps[node] = -own;
        moved = true;
      }
    }
    if (!moved) break;
  }
  const first = camps[0] ?? 1;
  return camps.map((camp) => (camp === first ? 1 : -1));
}

/** Of the normalised signed Laplacian, by the power method on 2 − L, from a fixed start. */
function smallestEigenvector(graph: SignedGraph): readonly number[] {
  const degrees = graph.map((ties) => ties.reduce((sum, { weight }) => sum + Math.abs(weight), 0));
  let vector = graph.map((_, node) => 1 + 0.5 * Math.sin(node * 2.4));
  for (let round = 0; round < rounds; round++) {
    const current = vector;
    const next = graph.map((ties, node) =>
      ties.reduce((sum, { to, weight }) => {
        const scale = Math.sqrt((degrees[node] ?? 0) * (degrees[to] ?? 0));
        return scale > 0 ? sum + (weight / scale) * (current[to] ?? 0) : sum;
      }, current[node] ?? 0),
    );
    const length = Math.hypot(...next) || 1;
    vector = next.map((value) => value / length);
  }
  return vector;
}
