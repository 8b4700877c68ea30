import type { Attitude, Entity, EntityMention, Extraction } from '../core/annotations.ts';
import { buildRelationGraph, type RelationEdge, type RelationGraph } from '../core/relationGraph.ts';
import { compareSpans, type Span } from '../core/span.ts';

/** What the editor asks of one extraction again and again, each answered without walking through all of it. */
export class AnnotationIndex {
  readonly #extraction: Extraction;
  readonly #text: string;
  readonly #mentions: readonly EntityMention[];
  /** For each mention the greatest end among it and those before it: where to stop looking back. */
  readonly #greatestEnds: readonly number[];
  readonly #mentionsById: ReadonlyMap<string, EntityMention>;
  readonly #entitiesById: ReadonlyMap<string, Entity>;
  readonly #entitiesByMentionId: ReadonlyMap<string, Entity>;
  #graph: RelationGraph | undefined;
  #relationsByEntityId: ReadonlyMap<string, readonly RelationEdge[]> | undefined;
  #attitudesByMentionId: ReadonlyMap<string, readonly Attitude[]> | undefined;

  constructor(extraction: Extraction, text: string) {
    this.#extraction = extraction;
    this.#text = text;
    this.#mentions = [...extraction.mentions].sort((a, b) => compareSpans(a.span, b.span));
    let greatestEnd = 0;
    this.#greatestEnds = this.#mentions.map(({ span }) => {
      greatestEnd = Math.max(greatestEnd, span.end);
      return greatestEnd;
    });
    this.#mentionsById = new Map(extraction.mentions.map((mention) => [mention.id, mention]));
    this.#entitiesById = new Map(extraction.entities.map((entity) => [entity.id, entity]));
    const entitiesByMentionId = new Map<string, Entity>();
    for (const entity of extraction.entities)
      for (const id of entity.mentionIds) entitiesByMentionId.set(id, entity);
    this.#entitiesByMentionId = entitiesByMentionId;
  }

  mention(id: string): EntityMention | undefined {
    return this.#mentionsById.get(id);
  }

  entity(id: string): Entity | undefined {
    return this.#entitiesById.get(id);
  }

  entityOfMention(mentionId: string): Entity | undefined {
    return this.#entitiesByMentionId.get(mentionId);
  }

  /** Mentions of `entity` in reading order. */
  mentionsOf(entity: Entity): readonly EntityMention[] {
    return entity.mentionIds.flatMap((id) => this.#mentionsById.get(id) ?? []);
  }

  /** The shortest mention that `offset` lies in or at the end of, as a cursor does. */
  mentionAt(offset: number): EntityMention | undefined {
    let shortest: EntityMention | undefined;
    for (const mention of this.mentionsTouching({ start: offset, end: offset })) {
      const isShorter = !shortest || lengthOf(mention.span) < lengthOf(shortest.span);
      if (isShorter) shortest = mention;
    }
    return shortest;
  }

  /** The mention that stands exactly at `span`. */
  mentionExactlyAt(span: Span): EntityMention | undefined {
    return this.mentionsTouching(span).find(
      (mention) => mention.span.start === span.start && mention.span.end === span.end,
    );
  }

  /** Mentions that share a code unit or a border with `span`, in reading order. */
  mentionsTouching(span: Span): readonly EntityMention[] {
    const found: EntityMention[] = [];
    for (let index = this.#firstStartAfter(span.end) - 1; index >= 0; index -= 1) {
      if ((this.#greatestEnds[index] ?? 0) < span.start) break;
      const mention = this.#mentions[index];
      if (mention && mention.span.end >= span.start) found.push(mention);
    }
    return found.reverse();
  }

  /** Attitudes, neutral ones too, that the mention is an end of. */
  attitudesOf(mentionId: string): readonly Attitude[] {
    this.#attitudesByMentionId ??= attitudesByMentionId(this.#extraction.attitudes);
    return this.#attitudesByMentionId.get(mentionId) ?? [];
  }

  /** What one mention holds towards another. */
  attitudeBetween(sourceMentionId: string, targetMentionId: string): Attitude | undefined {
    return this.attitudesOf(sourceMentionId).find(
      (attitude) =>
        attitude.sourceMentionId === sourceMentionId && attitude.targetMentionId === targetMentionId,
    );
  }

  /** The relations of the whole document; made when first asked for. */
  get graph(): RelationGraph {
    this.#graph ??= buildRelationGraph(this.#extraction, this.#text);
    return this.#graph;
  }

  /** Relations that start from or lead to the entity, the most probable first. */
  relationsOf(entityId: string): readonly RelationEdge[] {
    this.#relationsByEntityId ??= relationsByEntityId(this.graph.edges);
    return this.#relationsByEntityId.get(entityId) ?? [];
  }

  #firstStartAfter(offset: number): number {
    let low = 0;
    let high = this.#mentions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#mentions[middle]?.span.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function attitudesByMentionId(attitudes: readonly Attitude[]): ReadonlyMap<string, readonly Attitude[]> {
  return byEnds(attitudes, ({ sourceMentionId, targetMentionId }) => [sourceMentionId, targetMentionId]);
}

function relationsByEntityId(edges: readonly RelationEdge[]): ReadonlyMap<string, readonly RelationEdge[]> {
  return byEnds(edges, ({ sourceId, targetId }) => [sourceId, targetId]);
}

/** Each value below both of its ends, in the order given. */
function byEnds<Value>(
  values: readonly Value[],
  endsOf: (value: Value) => readonly [string, string],
): ReadonlyMap<string, readonly Value[]> {
  const found = new Map<string, Value[]>();
  for (const value of values) {
    for (const end of new Set(endsOf(value))) {
      const others = found.get(end);
      if (others) others.push(value);
      else found.set(end, [value]);
    }
  }
  return found;
}

function lengthOf(span: Span): number {
  return span.end - span.start;
}
