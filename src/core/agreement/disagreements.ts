import type { EntityMention } from '../annotations.ts';
import { compareSpans, type Span } from '../span.ts';
import type { ComparedDocument, ComparedRelation } from './comparedDocument.ts';
import { type Comparison, mentionComparison, relationComparison } from './comparison.ts';
import { matchOverlapping } from './matching.ts';

/**
 * In what A and B differ. `…OnlyA` and `…OnlyB`: nothing of the other overlaps; `mentionSpan`, `mentionType`,
 * `mentionSpanAndType`: both marked one, with other borders or types; `relationLabel`: the ends overlap, the types
 * differ; `neutralOnlyA` and `neutralOnlyB`: one says that there is no attitude, the other says nothing.
 */
type DisagreementKind =
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
}

/** All disagreements of a document in reading order. Mentions and relations are matched by overlap, types aside. */
export function findDisagreements({ id, a, b }: ComparedDocument): Disagreement[] {
  const mentions = align(a.mentions, b.mentions, mentionComparison).flatMap(([left, right]) => {
    const kind = mentionKind(left, right);
    return kind === undefined ? [] : [entry(kind, id, left && ofMention(left), right && ofMention(right))];
  });
  const relations = align(a.relations, b.relations, relationComparison).flatMap(([left, right]) => {
    const kind = relationKind(left, right);
    return kind === undefined ? [] : [entry(kind, id, left && ofRelation(left), right && ofRelation(right))];
  });
  return [...mentions, ...relations].sort((left, right) => compareSpans(left.span, right.span));
}

type Aligned<Item> = readonly [a: Item | undefined, b: Item | undefined];

function align<Item>(a: readonly Item[], b: readonly Item[], comparison: Comparison<Item>): Aligned<Item>[] {
  const matches = matchOverlapping(a, b, comparison, false);
  const matched = new Set(matches.flat());
  return [
    ...matches,
    ...a.filter((item) => !matched.has(item)).map((item): Aligned<Item> => [item, undefined]),
    ...b.filter((item) => !matched.has(item)).map((item): Aligned<Item> => [undefined, item]),
  ];
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
): Disagreement {
  return { kind, documentId, span: (a ?? b)?.spans[0] ?? { start: 0, end: 0 }, a, b };
}
