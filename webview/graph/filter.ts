import type { RelationEdge, RelationGraph, RelationNode } from '../../src/core/relationGraph.ts';

/** The sign of an edge. */
export type Sign = RelationEdge['label'];

/** What the user wants to see. */
export interface Filter {
  readonly signs: readonly Sign[];
  /** Edges below it are hidden; in [0, 1]. */
  readonly minProbability: number;
  readonly hiddenTypes: readonly string[];
  /** Whether entities without a visible attitude are shown. */
  readonly showUnconnected: boolean;
}

/** Shows all attitudes and the entities that have some. */
export const openFilter: Filter = {
  signs: ['positive', 'negative'],
  minProbability: 0,
  hiddenTypes: [],
  showUnconnected: false,
};

/** The part of the graph that the filter lets through, in the order of the graph. */
export function applyFilter(graph: RelationGraph, filter: Filter): RelationGraph {
  const hiddenTypes = new Set(filter.hiddenTypes);
  const allowed = new Set(graph.nodes.filter(({ type }) => !hiddenTypes.has(type)).map(({ id }) => id));
  const edges = graph.edges.filter(
    (edge) =>
      filter.signs.includes(edge.label) &&
      edge.probability >= filter.minProbability &&
      allowed.has(edge.sourceId) &&
      allowed.has(edge.targetId),
  );
  const connected = new Set(edges.flatMap(({ sourceId, targetId }) => [sourceId, targetId]));
  const nodes = graph.nodes.filter(
    ({ id }) => allowed.has(id) && (filter.showUnconnected || connected.has(id)),
  );
  return { nodes, edges };
}

/** Entities whose name contains the query, whatever the case and with ё as е; none for a blank query. */
export function findNodes(nodes: readonly RelationNode[], query: string): readonly RelationNode[] {
  const wanted = fold(query.trim());
  return wanted === '' ? [] : nodes.filter(({ name }) => fold(name).includes(wanted));
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е');
}
