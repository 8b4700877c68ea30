import type { Entity } from './annotations.ts';

/** Indices of entities, by the ids of their mentions. */
export function entityIndices(entities: readonly Pick<Entity, 'mentionIds'>[]): ReadonlyMap<string, number> {
  const indices = new Map<string, number>();
  for (const [index, { mentionIds }] of entities.entries())
    for (const id of mentionIds) indices.set(id, index);
  return indices;
}
