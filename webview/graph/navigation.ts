import type { RelationEdge, RelationGraph } from '../../src/core/relationGraph.ts';
import type { Point } from './layout/point.ts';

/** A direction of an arrow key. */
export type Direction = 'left' | 'right' | 'up' | 'down';

/** The node to go to from `fromId`: near, and more in the direction than beside it; nothing when there is none. */
export function nodeInDirection(
  places: ReadonlyMap<string, Point>,
  fromId: string,
  direction: Direction,
): string | undefined {
  const from = places.get(fromId);
  if (!from) return undefined;
  let best: string | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const [id, place] of places) {
    const [ahead, aside] = along({ x: place.x - from.x, y: place.y - from.y }, direction);
    if (id === fromId || ahead <= 0 || Math.abs(aside) > ahead * 2) continue;
    const cost = ahead + 2 * Math.abs(aside);
    if (cost < bestCost) [best, bestCost] = [id, cost];
  }
  return best;
}

/** The end of an edge that lies further in the direction. */
export function endInDirection(
  places: ReadonlyMap<string, Point>,
  edge: RelationEdge,
  direction: Direction,
): string {
  const source = places.get(edge.sourceId) ?? { x: 0, y: 0 };
  const target = places.get(edge.targetId) ?? { x: 0, y: 0 };
  const [ahead] = along({ x: target.x - source.x, y: target.y - source.y }, direction);
  return ahead > 0 ? edge.targetId : edge.sourceId;
}

/** The attitudes of an entity in the order that Tab goes through them: those it holds, then those towards it. */
export function edgesOf({ edges }: RelationGraph, nodeId: string): readonly RelationEdge[] {
  const outgoing = edges.filter(({ sourceId }) => sourceId === nodeId);
  return [
    ...outgoing,
    ...edges.filter(({ sourceId, targetId }) => targetId === nodeId && sourceId !== nodeId),
  ];
}

/** Splits a vector into how far it goes in the direction and how far beside it. */
function along({ x, y }: Point, direction: Direction): readonly [ahead: number, aside: number] {
  switch (direction) {
    case 'left':
      return [-x, y];
    case 'right':
      return [x, y];
    case 'up':
      return [-y, x];
    case 'down':
      return [y, x];
    default:
      return direction satisfies never;
  }
}
