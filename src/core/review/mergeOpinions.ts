import type { Attitude, Entity, Extraction, Opinion } from '../annotations.ts';
import { entityIndices } from '../entityIndices.ts';
import type { MergedMentions } from './mergeMentions.ts';

interface Pair {
  readonly source: Entity;
  readonly target: Entity;
  readonly positive: number[];
  readonly negative: number[];
  suggested: Opinion | undefined;
}

/**
 * What entities hold towards each other. Where people stand behind attitudes, those decide: the label of most of
 * them, the negative one of equals, is certain. Elsewhere the suggested opinion stands while attitudes support it.
 */
export function mergeOpinions(
  suggested: Pick<Extraction, 'entities' | 'opinions'> | undefined,
  { replacedBy }: Pick<MergedMentions, 'replacedBy'>,
  entities: readonly Entity[],
  attitudes: readonly Attitude[],
): Opinion[] {
  const indices = entityIndices(entities);
  const pairs = new Map<number, Pair>();
  const pairOf = (sourceId: string | undefined, targetId: string | undefined): Pair | undefined => {
    const [sourceIndex, targetIndex] = [indices.get(sourceId ?? ''), indices.get(targetId ?? '')];
    if (sourceIndex === undefined || targetIndex === undefined || sourceIndex === targetIndex)
      return undefined;
    const key = sourceIndex * entities.length + targetIndex;
    const known = pairs.get(key);
    if (known) return known;
    const [source, target] = [entities[sourceIndex], entities[targetIndex]];
    if (source === undefined || target === undefined) return undefined;
    const fresh = { source, target, positive: [], negative: [], suggested: undefined };
    pairs.set(key, fresh);
    return fresh;
  };
  for (const [index, { sourceMentionId, targetMentionId, label }] of attitudes.entries())
    if (label !== 'neutral') pairOf(sourceMentionId, targetMentionId)?.[label].push(index);
  if (suggested !== undefined && suggested.opinions.length > 0) {
    const mentionOf = mentionFinder(suggested.entities, replacedBy, indices);
    for (const opinion of suggested.opinions) {
      const pair = pairOf(mentionOf(opinion.sourceEntityId), mentionOf(opinion.targetEntityId));
      if (pair) pair.suggested ??= opinion;
    }
  }
  return [...pairs.values()].flatMap((pair) => opinionOf(pair, attitudes) ?? []);
}

/** Finds a mention of today for a suggested entity. */
function mentionFinder(
  entities: readonly Entity[],
  replacedBy: MergedMentions['replacedBy'],
  indices: ReadonlyMap<string, number>,
): (entityId: string) => string | undefined {
  const mentionIds = new Map(entities.map((entity) => [entity.id, entity.mentionIds]));
  return (entityId) => {
    for (const id of mentionIds.get(entityId) ?? []) {
      const now = replacedBy.has(id) ? replacedBy.get(id) : id;
      if (now !== undefined && indices.has(now)) return now;
    }
    return undefined;
  };
}

function opinionOf(pair: Pair, attitudes: readonly Attitude[]): Opinion | undefined {
  const [sourceEntityId, targetEntityId] = [pair.source.id, pair.target.id];
  const confirmed = (indices: readonly number[]) =>
    indices.filter((index) => attitudes[index]?.confirmed).length;
  const [positive, negative] = [confirmed(pair.positive), confirmed(pair.negative)];
  if (positive + negative > 0) {
    const label = positive > negative ? 'positive' : 'negative';
    return { sourceEntityId, targetEntityId, label, probability: 1, attitudeIndices: pair[label] };
  }
  if (pair.suggested === undefined) return undefined;
  const { label, probability, attitudeIndices: support } = pair.suggested;
  const attitudeIndices = pair[label];
  if (attitudeIndices.length === 0 && support.length > 0) return undefined;
  return { sourceEntityId, targetEntityId, label, probability, attitudeIndices };
}
