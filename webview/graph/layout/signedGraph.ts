/** What binds or divides two nodes, both directions and signs together: above 0 friends, below 0 foes. */
interface Tie {
  readonly to: number;
  readonly weight: number;
}

/** For every node, by its index, its ties; symmetric and without loops. */
export type SignedGraph = readonly (readonly Tie[])[];

/** A directed edge between the nodes of these indices; its weight is signed. */
export interface SignedEdge {
  readonly source: number;
  readonly target: number;
  readonly weight: number;
}

/** Adds up the edges between two nodes. Opposite signs of one strength leave a tie of 0, which still connects. */
export function signedGraph(size: number, edges: readonly SignedEdge[]): SignedGraph {
  const weights = Array.from({ length: size }, () => new Map<number, number>());
  for (const { source, target, weight } of edges) {
    if (source === target) continue;
    weights[source]?.set(target, (weights[source]?.get(target) ?? 0) + weight);
    weights[target]?.set(source, (weights[target]?.get(source) ?? 0) + weight);
  }
  return weights.map((row) => [...row].sort(([a], [b]) => a - b).map(([to, weight]) => ({ to, weight })));
}

/** Groups of nodes that are connected with each other; largest first, equals by their first node. */
export function components(graph: SignedGraph): readonly (readonly number[])[] {
  const seen = new Set<number>();
  const groups: number[][] = [];
  for (const start of graph.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const group = [start];
    for (const node of group) {
      for (const { to } of graph[node] ?? []) {
        if (seen.has(to)) continue;
        seen.add(to);
        group.push(to);
      }
    }
    groups.push(group.sort((a, b) => a - b));
  }
  return groups.sort((a, b) => b.length - a.length);
}

/** The part of the graph between the nodes of `group`, with their places in it as indices. */
export function restrict(graph: SignedGraph, group: readonly number[]): SignedGraph {
  const indexOf = new Map(group.map((node, index) => [node, index]));
  return group.map((node) =>
    (graph[node] ?? []).flatMap(({ to, weight }) => {
      const index = indexOf.get(to);
      return index === undefined ? [] : [{ to: index, weight }];
    }),
  );
}
