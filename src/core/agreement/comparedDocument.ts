import type { EntityMention, Label } from '../annotations.ts';

/** A relation of an `.ann` file between two mentions of the same file. */
export interface ComparedRelation {
  /** Id of the R line. */
  readonly id: string;
  /** `POS`, `NEG` or `NEU` for an attitude, however the file calls it; else the name in the file. */
  readonly type: string;
  /** Absent for a relation that is no attitude. */
  readonly label?: Label;
  readonly source: EntityMention;
  readonly target: EntityMention;
}

/** What one annotator marked in a document. */
export interface Annotator {
  readonly mentions: readonly EntityMention[];
  /** In the order of the file. */
  readonly relations: readonly ComparedRelation[];
}

/** One text that two annotators, A and B, have marked. */
export interface ComparedDocument {
  readonly id: string;
  /** The text that the spans of both count in. */
  readonly text: string;
  readonly a: Annotator;
  readonly b: Annotator;
}
