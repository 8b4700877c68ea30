import type { Span } from '../span.ts';

/** A named end of a relation or event: `Arg1:T3`. */
export interface BratArgument {
  readonly role: string;
  readonly target: string;
}

/** What one line of an `.ann` file says; ids are as written, `name` is the line's type. */
export type BratAnnotation =
  | {
      readonly type: 'text';
      readonly id: string;
      readonly name: string;
      /** In the order written, more than one where the mention is discontinuous; UTF-16 offsets of the document. */
      readonly spans: readonly Span[];
    }
  | {
      readonly type: 'relation';
      readonly id: string;
      readonly name: string;
      readonly arguments: readonly [BratArgument, BratArgument];
    }
  | {
      readonly type: 'event';
      readonly id: string;
      readonly name: string;
      readonly trigger: string;
      readonly arguments: readonly BratArgument[];
    }
  | {
      readonly type: 'attribute';
      readonly id: string;
      readonly name: string;
      readonly target: string;
      /** Absent for an attribute that is either there or not. */
      readonly value?: string;
    }
  | {
      readonly type: 'normalization';
      readonly id: string;
      readonly name: string;
      readonly target: string;
      readonly database: string;
      readonly entry: string;
      readonly text: string;
    }
  | {
      readonly type: 'note';
      readonly id: string;
      readonly name: string;
      readonly target: string;
      readonly text: string;
    }
  | { readonly type: 'equivalence'; readonly name: string; readonly members: readonly string[] };

/** The id of an annotation; equivalences have none. */
export function annotationId(annotation: BratAnnotation): string | undefined {
  return annotation.type === 'equivalence' ? undefined : annotation.id;
}

/** Ids of the annotations that `annotation` speaks of. */
export function referencedIds(annotation: BratAnnotation): readonly string[] {
  switch (annotation.type) {
    case 'text':
      return [];
    case 'relation':
      return annotation.arguments.map(({ target }) => target);
    case 'event':
      return [annotation.trigger, ...annotation.arguments.map(({ target }) => target)];
    case 'attribute':
    case 'normalization':
    case 'note':
      return [annotation.target];
    case 'equivalence':
      return annotation.members;
  }
}
