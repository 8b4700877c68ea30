import type { Entity, EntityMention } from '../core/annotations.ts';
import type { RelationEdge, RelationSentence } from '../core/relationGraph.ts';
import { type SnippetPart, snippetOf } from '../core/snippet.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';

/** Text of a list item and the stretches of it that are set off. */
export interface MarkedText {
  readonly text: string;
  /** Start and end in `text`. */
  readonly marks: readonly (readonly [number, number])[];
}

/** Which attitudes the list shows. */
export interface AttitudeFilter {
  readonly sign: 'both' | 'positive' | 'negative';
  /** Only those of this entity, in either direction. */
  readonly entityId?: string | undefined;
}

/** The filter that lets everything through. */
export const noFilter: AttitudeFilter = { sign: 'both' };

/** Entities, the most mentioned first, then in reading order. */
export function listEntities({ index }: DocumentAnnotations): readonly Entity[] {
  return index.graph.nodes.flatMap(({ id }) => index.entity(id) ?? []);
}

/** A mention among the words around it. */
export function mentionInContext(annotations: DocumentAnnotations, mention: EntityMention): MarkedText {
  const { text, extraction } = annotations;
  const sentence = extraction.sentences.find(
    ({ start, end }) => start <= mention.span.start && mention.span.end <= end,
  );
  const marked = [{ role: 'source' as const, span: mention.span }];
  return joinParts(snippetOf(text, sentence ?? mention.span, marked));
}

/** Attitudes by pair of entities, the most certain first. */
export function listRelations(
  { index }: DocumentAnnotations,
  filter: AttitudeFilter,
): readonly RelationEdge[] {
  return index.graph.edges.filter(
    ({ label, sourceId, targetId }) =>
      (filter.sign === 'both' || filter.sign === label) &&
      (filter.entityId === undefined || filter.entityId === sourceId || filter.entityId === targetId),
  );
}

/** A sentence that speaks for an attitude, its ends set off. */
export function sentenceText(sentence: RelationSentence): MarkedText {
  return joinParts(sentence.snippet);
}

function joinParts(parts: readonly SnippetPart[]): MarkedText {
  const marks: [number, number][] = [];
  let text = '';
  for (const part of parts) {
    const start = text.length;
    text += start === 0 ? part.text.trimStart() : part.text;
    if (part.role !== 'plain') marks.push([start, text.length]);
  }
  return { text: text.trimEnd(), marks };
}
