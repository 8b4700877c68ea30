import type { Sign } from './filter.ts';
import { findCamps } from './layout/camps.ts';
import { clearEdges } from './layout/clearEdges.ts';
import { desiredDistances } from './layout/distances.ts';
import { bounds, mainAxis, mean, turn } from './layout/geometry.ts';
import { pack } from './layout/pack.ts';
import type { Box, Point } from './layout/point.ts';
import { separate } from './layout/separate.ts';
import { components, restrict, type SignedGraph, signedGraph } from './layout/signedGraph.ts';
import { minimizeStress } from './layout/stress.ts';

/** A node to place, with the box that it and its label need. */
export interface LayoutNode extends Box {
  readonly id: string;
}

/** An edge to place by; `strength` above 0. */
export interface LayoutEdge {
  readonly sourceId: string;
  readonly targetId: string;
  readonly label: Sign;
  readonly strength: number;
}

/** How long a step between friends is before crowding; in pixels. */
const stepLength = 115;
/** The least space between boxes, and between groups that nothing connects; in pixels. */
const gap = 12;
const groupGap = 40;
/** Between a node with its name and edges between others, where there is room; in pixels. */
const edgeGap = 8;
/** Clearing edges and separating boxes undo each other in part; a few turns bring both about. */
const turns = 6;

/**
 * Places that show the camps: friends close together, foes apart, the two camps that hostility divides best
 * at opposite ends of the longer side. What is not connected stands in groups of its own. No two boxes overlap.
 * The same input gives the same places.
 */
export function campLayout(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  aspectRatio: number,
): ReadonlyMap<string, Point> {
  const graph = toSignedGraph(nodes, edges);
  const groups = components(graph).map((group) => {
    const boxes = group.flatMap((index) => nodes[index] ?? []);
    // Names run from left to right: a small group needs least room when it does, too.
    const isTall = aspectRatio < 1 && group.length > 3;
    const points = placeGroup(restrict(graph, group), boxes, isTall);
    return { boxes, points, ...bounds(points, boxes) };
  });
  const centres = pack(
    groups.map(({ box }) => box),
    aspectRatio,
    groupGap,
  );
  return new Map(
    groups.flatMap(({ boxes, points, centre }, groupIndex) => {
      const to = centres[groupIndex] ?? centre;
      return points.flatMap(({ x, y }, index) => {
        const node = boxes[index];
        return node ? [[node.id, { x: x - centre.x + to.x, y: y - centre.y + to.y }] as const] : [];
      });
    }),
  );
}

/** All nodes on one circle, camp by camp, so that attitudes across it are those between camps. */
export function circleLayout(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
): ReadonlyMap<string, Point> {
  const graph = toSignedGraph(nodes, edges);
  const order = components(graph).flatMap((group) => {
    const camps = findCamps(restrict(graph, group));
    const inCamp = (camp: number): readonly number[] => group.filter((_, index) => camps[index] === camp);
    return [...inCamp(1), ...inCamp(-1)];
  });
  const widest = Math.max(0, ...nodes.map(({ width, height }) => Math.max(width, height)));
  const radius = Math.max(stepLength, ((widest + gap) * nodes.length) / (2 * Math.PI));
  return new Map(
    order.flatMap((index, place) => {
      const node = nodes[index];
      const angle = (2 * Math.PI * place) / order.length - Math.PI / 2;
      return node ? [[node.id, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }] as const] : [];
    }),
  );
}

function toSignedGraph(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): SignedGraph {
  const indexOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const signed = edges.flatMap(({ sourceId, targetId, label, strength }) => {
    const source = indexOf.get(sourceId);
    const target = indexOf.get(targetId);
    if (source === undefined || target === undefined) return [];
    return [{ source, target, weight: label === 'positive' ? strength : -strength }];
  });
  return signedGraph(nodes.length, signed);
}

/** Places around the origin for the nodes of one connected group. */
function placeGroup(graph: SignedGraph, boxes: readonly Box[], isTall: boolean): readonly Point[] {
  const camps = findCamps(graph);
  // Each camp starts on its side, its members on a spiral that no two share.
  const start = graph.map((_, node) => {
    const angle = node * 2.399963;
    const radius = 0.4 * Math.sqrt(node + 1);
    return { x: (camps[node] ?? 1) * -2 + radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
  const rounds = Math.max(10, Math.min(250, Math.round(1e7 / (graph.length * graph.length + 1))));
  const placed = minimizeStress(start, desiredDistances(graph, camps), rounds);

  const inCamp = (camp: number): Point => mean(placed.filter((_, node) => camps[node] === camp));
  const [first, second] = [inCamp(1), inCamp(-1)];
  const direction = camps.includes(-1) ? { x: second.x - first.x, y: second.y - first.y } : mainAxis(placed);
  const scaled = turn(placed, direction, isTall).map(({ x, y }) => ({
    x: x * stepLength,
    y: y * stepLength,
  }));
  const clearances = boxes.map(({ width, height }) => Math.min(width, height) / 2 + edgeGap);
  const clearingRounds = Math.max(1, Math.min(8, Math.round(6e5 / (graph.length * countTies(graph) + 1))));
  let places: readonly Point[] = scaled;
  for (let round = 0; round < turns; round++) {
    places = separate(clearEdges(places, graph, clearances, clearingRounds), boxes, gap);
  }
  return places;
}

function countTies(graph: SignedGraph): number {
  return graph.reduce((sum, { length }) => sum + length, 0);
}
