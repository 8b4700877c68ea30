import type { Attitude, Entity, Opinion } from './annotations.ts';

/** What annotated attitudes say of one ordered pair of entities over the whole document. */
export interface AnnotatedOpinion {
  /** Names of the entities, as they are shown. */
  readonly source: string;
  readonly target: string;
  /** The more frequent one, negative of equals. */
  readonly label: Opinion['label'];
  /** How many attitudes say so, and how many the opposite. */
  readonly support: number;
  readonly opposition: number;
}

/**
 * Opinions of a document, gathered from its attitudes: one per ordered pair of entities that has a positive or negative
 * attitude, in the order of the entities. Neutral attitudes count for nothing, nor do those within one entity.
 */
export function annotatedOpinions(
  attitudes: readonly Pick<Attitude, 'sourceMentionId' | 'targetMentionId' | 'label'>[],
  entities: readonly Entity[],
): AnnotatedOpinion[] {
  const indices = new Map(
    entities.flatMap(({ mentionIds }, index) => mentionIds.map((id) => [id, index] as const)),
  );
  const counts = new Map<string, Counts>();
  for (const { sourceMentionId, targetMentionId, label } of attitudes) {
    const [source, target] = [indices.get(sourceMentionId), indices.get(targetMentionId)];
    if (label === 'neutral' || source === undefined || target === undefined || source === target) continue;
    const key = `${source} ${target}`;
    const found = counts.get(key) ?? { source, target, positive: 0, negative: 0 };
    found[label] += 1;
    counts.set(key, found);
  }
  return [...counts.values()]
    .sort((a, b) => a.source - b.source || a.target - b.target)
    .map(({ source, target, positive, negative }) => ({
      source: entities[source]?.name ?? '',
      target: entities[target]?.name ?? '',
      label: positive > negative ? 'positive' : 'negative',
      support: Math.max(positive, negative),
      opposition: Math.min(positive, negative),
    }));
}

interface Counts {
  readonly source: number;
  readonly target: number;
  positive: number;
  negative: number;
}
