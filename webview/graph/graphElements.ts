import type { EdgeDefinition, NodeDefinition } from 'cytoscape';
import type { RelationEdge, RelationGraph, RelationNode } from '../../src/core/relationGraph.ts';
import { typeFamily } from '../../src/core/typeFamily.ts';
import { labelLines } from './nodeLabel.ts';
import { type Shape, shapesOf } from './shapes.ts';
import { edgeOpacity, edgeWidth, nodeSize } from './weights.ts';
import { signMark } from './wording.ts';

/** Entities and attitudes share one space of ids on the canvas. */
export const canvasId = {
  node: (id: string): string => `n:${id}`,
  edge: (id: string): string => `e:${id}`,
};

/** The graph as elements of the canvas; their data say how they look. */
export function graphElements(graph: RelationGraph): readonly (NodeDefinition | EdgeDefinition)[] {
  const shapes = shapesOf(graph.nodes.map(({ type }) => type));
  return [
    ...graph.nodes.map((node): NodeDefinition => ({ group: 'nodes', data: nodeData(node, shapes) })),
    ...graph.edges.map((edge): EdgeDefinition => ({ group: 'edges', data: edgeData(edge) })),
  ];
}

function nodeData(node: RelationNode, shapes: ReadonlyMap<string, Shape>): NodeDefinition['data'] {
  const shape = shapes.get(node.type) ?? { kind: 'ellipse' };
  return {
    id: canvasId.node(node.id),
    entityId: node.id,
    name: node.name,
    label: labelLines(node.name).join('\n'),
    size: nodeSize(node),
    kind: shape.kind,
    family: typeFamily(node.type),
    ...(shape.kind === 'polygon' && { corners: shape.corners.flat() }),
  };
}

function edgeData(edge: RelationEdge): EdgeDefinition['data'] {
  return {
    id: canvasId.edge(edge.id),
    edgeId: edge.id,
    source: canvasId.node(edge.sourceId),
    target: canvasId.node(edge.targetId),
    sign: edge.label,
    mark: signMark(edge.label),
    width: edgeWidth(edge),
    opacity: edgeOpacity(edge),
  };
}
