import type { Attitude, Entity, EntityMention, Extraction } from '../core/annotations.ts';
import { byId } from '../core/byId.ts';
import { entityIndices } from '../core/entityIndices.ts';
import { buildRelationGraph, type RelationEdge, type RelationGraph } from '../core/relationGraph.ts';
import { compareSpans, type Span } from '../core/span.ts';

/**
 * What the editor asks of one extraction again and again. What takes a walk through all of it to prepare is made when
 * first asked for: most versions of a text that is being worked on are asked little.
 */
export class AnnotationIndex {
  readonly #extraction: Extraction;
  readonly #text: string;
  readonly #mentions: readonly EntityMention[];
  /** For each mention the greatest end among it and those before it: where to stop looking back. */
  readonly #greatestEnds: readonly number[];
  #mentionsById: ReadonlyMap<string, EntityMention> | undefined;
  #entitiesById: ReadonlyMap<string, Entity> | undefined;
  #graph: RelationGraph | undefined;
  #relationsByEntityId: ReadonlyMap<string, readonly RelationEdge[]> | undefined;

  constructor(extraction: Extraction, text: string) {
    this.#extraction = extraction;
    this.#text = text;
    this.#mentions = [...extraction.mentions].sort((a, b) => compareSpans(a.span, b.span));
    let greatestEnd = 0;
    this.#greatestEnds = this.#mentions.map(({ span }) => {
      greatestEnd = Math.max(greatestEnd, span.end);
      return greatestEnd;
    });
  }

  mention(id: string): EntityMention | undefined {
    this.#mentionsById ??= byId(this.#mentions);
    return this.#mentionsById.get(id);
  }

  entity(id: string): Entity | undefined {
    this.#entitiesById ??= byId(this.#extraction.entities);
    return this.#entitiesById.get(id);
  }

  entityOfMention(mentionId: string): Entity | undefined {
    const { entities } = this.#extraction;
    return entities[entityIndices(entities).get(mentionId) ?? -1];
  }

  /** Mentions of `entity` in reading order. */
  mentionsOf(entity: Entity): readonly EntityMention[] {
    return entity.mentionIds.flatMap((id) => this.mention(id) ?? []);
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
    // To look through all of them once takes a part of the time in which a map of them is made.
    return this.#extraction.attitudes.filter(
      ({ sourceMentionId, targetMentionId }) =>
        sourceMentionId === mentionId || targetMentionId === mentionId,
    );
  }

  /** What one mention holds towards another. */
  attitudeBetween(sourceMentionId: string, targetMentionId: string): Attitude | undefined {
    return this.#extraction.attitudes.find(
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

/** Each relation below both of its ends, in the order given. */
function relationsByEntityId(edges: readonly RelationEdge[]): ReadonlyMap<string, readonly RelationEdge[]> {
  const found = new Map<string, RelationEdge[]>();
  for (const edge of edges) {
    for (const end of new Set([edge.sourceId, edge.targetId])) {
      const others = found.get(end);
      if (others) others.push(edge);
      else found.set(end, [edge]);
    }
  }
  return found;
}

function lengthOf(span: Span): number {
  return span.end - span.start;
}
