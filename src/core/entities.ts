import type { Entity, EntityMention } from './annotations.ts';
import { type Cluster, clusteringForms } from './entities/cluster.ts';
import { joinCommonNames } from './entities/joinCommonNames.ts';
import { joinDefinitions } from './entities/joinDefinitions.ts';
import { Joining } from './entities/joining.ts';
import { joinAcronyms, joiningQuoted } from './entities/joinOrganisations.ts';
import { joiningPersons } from './entities/joinPersons.ts';
import { collectingForms } from './entities/nameForm.ts';
import { shownName } from './entities/shownName.ts';
import { compareSpans } from './span.ts';
import { SynonymIndex } from './synonymIndex.ts';
import { finish, restingAfter, type Work } from './work.ts';

/**
 * Entities that the mentions refer to, in the order of their first mentions; every mention belongs to one.
 * Names are the same entity if the synonyms say so, if they are cases of the same words, or by rules for
 * persons (`Путин`, `В. В. Путин`), abbreviations and names in quotation marks. What the synonyms keep apart stays apart,
 * as do persons and everything else. The name shown is the most frequent spelling in the nominative,
 * or the most frequent one where none is; the earliest of equals.
 * @param mentions in any order, with distinct ids
 * @param synonyms groups as `parseSynonyms` gives them
 */
export function groupMentions(
  text: string,
  mentions: readonly EntityMention[],
  synonyms: readonly (readonly string[])[] = [],
): Entity[] {
  return finish(groupingMentions(text, mentions, synonyms));
}

/** `groupMentions`, which of many mentions takes a while. */
export function* groupingMentions(
  text: string,
  mentions: readonly EntityMention[],
  synonyms: readonly (readonly string[])[] = [],
): Work<Entity[]> {
  const index = new SynonymIndex(synonyms);
  const forms = yield* collectingForms(text, mentions);
  const clusters = yield* clusteringForms(forms, ({ value }) => index.groupOf(value));
  const joining = new Joining(clusters);
  yield;
  joinDefinitions(text, clusters, joining);
  yield;
  joinCommonNames(clusters, joining);
  yield;
  joinAcronyms(clusters, joining);
  yield;
  yield* joiningQuoted(clusters, joining);
  yield;
  yield* joiningPersons(clusters, joining);
  yield;

  const clustersByRoot = new Map<Cluster, Cluster[]>();
  for (const cluster of clusters) {
    const root = joining.rootOf(cluster);
    const others = clustersByRoot.get(root);
    if (others) others.push(cluster);
    else clustersByRoot.set(root, [cluster]);
  }
  const entities: ReturnType<typeof toEntity>[] = [];
  yield* restingAfter(500, clustersByRoot.values(), (joined) => void entities.push(toEntity(joined)));
  return entities.sort((a, b) => compareSpans(a.first.span, b.first.span)).map(({ entity }) => entity);
}

function toEntity(clusters: readonly Cluster[]): { entity: Entity; first: EntityMention } {
  const mentions = clusters
    .flatMap(({ forms }) => forms.flatMap((form) => form.mentions))
    .sort((a, b) => compareSpans(a.span, b.span));
  const [first] = mentions;
  if (!first) throw new Error('An entity has no mention.');
  const entity = {
    id: `E${first.id}`,
    name: shownName(clusters),
    type: mostFrequent(mentions.map(({ type }) => type)) ?? first.type,
    mentionIds: mentions.map(({ id }) => id),
  };
  return { entity, first };
}

/** The value that occurs most often, the earliest of equals. */
function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
