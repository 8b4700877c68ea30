import type { EntityMention } from '../annotations.ts';
import { compareSpans, type Span } from '../span.ts';
import { type Aligned, type Alignment, alignAnnotations } from './alignment.ts';
import type { ComparedDocument, ComparedRelation } from './comparedDocument.ts';
import { mentionComparison } from './comparison.ts';

/**
 * In what A and B differ. `…OnlyA` and `…OnlyB`: nothing of the other stands beside it; `mentionSpan`,
 * `mentionType`, `mentionSpanAndType`: both marked one, with other borders or types; `relationLabel`: the types differ; `neutralOnlyA` and `neutralOnlyB`: one says that there is no attitude, the other says nothing.
 */
export type DisagreementKind =
  | 'mentionOnlyA'
  | 'mentionOnlyB'
  | 'mentionSpan'
  | 'mentionType'
  | 'mentionSpanAndType'
  | 'relationOnlyA'
  | 'relationOnlyB'
  | 'relationLabel'
  | 'neutralOnlyA'
  | 'neutralOnlyB';

/** What one annotator says. */
export interface Statement {
  /** Of the T or R line. */
  readonly id: string;
  readonly type: string;
  /** The mention, or source and target of the relation. */
  readonly spans: readonly Span[];
}

/** One place where A and B differ; at least one of them says something. */
export interface Disagreement {
  readonly kind: DisagreementKind;
  readonly documentId: string;
  /** Where to look: the mention, or the source of the relation; A's if A has one. */
  readonly span: Span;
  readonly a: Statement | undefined;
  readonly b: Statement | undefined;
  /** What they differ about. */
  readonly about:
    | { readonly type: 'mention'; readonly pair: Aligned<EntityMention> }
    | { readonly type: 'relation'; readonly pair: Aligned<ComparedRelation> };
}

/** All disagreements of a document in reading order; `alignAnnotations` says what is held against what. */
export function findDisagreements(document: ComparedDocument): Disagreement[] {
  return listDisagreements(document.id, alignAnnotations(document));
}

/** The disagreements of the document `id` in reading order. */
export function listDisagreements(id: string, alignment: Alignment): Disagreement[] {
  const mentions = alignment.mentions.flatMap((pair) => {
    const kind = mentionKind(...pair);
    const [a, b] = pair.map((mention) => mention && ofMention(mention));
    return kind === undefined ? [] : [entry(kind, id, a, b, { type: 'mention', pair })];
  });
  const relations = alignment.relations.flatMap((pair) => {
    const kind = relationKind(...pair);
    const [a, b] = pair.map((relation) => relation && ofRelation(relation));
    return kind === undefined ? [] : [entry(kind, id, a, b, { type: 'relation', pair })];
  });
  return [...mentions, ...relations].sort((left, right) => compareSpans(left.span, right.span));
}

function mentionKind(
  a: EntityMention | undefined,
  b: EntityMention | undefined,
): DisagreementKind | undefined {
  if (a === undefined || b === undefined) return a === undefined ? 'mentionOnlyB' : 'mentionOnlyA';
  const isSamePlace = mentionComparison.placeOf(a) === mentionComparison.placeOf(b);
  if (a.type === b.type) return isSamePlace ? undefined : 'mentionSpan';
  return isSamePlace ? 'mentionType' : 'mentionSpanAndType';
}

function relationKind(
  a: ComparedRelation | undefined,
  b: ComparedRelation | undefined,
): DisagreementKind | undefined {
  if (a === undefined) return b?.label === 'neutral' ? 'neutralOnlyB' : 'relationOnlyB';
  if (b === undefined) return a.label === 'neutral' ? 'neutralOnlyA' : 'relationOnlyA';
  return a.type === b.type ? undefined : 'relationLabel';
}

function ofMention({ id, type, span }: EntityMention): Statement {
  return { id, type, spans: [span] };
}

function ofRelation({ id, type, source, target }: ComparedRelation): Statement {
  return { id, type, spans: [source.span, target.span] };
}

function entry(
  kind: DisagreementKind,
  documentId: string,
  a: Statement | undefined,
  b: Statement | undefined,
  about: Disagreement['about'],
): Disagreement {
  return { kind, documentId, span: (a ?? b)?.spans[0] ?? { start: 0, end: 0 }, a, b, about };
}
