import type { Attitude, Entity, EntityMention, EntityType, Extraction } from './annotations.ts';
import { byId } from './byId.ts';
import { entityIndices } from './entityIndices.ts';
import { type SnippetPart, snippetOf } from './snippet.ts';
import type { Span } from './span.ts';

/** An entity as a point of the graph. */
export interface RelationNode {
  readonly id: string;
  readonly name: string;
  readonly type: EntityType;
  /** Its mentions in reading order; their number is its weight. */
  readonly mentionIds: readonly string[];
}

/** A sentence that speaks for an edge. */
export interface RelationSentence {
  /** In the document. */
  readonly span: Span;
  /** The sentence as one line, shortened around the two ends, which are marked; made when first asked for. */
  readonly snippet: readonly SnippetPart[];
  /** Indices into `Extraction.attitudes`: those of the edge that stand in this sentence. */
  readonly attitudeIndices: readonly number[];
  /** The greatest among its attitudes, in [0, 1]. */
  readonly probability: number;
}

/** What one entity holds towards another: one edge per pair of entities, direction and sign. */
export interface RelationEdge {
  /** Unique in the graph and the same whenever the same entities are so related. */
  readonly id: string;
  readonly sourceId: string;
  readonly targetId: string;
  readonly label: 'positive' | 'negative';
  /** The number of attitudes behind it; 0 when only the document as a whole speaks for it. */
  readonly count: number;
  /** How many of those a person stands behind; the rest is only suggested. */
  readonly confirmed: number;
  /** Of the opinion; where there is none, of at least one of the attitudes. In [0, 1]. */
  readonly probability: number;
  /** In reading order; made when first asked for. */
  readonly sentences: readonly RelationSentence[];
}

/** The entities of one document and what they hold towards each other. */
export interface RelationGraph {
  /** The most mentioned first, then in reading order. */
  readonly nodes: readonly RelationNode[];
  /** The most probable first. */
  readonly edges: readonly RelationEdge[];
}

/** An edge to be; its ends are indices among the nodes. */
interface Draft {
  readonly source: number;
  readonly target: number;
  readonly label: RelationEdge['label'];
  readonly attitudeIndices: number[];
  opinionProbability: number | undefined;
}

/**
 * The relation graph of `extraction`, which was made from `text`.
 * Every attitude and every opinion is in it; neutral attitudes are not.
 * @throws Error when an attitude or opinion names a mention, entity or sentence that the extraction does not have.
 */
export function buildRelationGraph(extraction: Extraction, text: string): RelationGraph {
  const entities = sortEntities(extraction);
  const ranksById = new Map(entities.map(({ id }, rank) => [id, rank]));
  // Of the list as it is given: it is the same for many extractions, this order is new in each.
  const ranks = extraction.entities.map(({ id }) => ranksById.get(id) ?? 0);
  const indices = entityIndices(extraction.entities);
  const rankOfMention = (id: string) => ranks[known(indices, id, 'entity of mention')] ?? 0;

  const drafts = new Map<number, Draft>();
  const draft = (source: number, target: number, label: RelationEdge['label']): Draft => {
    const pair = source * entities.length + target;
    const key = label === 'positive' ? pair : -1 - pair;
    const known = drafts.get(key);
    if (known) return known;
    const fresh = { source, target, label, attitudeIndices: [], opinionProbability: undefined };
    drafts.set(key, fresh);
    return fresh;
  };
  for (const [index, attitude] of extraction.attitudes.entries()) {
    if (attitude.label === 'neutral') continue;
    const source = rankOfMention(attitude.sourceMentionId);
    const target = rankOfMention(attitude.targetMentionId);
    if (!extraction.sentences[attitude.sentenceIndex])
      throw new Error(
        `An attitude names sentence ${attitude.sentenceIndex}, which the extraction does not have.`,
      );
    draft(source, target, attitude.label).attitudeIndices.push(index);
  }
  for (const opinion of extraction.opinions) {
    const source = known(ranksById, opinion.sourceEntityId, 'entity');
    const target = known(ranksById, opinion.targetEntityId, 'entity');
    draft(source, target, opinion.label).opinionProbability = opinion.probability;
  }

  let mentionsById: ReadonlyMap<string, EntityMention> | undefined;
  const mentionOf = (id: string) => {
    mentionsById ??= byId(extraction.mentions);
    return known(mentionsById, id, 'mention');
  };
  const idOf = (rank: number) => entities[rank]?.id ?? '';
  const edges = [...drafts.values()]
    .map((each) => ({
      ...each,
      probability: each.opinionProbability ?? atLeastOne(extraction.attitudes, each.attitudeIndices),
    }))
    .sort(
      (a, b) =>
        b.probability - a.probability ||
        b.attitudeIndices.length - a.attitudeIndices.length ||
        a.source - b.source ||
        a.target - b.target ||
        (a.label === b.label ? 0 : a.label === 'positive' ? -1 : 1),
    )
    .map(({ source, target, label, attitudeIndices, probability }): RelationEdge => {
      const [sourceId, targetId] = [idOf(source), idOf(target)];
      let sentences: readonly RelationSentence[] | undefined;
      return {
        id: edgeId(sourceId, targetId, label),
        sourceId,
        targetId,
        label,
        count: attitudeIndices.length,
        confirmed: attitudeIndices.filter((index) => extraction.attitudes[index]?.confirmed).length,
        probability,
        get sentences() {
          sentences ??= sentencesOf(attitudeIndices, extraction, mentionOf, text);
          return sentences;
        },
      };
    });
  return {
    nodes: entities.map(({ id, name, type, mentionIds }) => ({ id, name, type, mentionIds })),
    edges,
  };
}

