import type { Attitude, Entity, Extraction, Opinion } from '../annotations.ts';

interface Pair {
  readonly sourceEntityId: string;
  readonly targetEntityId: string;
  readonly positive: number[];
  readonly negative: number[];
  hasConfirmed: boolean;
  suggested: Opinion | undefined;
}

/**
 * What entities hold towards each other. Where a person has confirmed attitudes, those decide: the label of most of
 * them, the negative one of equals, is certain. Elsewhere the suggested opinion stands while attitudes support it.
 */
export function mergeOpinions(
  suggested: Extraction | undefined,
  idsBySuggested: ReadonlyMap<string, string>,
  entities: readonly Entity[],
  attitudes: readonly Attitude[],
): Opinion[] {
  const entityIds = new Map(
    entities.flatMap(({ id, mentionIds }) => mentionIds.map((each) => [each, id] as const)),
  );
  const pairs = new Map<string, Pair>();
  const pairOf = (sourceEntityId: string, targetEntityId: string): Pair => {
    const key = `${sourceEntityId} ${targetEntityId}`;
    const known = pairs.get(key);
    if (known) return known;
    const fresh = {
      sourceEntityId,
      targetEntityId,
      positive: [],
      negative: [],
      hasConfirmed: false,
      suggested: undefined,
    };
    pairs.set(key, fresh);
    return fresh;
  };
  for (const [index, { sourceMentionId, targetMentionId, label, confirmed }] of attitudes.entries()) {
    const source = entityIds.get(sourceMentionId);
    const target = entityIds.get(targetMentionId);
    if (label === 'neutral' || source === undefined || target === undefined || source === target) continue;
    const pair = pairOf(source, target);
    pair[label].push(index);
    if (confirmed) pair.hasConfirmed = true;
  }
  for (const opinion of suggestedOpinions(suggested, idsBySuggested, entityIds))
    pairOf(opinion.sourceEntityId, opinion.targetEntityId).suggested ??= opinion;
  return [...pairs.values()].flatMap((pair) => opinionOf(pair, attitudes) ?? []);
}

function opinionOf(pair: Pair, attitudes: readonly Attitude[]): Opinion | undefined {
  const { sourceEntityId, targetEntityId, suggested } = pair;
  if (pair.hasConfirmed) {
    const count = (indices: readonly number[]) =>
      indices.filter((index) => attitudes[index]?.confirmed).length;
    const label = count(pair.positive) > count(pair.negative) ? 'positive' : 'negative';
    return { sourceEntityId, targetEntityId, label, probability: 1, attitudeIndices: pair[label] };
  }
  if (suggested === undefined) return undefined;
  const attitudeIndices = pair[suggested.label];
  const lostSupport = attitudeIndices.length === 0 && suggested.attitudeIndices.length > 0;
  return lostSupport ? undefined : { ...suggested, attitudeIndices };
}

/** The opinions of the model with the entities of the merged view. */
function suggestedOpinions(
  suggested: Extraction | undefined,
  idsBySuggested: ReadonlyMap<string, string>,
  entityIds: ReadonlyMap<string, string>,
): Opinion[] {
  if (suggested === undefined) return [];
  const entities = new Map(suggested.entities.map((entity) => [entity.id, entity]));
  const today = (entityId: string): string | undefined => {
    for (const id of entities.get(entityId)?.mentionIds ?? []) {
      const found = entityIds.get(idsBySuggested.get(id) ?? '');
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return suggested.opinions.flatMap((opinion) => {
    const sourceEntityId = today(opinion.sourceEntityId);
    const targetEntityId = today(opinion.targetEntityId);
    if (sourceEntityId === undefined || targetEntityId === undefined || sourceEntityId === targetEntityId)
      return [];
    return [{ ...opinion, sourceEntityId, targetEntityId }];
  });
}
