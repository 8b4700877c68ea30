import type { RelationEdge, RelationNode } from '../../src/core/relationGraph.ts';

/** Diameter of a node in pixels: its area grows with the mentions, up to a limit. */
export function nodeSize({ mentionIds }: RelationNode): number {
  return Math.round(Math.min(64, 16 + 8 * Math.sqrt(mentionIds.length)));
}

/** Width of an edge in pixels, by its attitudes. */
export function edgeWidth({ count }: RelationEdge): number {
  return Math.min(7, 1 + Math.sqrt(count));
}

/** Opacity of an edge: full once a person stands behind it, else by its probability; the least is still seen. */
export function edgeOpacity({ confirmed, probability }: RelationEdge): number {
  return confirmed > 0 ? 1 : 0.25 + 0.55 * probability;
}

/** How much an edge counts for the layout. */
export function edgeStrength({ count, probability }: RelationEdge): number {
  return Math.max(0.05, probability) * Math.sqrt(Math.max(1, count));
}
