import type { EntityMention, Extraction } from '../core/annotations.ts';
import type { BratDocument } from '../core/formats/brat.ts';
import { addAttitudes, addMentions } from '../core/formats/bratAdd.ts';
import { type BratAnnotation, referencedIds } from '../core/formats/bratAnnotation.ts';
import { bratAttitudes, bratMentions } from '../core/formats/bratAttitudes.ts';
import { removeAnnotations } from '../core/formats/bratEdit.ts';
import { bratFragments } from '../core/formats/bratFragments.ts';
import { parseOrigin } from '../core/formats/bratOrigin.ts';
import type { Span } from '../core/span.ts';

/** What an `.ann` file is to hold besides what is there. */
export interface Suggestions {
  /** Spans in the text that the file's offsets count. */
  readonly mentions: readonly EntityMention[];
  readonly attitudes: Extraction['attitudes'];
  /** Ids of the models they come from. */
  readonly models: { readonly entities?: string | undefined; readonly attitudes?: string | undefined };
}

/** The merged file, and what became of both sides. */
export interface Merged {
  readonly document: BratDocument;
  /** Written by us. */
  readonly mentions: number;
  readonly attitudes: number;
}

/**
 * Puts suggestions into a file. Earlier suggestions, known by their notes, are replaced and keep their ids where the
 * mention is the same; whatever else stands in the file stays, and what a person said about two mentions stands
 * against the model.
 */
export function mergeSuggestions(existing: BratDocument, suggestions: Suggestions): Merged {
  const { text } = existing;
  const suggested = suggestedIds(existing);
  const oldIds = new Map(
    bratMentions(existing).flatMap((mention) =>
      suggested.has(mention.id) ? [[`${mention.type} ${placeOf(mention, text)}`, mention.id]] : [],
    ),
  );
  const others = removeAnnotations(existing, suggested);
  const otherMentions = bratMentions(others);
  const otherIds = new Map(otherMentions.map((mention) => [placeOf(mention, text), mention.id]));

  const fresh = suggestions.mentions.filter((mention) => !otherIds.has(placeOf(mention, text)));
  const withMentions = addMentions(
    others,
    fresh.map((mention) => ({
      ...mention,
      id: oldIds.get(`${mention.type} ${placeOf(mention, text)}`) ?? mention.id,
      ...(mention.probability !== undefined && {
        origin: originOf(suggestions.models.entities, mention.probability),
      }),
    })),
  );
  const idsByMention = new Map<string, string>();
  for (const mention of suggestions.mentions) {
    const known = otherIds.get(placeOf(mention, text));
    if (known !== undefined) idsByMention.set(mention.id, known);
  }
  for (const [index, mention] of fresh.entries()) {
    const id = withMentions.ids[index];
    if (id !== undefined) idsByMention.set(mention.id, id);
  }

  const otherAttitudes = bratAttitudes(others);
  const judged = new Set(otherAttitudes.map((each) => `${each.sourceMentionId} ${each.targetMentionId}`));
  const attitudes = suggestions.attitudes.flatMap((attitude) => {
    const sourceMentionId = idsByMention.get(attitude.sourceMentionId);
    const targetMentionId = idsByMention.get(attitude.targetMentionId);
    if (sourceMentionId === undefined || targetMentionId === undefined) return [];
    if (attitude.label === 'neutral' || judged.has(`${sourceMentionId} ${targetMentionId}`)) return [];
    const origin = originOf(suggestions.models.attitudes, attitude.probability);
    return [{ sourceMentionId, targetMentionId, label: attitude.label, origin }];
  });
  return {
    document: addAttitudes(withMentions.document, attitudes).document,
    mentions: withMentions.ids.filter((id) => id !== undefined).length,
    attitudes: attitudes.length,
  };
}

/** The file without what only a model made. */
export function withoutSuggestions(document: BratDocument): BratDocument {
  return removeAnnotations(document, suggestedIds(document));
}

/** Ids of annotations that only a model made and that nothing of a person's speaks of. */
function suggestedIds(document: BratDocument): ReadonlySet<string> {
  const annotations = document.lines.flatMap(({ annotation }) => annotation ?? []);
  const byModel = new Set(
    annotations.flatMap((each) =>
      each.type === 'note' && parseOrigin(each.text)?.by === 'model' ? [each.target] : [],
    ),
  );
  for (const annotation of annotations) {
    const isOurs = isModelNote(annotation) || (annotation.type === 'relation' && byModel.has(annotation.id));
    if (!isOurs) for (const id of referencedIds(annotation)) byModel.delete(id);
  }
  // A relation that a person's note speaks of stays, and with it its ends.
  for (const annotation of annotations)
    if (annotation.type === 'relation' && !byModel.has(annotation.id))
      for (const id of referencedIds(annotation)) byModel.delete(id);
  return byModel;
}

function isModelNote(annotation: BratAnnotation): boolean {
  return annotation.type === 'note' && parseOrigin(annotation.text)?.by === 'model';
}

function originOf(model: string | undefined, probability: number) {
  return { by: 'model' as const, probability, ...(model !== undefined && { model }) };
}

/** Where a mention stands, written as the file would: equal for equal pieces. */
function placeOf({ span, fragments }: { span: Span; fragments?: readonly Span[] }, text: string): string {
  return (fragments ?? [span])
    .flatMap((piece) => bratFragments(text, piece))
    .map(({ start, end }) => `${start}-${end}`)
    .join(';');
}
