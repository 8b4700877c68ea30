import type { RelationGraph, RelationNode } from '../../src/core/relationGraph.ts';
import { forceLayout } from './layout/forces.ts';
import { bounds } from './layout/geometry.ts';
import { pack } from './layout/pack.ts';
import type { Point } from './layout/point.ts';
import { separate } from './layout/separate.ts';
import { campLayout, circleLayout, type LayoutEdge, type LayoutNode } from './layout.ts';
import { labelLines } from './nodeLabel.ts';
import type { LayoutName } from './state.ts';
import { labelFontSize, labelMargin } from './stylesheet.ts';
import { edgeStrength, nodeSize } from './weights.ts';

const lineHeight = labelFontSize * 1.2;
/** Between the entities with attitudes and the rows of those without, and within these rows; in pixels. */
const rowsMargin = 50;
const rowsGap = 20;

/**
 * What the layout makes of the graph: a place for every entity, those without attitudes in rows below.
 * `textWidth` measures a line of a name in pixels.
 */
export function placeNodes(
  graph: RelationGraph,
  layout: LayoutName,
  aspectRatio: number,
  textWidth: (text: string) => number,
): ReadonlyMap<string, Point> {
  const connected = new Set(graph.edges.flatMap(({ sourceId, targetId }) => [sourceId, targetId]));
  const boxes = graph.nodes.map((node) => boxOf(node, textWidth));
  const bound = boxes.filter(({ id }) => connected.has(id));
  const free = boxes.filter(({ id }) => !connected.has(id));
  const places = placeConnected(bound, graph.edges.map(toLayoutEdge), layout, aspectRatio);
  // Layouts place boxes by their middle; the node itself stands above its name.
  const nameHeights = new Map(graph.nodes.map((node) => [node.id, nameHeight(node)]));
  return new Map(
    [...places, ...placeBelow(places, bound, free, aspectRatio)].map(([id, { x, y }]) => [
      id,
      { x, y: y - (nameHeights.get(id) ?? 0) / 2 },
    ]),
  );
}

function placeConnected(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  layout: LayoutName,
  aspectRatio: number,
): ReadonlyMap<string, Point> {
  switch (layout) {
    case 'camps':
      return campLayout(nodes, edges, aspectRatio);
    case 'forces': {
      const places = forceLayout(nodes, edges, campLayout(nodes, edges, aspectRatio));
      const apart = separate([...places.values()], nodes, 10);
      return new Map([...places.keys()].map((id, index) => [id, apart[index] ?? { x: 0, y: 0 }]));
    }
    case 'circle':
      return circleLayout(nodes, edges);
    default:
      return layout satisfies never;
  }
}

function placeBelow(
  places: ReadonlyMap<string, Point>,
  placed: readonly LayoutNode[],
  rest: readonly LayoutNode[],
  aspectRatio: number,
): readonly (readonly [string, Point])[] {
  if (rest.length === 0) return [];
  const above = bounds(
    placed.flatMap(({ id }) => places.get(id) ?? []),
    placed,
  );
  const rows = pack(rest, placed.length === 0 ? aspectRatio : aspectRatio * 3, rowsGap);
  const below = bounds(rows, rest);
  const left = placed.length === 0 ? 0 : above.centre.x;
  const top =
    placed.length === 0 ? 0 : above.centre.y + (above.box.height + below.box.height) / 2 + rowsMargin;
  return rest.flatMap(({ id }, index) => {
    const row = rows[index];
    return row ? [[id, { x: row.x + left, y: row.y - below.centre.y + top }] as const] : [];
  });
}

function boxOf(node: RelationNode, textWidth: (text: string) => number): LayoutNode {
  const size = nodeSize(node);
  const width = Math.max(size, ...labelLines(node.name).map(textWidth));
  return { id: node.id, width, height: size + nameHeight(node) };
}

function nameHeight(node: RelationNode): number {
  return labelMargin + labelLines(node.name).length * lineHeight;
}

function toLayoutEdge(edge: RelationGraph['edges'][number]): LayoutEdge {
  const { sourceId, targetId, label } = edge;
  return { sourceId, targetId, label, strength: edgeStrength(edge) };
}
