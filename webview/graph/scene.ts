import type { NodeSingular, Position } from 'cytoscape';
import { type TypeFamily, typeFamilies } from '../../src/core/typeFamily.ts';
import type { GraphCanvas } from './canvas.ts';
import type { Sign } from './filter.ts';
import type { Box, Point } from './layout/point.ts';
import type { Shape } from './shapes.ts';

/** A node as it is drawn. */
export interface SceneNode extends Point {
  readonly size: number;
  readonly shape: Shape;
  readonly family: TypeFamily;
  readonly lines: readonly string[];
}

/** An edge as it is drawn. */
export interface SceneEdge {
  readonly sign: Sign;
  readonly mark: string;
  readonly width: number;
  readonly opacity: number;
  /** Where the line begins, the control points of its curves in order, and where its arrow ends. */
  readonly from: Point;
  readonly controls: readonly Point[];
  readonly to: Point;
  readonly middle: Point;
}

/** All that is drawn, in the graph's own pixels. */
export interface Scene extends Box {
  readonly left: number;
  readonly top: number;
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
}

/** What the canvas shows now, without what a selection or search adds to it. */
export function sceneOf({ cy }: GraphCanvas): Scene {
  const visible = cy.elements(':visible');
  const { x1, y1, w, h } = visible.boundingBox({ includeOverlays: false });
  return {
    left: x1,
    top: y1,
    width: w,
    height: h,
    nodes: visible.nodes().map((node) => ({
      ...point(node.position()),
      size: Number(node.data('size')),
      shape: shapeOf(node),
      family: typeFamilies.find((family) => family === node.data('family')) ?? 'other',
      lines: String(node.data('label')).split('\n'),
    })),
    edges: visible.edges().map((edge) => ({
      sign: edge.data('sign') === 'positive' ? 'positive' : 'negative',
      mark: String(edge.data('mark')),
      width: Number(edge.data('width')),
      opacity: Number(edge.data('opacity')),
      from: point(edge.sourceEndpoint()),
      controls: (edge.controlPoints() ?? []).map(point),
      to: point(edge.targetEndpoint()),
      middle: point(edge.midpoint()),
    })),
  };
}

function point({ x, y }: Position): Point {
  return { x, y };
}

function shapeOf(node: NodeSingular): Shape {
  const corners: unknown = node.data('corners');
  if (!Array.isArray(corners)) return { kind: node.data('kind') === 'rounded' ? 'rounded' : 'ellipse' };
  return {
    kind: 'polygon',
    corners: corners.flatMap((x, index) =>
      index % 2 === 0 ? [[Number(x), Number(corners[index + 1])] as const] : [],
    ),
  };
}
