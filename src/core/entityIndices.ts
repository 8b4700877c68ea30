import type { Entity } from './annotations.ts';

const known = new WeakMap<readonly Pick<Entity, 'mentionIds'>[], ReadonlyMap<string, number>>();

/** Indices of entities, by the ids of their mentions; made once for a list, which many steps leave as it is. */
export function entityIndices(entities: readonly Pick<Entity, 'mentionIds'>[]): ReadonlyMap<string, number> {
  const indices = known.get(entities) ?? makeIndices(entities);
  known.set(entities, indices);
  return indices;
}

function makeIndices(entities: readonly Pick<Entity, 'mentionIds'>[]): ReadonlyMap<string, number> {
  const indices = new Map<string, number>();
  for (const [index, { mentionIds }] of entities.entries())
    for (const id of mentionIds) indices.set(id, index);
  return indices;
}
