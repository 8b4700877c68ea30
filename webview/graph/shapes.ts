import type { EntityType } from '../../src/core/annotations.ts';

/** How an entity type looks: a round shape, or a polygon of corners in a square from -1 to 1, y downwards. */
export type Shape =
  | { readonly kind: 'ellipse' | 'rounded' }
  | { readonly kind: 'polygon'; readonly corners: readonly (readonly [x: number, y: number])[] };

const ellipse: Shape = { kind: 'ellipse' };

const known: ReadonlyMap<EntityType, Shape> = new Map<EntityType, Shape>([
  ['PER', ellipse],
  ['ORG', { kind: 'rounded' }],
  ['GEOPOLIT', polygon([-1, 0], [-0.55, -0.9], [0.55, -0.9], [1, 0], [0.55, 0.9], [-0.55, 0.9])],
  ['LOC', polygon([0, -1], [1, 0], [0, 1], [-1, 0])],
]);

const others: readonly Shape[] = [
  polygon([0, -0.95], [1, 0.8], [-1, 0.8]),
  polygon([0, -1], [0.95, -0.31], [0.59, 0.81], [-0.59, 0.81], [-0.95, -0.31]),
  polygon([-1, -0.8], [0.4, -0.8], [1, 0], [0.4, 0.8], [-1, 0.8]),
  polygon([-0.5, -0.8], [0.5, -0.8], [1, 0.8], [-1, 0.8]),
];

/** The shape of every type: our own always look the same, others go by their order and repeat past the fourth. */
export function shapesOf(types: readonly EntityType[]): ReadonlyMap<EntityType, Shape> {
  const strange = [...new Set(types)].filter((type) => !known.has(type)).sort();
  const shapeOf = (type: EntityType): Shape =>
    known.get(type) ?? others[strange.indexOf(type) % others.length] ?? ellipse;
  return new Map(types.map((type) => [type, shapeOf(type)]));
}

function polygon(...corners: readonly (readonly [number, number])[]): Shape {
  return { kind: 'polygon', corners };
}
