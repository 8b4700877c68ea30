import type { Sample } from '../samples.ts';

/** Where the label of a row comes from; all absent where nobody labelled the pair. */
export interface ArekitProvenance {
  /** Id of the relation in the `.ann` file. */
  readonly annotation_id?: string;
  /** `accepted`, `corrected` or `added` by a person, or `model`; absent where no note says so. */
  readonly annotation_origin?: string;
  /** Id of the model that suggested it. */
  readonly annotation_model?: string;
  /** The model's probability of its own label, which a person may have corrected. */
  readonly annotation_probability?: number;
}

/** The columns that say so, in order; behind those of AREkit, which takes no notice of them. */
export const provenanceColumns = [
  'annotation_id',
  'annotation_origin',
  'annotation_model',
  'annotation_probability',
] as const satisfies readonly (keyof ArekitProvenance)[];

/** What is known of where the label of a sample comes from. */
export function provenanceOf({ labelledBy }: Sample): ArekitProvenance {
  const { id, origin } = labelledBy ?? {};
  return {
    ...(id !== undefined && { annotation_id: id }),
    ...(origin !== undefined && { annotation_origin: origin.by }),
    ...(origin?.model !== undefined && { annotation_model: origin.model }),
    ...(origin?.probability !== undefined && { annotation_probability: origin.probability }),
  };
}
