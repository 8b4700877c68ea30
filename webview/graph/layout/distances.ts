import type { SignedGraph } from './signedGraph.ts';

/** How far apart, in steps between friends, nodes of opposite camps stand in addition. */
const campGap = 0.75;
/** How long a step between foes is, compared with one between friends. */
const hostileStep = 1.3;

/**
 * How far apart any two nodes of a connected graph should stand, in steps between friends.
 * Friends stand close, foes far; those who are only connected through others come by the shortest way,
 * and those of one camp closer together than those of two: the foe of a foe counts as near.
 */
export function desiredDistances(graph: SignedGraph, camps: readonly number[]): readonly Float64Array[] {
  return graph.map((_, from) => {
    const steps = stepsFrom(graph, from);
    return Float64Array.from(steps, (count, to) => {
      if (to === from) return 0;
      const tie = graph[from]?.find((candidate) => candidate.to === to);
      const gap = camps[from] === camps[to] ? 0 : campGap;
      if (tie) return (tie.weight < 0 ? hostileStep : 1) + gap;
      return Math.min(count, 4) * (camps[from] === camps[to] ? 0.85 : 1.1) + gap;
    });
  });
}

/** The number of edges on the shortest way to every node. */
function stepsFrom(graph: SignedGraph, from: number): readonly number[] {
  const steps = graph.map(() => Number.POSITIVE_INFINITY);
  steps[from] = 0;
  const queue = [from];
  for (const node of queue) {
    for (const { to } of graph[node] ?? []) {
      if (Number.isFinite(steps[to])) continue;
      steps[to] = (steps[node] ?? 0) + 1;
      queue.push(to);
    }
  }
  return steps;
}
