import type { EntityMention, Label } from '../annotations.ts';
import { compareSpans } from '../span.ts';
import type { BratDocument } from './brat.ts';
import type { BratAnnotation } from './bratAnnotation.ts';
import { type Origin, parseOrigin } from './bratOrigin.ts';

/** A relation of an `.ann` file that is an attitude; `neutral` says that a person looked and found none. */
export interface BratAttitude {
  /** Id of the R line. */
  readonly id: string;
  readonly sourceMentionId: string;
  readonly targetMentionId: string;
  readonly label: Label;
  /** Absent for a relation that no note of ours speaks of: another program or person made it. */
  readonly origin?: Origin;
}

/** How attitudes are named in relations: ours first, then those of NEREL-like corpora. */
export const labelsByName: ReadonlyMap<string, Label> = new Map([
  ['POS', 'positive'],
  ['NEG', 'negative'],
  ['NEU', 'neutral'],
  ['POSITIVE_TO', 'positive'],
  ['NEGATIVE_TO', 'negative'],
]);

const targetRoles: ReadonlySet<string> = new Set(['Arg2', 'Obj']);

/**
 * The mentions of an `.ann` file in reading order. Triggers of events are none, nor are empty mentions.
 * A mention's probability comes from the note on it.
 */
export function bratMentions(document: BratDocument): EntityMention[] {
  const annotations = readAnnotations(document);
  const triggers = new Set(annotations.flatMap((each) => (each.type === 'event' ? [each.trigger] : [])));
  const origins = originsById(annotations);
  return annotations
    .flatMap((annotation) => {
      if (annotation.type !== 'text' || triggers.has(annotation.id)) return [];
      const fragments = annotation.spans.filter(({ start, end }) => start < end).sort(compareSpans);
      const [first] = fragments;
      if (first === undefined) return [];
      const probability = origins.get(annotation.id)?.probability;
      return [
        {
          id: annotation.id,
          type: annotation.name,
          span: { start: first.start, end: Math.max(...fragments.map(({ end }) => end)) },
          ...(fragments.length > 1 ? { fragments } : {}),
          ...(probability === undefined ? {} : { probability }),
        },
      ];
    })
    .sort((a, b) => compareSpans(a.span, b.span));
}

/** The attitudes of an `.ann` file, in its order: relations of a type that names one, between mentions that are there. */
export function bratAttitudes(document: BratDocument): BratAttitude[] {
  const annotations = readAnnotations(document);
  const mentionIds = new Set(annotations.flatMap((each) => (each.type === 'text' ? [each.id] : [])));
  const origins = originsById(annotations);
  return annotations.flatMap((annotation) => {
    if (annotation.type !== 'relation') return [];
    const label = labelsByName.get(annotation.name);
    const [source, target] = sourceFirst(annotation.arguments);
    if (label === undefined || !mentionIds.has(source.target) || !mentionIds.has(target.target)) return [];
    const origin = origins.get(annotation.id);
    return [
      {
        id: annotation.id,
        sourceMentionId: source.target,
        targetMentionId: target.target,
        label,
        ...(origin === undefined ? {} : { origin }),
      },
    ];
  });
}

/** Groups of ids that `*` lines declare equal; groups that share a member are one. */
export function bratEquivalences(document: BratDocument): string[][] {
  const groups: Set<string>[] = [];
  for (const annotation of readAnnotations(document)) {
    if (annotation.type !== 'equivalence') continue;
    const merged = new Set(annotation.members);
    for (const group of groups.filter((each) => annotation.members.some((id) => each.has(id)))) {
      for (const id of group) merged.add(id);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(merged);
  }
  return groups.map((group) => [...group]);
}

/** The two ends with the source first: by the names of their roles, else in the order written. */
export function sourceFirst<End extends { readonly role: string }>([first, second]: readonly [
  End,
  End,
]): readonly [End, End] {
  return targetRoles.has(first.role) && !targetRoles.has(second.role) ? [second, first] : [first, second];
}

function readAnnotations(document: BratDocument): BratAnnotation[] {
  return document.lines.flatMap(({ annotation }) => annotation ?? []);
}

/** Origins by the id of the annotation that the note speaks of; the last note wins. */
function originsById(annotations: readonly BratAnnotation[]): ReadonlyMap<string, Origin> {
  return new Map(
    annotations.flatMap((annotation) => {
      const origin = annotation.type === 'note' ? parseOrigin(annotation.text) : undefined;
      return annotation.type === 'note' && origin !== undefined ? [[annotation.target, origin] as const] : [];
    }),
  );
}
