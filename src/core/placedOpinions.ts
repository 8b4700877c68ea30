import type { Entity, EntityMention } from './annotations.ts';
import { byId } from './byId.ts';
import { candidatePairs, type Pair } from './pairs.ts';
import type { DocumentOpinion } from './samples.ts';
import type { Span } from './span.ts';

/**
 * Why an opinion has no place in the text: nothing is called so, both names are one entity, the two never share a
 * sentence, or an opinion above speaks of the same two entities.
 */
export type UnplacedReason = 'no-source' | 'no-target' | 'one-entity' | 'no-sentence' | 'repeated';

/** Where the opinions of a document may stand in its text. */
export interface PlacedOpinions<Given extends DocumentOpinion> {
  /** In reading order, each pair once. */
  readonly pairs: readonly (Pair & { readonly opinion: Given })[];
  /** In the order given. */
  readonly unplaced: readonly { readonly opinion: Given; readonly reason: UnplacedReason }[];
}

/** The document that opinions speak of. */
export interface OpinionatedText {
  readonly text: string;
  readonly sentences: readonly Span[];
  readonly mentions: readonly EntityMention[];
  readonly entities: readonly Entity[];
}

/**
 * The pairs of mentions that opinions of a whole document may be about: those of the two entities that share a
 * sentence. Not every such sentence need express the opinion; who said so spoke of the document.
 * @param groupOf values with the same key name one entity; an opinion speaks of every entity with a mention of its key
 */
export function placeOpinions<Given extends DocumentOpinion>(
  { text, sentences, mentions, entities }: OpinionatedText,
  opinions: readonly Given[],
  groupOf: (value: string) => string,
): PlacedOpinions<Given> {
  const entitiesByKey = indexEntities(text, mentions, entities, groupOf);
  const candidates = new Map<string, Pair[]>();
  const entityIds = new Map(
    entities.flatMap(({ id, mentionIds }) => mentionIds.map((mentionId) => [mentionId, id] as const)),
  );
  for (const pair of candidatePairs(sentences, mentions, entities)) {
    const key = pairKey(entityIds.get(pair.sourceMentionId) ?? '', entityIds.get(pair.targetMentionId) ?? '');
    const known = candidates.get(key);
    if (known) known.push(pair);
    else candidates.set(key, [pair]);
  }

  const seen = new Set<string>();
  const pairs: (Pair & { opinion: Given })[] = [];
  const unplaced: { opinion: Given; reason: UnplacedReason }[] = [];
  for (const opinion of opinions) {
    const sources = entitiesByKey.get(groupOf(nameOf(opinion.source))) ?? [];
    const targets = entitiesByKey.get(groupOf(nameOf(opinion.target))) ?? [];
    const keys = sources.flatMap((source) =>
      targets.filter((target) => target !== source).map((target) => pairKey(source, target)),
    );
    const fresh = keys.filter((key) => !seen.has(key));
    const found = fresh.flatMap((key) => candidates.get(key) ?? []);
    const reason = reasonOf(sources, targets, keys, fresh, found);
    if (reason !== undefined) unplaced.push({ opinion, reason });
    for (const key of fresh) seen.add(key);
    pairs.push(...found.map((pair) => ({ ...pair, opinion })));
  }
  return { pairs: inReadingOrder(pairs, mentions), unplaced };
}

function reasonOf(
  ...[sources, targets, keys, fresh, found]: readonly (readonly unknown[])[]
): UnplacedReason | undefined {
  if (sources?.length === 0) return 'no-source';
  if (targets?.length === 0) return 'no-target';
  if (keys?.length === 0) return 'one-entity';
  if (fresh?.length === 0) return 'repeated';
  return found?.length === 0 ? 'no-sentence' : undefined;
}

/** Ids of the entities by the keys of their mentions' words. */
function indexEntities(
  text: string,
  mentions: readonly EntityMention[],
  entities: readonly Entity[],
  groupOf: (value: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const mentionsById = byId(mentions);
  const index = new Map<string, string[]>();
  for (const { id, mentionIds } of entities) {
    const keys = new Set(
      mentionIds.flatMap((mentionId) => {
        const mention = mentionsById.get(mentionId);
        return mention === undefined ? [] : [groupOf(nameOf(wordsOf(text, mention)))];
      }),
    );
    for (const key of keys) index.set(key, [...(index.get(key) ?? []), id]);
  }
  return index;
}

function wordsOf(text: string, { span, fragments }: EntityMention): string {
  return (fragments ?? [span]).map(({ start, end }) => text.slice(start, end)).join(' ');
}

/** A name as an opinion file can hold it (commas separate its fields, so there are none in names), `й` in one piece. */
function nameOf(words: string): string {
  return words
    .normalize('NFC')
    .replace(/[\s,]+/g, ' ')
    .trim();
}

function inReadingOrder<Found extends Pair>(
  pairs: readonly Found[],
  mentions: readonly EntityMention[],
): Found[] {
  const starts = new Map(mentions.map(({ id, span }) => [id, span.start]));
  const startOf = (id: string) => starts.get(id) ?? 0;
  return [...pairs].sort(
    (a, b) =>
      startOf(a.sourceMentionId) - startOf(b.sourceMentionId) ||
      startOf(a.targetMentionId) - startOf(b.targetMentionId),
  );
}

function pairKey(source: string, target: string): string {
  return JSON.stringify([source, target]);
}
