import type { Entity, EntityMention } from '../annotations.ts';

/**
 * The entities with the groups of mentions that an `.ann` file declares to be one. Those decide: entities that have
 * mentions of one group are joined, and one that has mentions of several groups is taken apart; what no group names
 * goes with most of its entity's mentions that one does.
 * @param mentions in reading order
 * @param groups ids of mentions, none in two groups; ids that are no mentions count for nothing
 */
export function joinEquivalences(
  entities: readonly Entity[],
  mentions: readonly EntityMention[],
  groups: readonly (readonly string[])[],
): readonly Entity[] {
  if (groups.length === 0) return entities;
  const ranks = new Map(mentions.map(({ id }, index) => [id, index]));
  const groupsByMention = new Map<string, number>();
  for (const [index, group] of groups.entries()) {
    const known = group.filter((id) => ranks.has(id));
    if (known.length > 1) for (const id of known) groupsByMention.set(id, index);
  }
  if (groupsByMention.size === 0) return entities;

  const joined: Entity[] = [];
  const parts = new Map<number, Entity[]>();
  for (const entity of entities) {
    const idsByGroup = new Map<number, string[]>();
    const others: string[] = [];
    for (const id of entity.mentionIds) {
      const group = groupsByMention.get(id);
      if (group === undefined) others.push(id);
      else idsByGroup.set(group, [...(idsByGroup.get(group) ?? []), id]);
    }
    const [largest] = [...idsByGroup].sort(([, a], [, b]) => b.length - a.length);
    if (largest === undefined) joined.push(entity);
    for (const [group, ids] of idsByGroup) {
      const mentionIds = group === largest?.[0] ? [...ids, ...others] : ids;
      parts.set(group, [...(parts.get(group) ?? []), { ...entity, mentionIds }]);
    }
  }
  const rankOf = (id: string | undefined) => ranks.get(id ?? '') ?? -1;
  for (const group of parts.values()) {
    // The part with most mentions tells name and type.
    const [main] = [...group].sort((a, b) => b.mentionIds.length - a.mentionIds.length);
    const mentionIds = group.flatMap((part) => part.mentionIds).sort((a, b) => rankOf(a) - rankOf(b));
    if (main) joined.push({ ...main, id: `E${mentionIds[0]}`, mentionIds });
  }
  return joined.sort((a, b) => rankOf(a.mentionIds[0]) - rankOf(b.mentionIds[0]));
}
