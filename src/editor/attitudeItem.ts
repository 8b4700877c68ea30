import type { Attitude, Extraction } from '../core/annotations.ts';
import type { RelationEdge, RelationSentence } from '../core/relationGraph.ts';
import { DocumentAnnotations } from './documentAnnotations.ts';

/** An item of a list that stands for attitudes: commands act on those. */
export interface AttitudeItem {
  /** As they were when the item was made. */
  readonly annotations: DocumentAnnotations;
  readonly attitudes: readonly Attitude[];
}

/** Whether an argument of a command is such an item. */
export function isAttitudeItem(value: unknown): value is AttitudeItem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'annotations' in value &&
    value.annotations instanceof DocumentAnnotations &&
    'attitudes' in value &&
    Array.isArray(value.attitudes)
  );
}

/** The attitudes behind a relation or one of its sentences. */
export function attitudesOf(
  { attitudes }: Extraction,
  relation: RelationEdge | RelationSentence,
): readonly Attitude[] {
  const sentences = 'sentences' in relation ? relation.sentences : [relation];
  return sentences.flatMap(({ attitudeIndices }) =>
    attitudeIndices.flatMap((index) => attitudes[index] ?? []),
  );
}