function edgeId(sourceId: string, targetId: string, label: string): string {
  return JSON.stringify([sourceId, targetId, label]);
}

function sortEntities({ entities, mentions }: Extraction): readonly Entity[] {
  const starts = new Map(entities.map(({ mentionIds }) => [mentionIds[0] ?? '', Number.POSITIVE_INFINITY]));
  for (const { id, span } of mentions) if (starts.has(id)) starts.set(id, span.start);
  const firstStart = ({ mentionIds }: Entity): number => starts.get(mentionIds[0] ?? '') ?? 0;
  return entities.toSorted(
    (a, b) =>
      b.mentionIds.length - a.mentionIds.length || firstStart(a) - firstStart(b) || (a.id < b.id ? -1 : 1),
  );
}

/** The probability that at least one of the attitudes is real, taken as independent. */
function atLeastOne(attitudes: readonly Attitude[], indices: readonly number[]): number {
  let none = 1;
  for (const index of indices) none *= 1 - (attitudes[index]?.probability ?? 0);
  return 1 - none;
}

function sentencesOf(
  attitudeIndices: readonly number[],
  extraction: Extraction,
  mentionOf: (id: string) => EntityMention,
  text: string,
): readonly RelationSentence[] {
  const indicesBySentence = new Map<number, number[]>();
  for (const index of attitudeIndices) {
    const sentenceIndex = extraction.attitudes[index]?.sentenceIndex ?? -1;
    const indices = indicesBySentence.get(sentenceIndex);
    if (indices) indices.push(index);
    else indicesBySentence.set(sentenceIndex, [index]);
  }
  return [...indicesBySentence]
    .sort(([a], [b]) => a - b)
    .map(([sentenceIndex, indices]) => {
      const span = extraction.sentences[sentenceIndex] ?? { start: 0, end: 0 };
      const attitudes = indices.flatMap((index) => extraction.attitudes[index] ?? []);
      const ends = attitudes.flatMap((attitude) => [
        { role: 'source' as const, span: mentionOf(attitude.sourceMentionId).span },
        { role: 'target' as const, span: mentionOf(attitude.targetMentionId).span },
      ]);
      let snippet: readonly SnippetPart[] | undefined;
      return {
        span,
        get snippet() {
          // Of the thousands in a long text few are ever looked at.
          snippet ??= snippetOf(text, span, ends);
          return snippet;
        },
        attitudeIndices: indices,
        probability: attitudes.reduce((most, { probability }) => Math.max(most, probability), 0),
      };
    });
}

function known<Value>(map: ReadonlyMap<string, Value>, id: string, what: string): Value {
  const value = map.get(id);
  if (value === undefined) throw new Error(`The extraction has no ${what} ${id}.`);
  return value;
}
