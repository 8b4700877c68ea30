import type { EntityMention } from '../annotations.ts';
import type { BratDocument } from '../formats/brat.ts';
import { compareSpans } from '../span.ts';
import type { Aligned, Alignment } from './alignment.ts';
import type { ComparedRelation } from './comparedDocument.ts';
import { mentionComparison } from './comparison.ts';
import { readAnnotator } from './readAnnotator.ts';

/** What of the third file belongs to a disagreement. */
export interface GoldPart<Item> {
  /** What A says, as it stands in the third file. */
  readonly a: Item | undefined;
  readonly b: Item | undefined;
  /** What stands at the same place and neither of them says: somebody wrote it by hand. */
  readonly others: readonly Item[];
}

/** The third file, seen from A and B. */
export interface GoldView {
  /** The mention that stands there for one of A or B. */
  mentionFor(mention: EntityMention): EntityMention | undefined;
  mentionsOf(pair: Aligned<EntityMention>): GoldPart<EntityMention>;
  relationsOf(pair: Aligned<ComparedRelation>): GoldPart<ComparedRelation>;
  /** Whether the relation stands there, between what stands there for its ends. */
  hasRelation(relation: ComparedRelation): boolean;
}

/** Whether A and B agree on it: the same place and type, or for relations the same type. */
export function isAgreed(pair: Aligned<EntityMention> | Aligned<ComparedRelation>): boolean {
  const [a, b] = pair;
  if (a === undefined || b === undefined || a.type !== b.type) return false;
  return 'source' in a || 'source' in b || keyOfMention(a) === keyOfMention(b);
}

/** Looks at the third file as it is now, whoever wrote it. */
export function viewGold(gold: BratDocument, alignment: Alignment): GoldView {
  const { mentions, relations } = readAnnotator(gold, 'all');
  const mentionFor = mentionLookup(mentions, alignment);
  const keyOf = ({ source, target, type }: ComparedRelation) => {
    const [from, to] = [mentionFor(source), mentionFor(target)];
    return from && to && keyOfRelation(from, to, type);
  };
  const keysOf = (pairs: readonly Aligned<ComparedRelation>[]) =>
    pairs.flatMap((pair) => pair.flatMap((each) => (each && keyOf(each)) ?? []));
  const ofMentions = partsOf(
    mentions,
    keyOfMention,
    alignment.mentions.flatMap((pair) => pair.flatMap((each) => (each ? keyOfMention(each) : []))),
    alignment.mentions.flatMap(([a, b]) => (a && isAgreed([a, b]) ? keyOfMention(a) : [])),
  );
  const ofRelations = partsOf(
    relations,
    ({ source, target, type }) => keyOfRelation(source, target, type),
    keysOf(alignment.relations),
    keysOf(alignment.relations.filter(isAgreed).map(([a]) => [a, undefined])),
  );
  const byHand = overlapLookup(ofMentions.byHand);
  const relationsByEnds = groupBy(ofRelations.byHand, ({ source, target }) =>
    keyOfRelation(source, target, ''),
  );
  return {
    mentionFor,
    mentionsOf: ([a, b]) => ({
      a: a && ofMentions.find(keyOfMention(a)),
      b: b && ofMentions.find(keyOfMention(b)),
      others: [...new Set([a, b].flatMap((side) => (side ? byHand(side) : [])))],
    }),
    relationsOf: (pair) => {
      const [a, b] = pair.map((relation) => relation && ofRelations.find(keyOf(relation)));
      const ends = new Set(pair.flatMap((relation) => (relation && keyOf({ ...relation, type: '' })) ?? []));
      return { a, b, others: [...ends].flatMap((key) => relationsByEnds.get(key) ?? []) };
    },
    hasRelation: (relation) => ofRelations.has(keyOf(relation)),
  };
}

/** Items of the third file by what A and B say. */
function partsOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  known: readonly string[],
  agreed: readonly string[],
) {
  const byKey = groupBy(items, keyOf);
  const [isKnown, timesAgreed] = [new Set(known), groupBy(agreed, (key) => key)];
  return {
    has: (key: string | undefined) => key !== undefined && byKey.has(key),
    /** Of several equal ones the first belong to what A and B agree on, the next to what they do not. */
    find: (key: string | undefined) =>
      key === undefined ? undefined : byKey.get(key)?.[timesAgreed.get(key)?.length ?? 0],
    byHand: items.filter((item) => !isKnown.has(keyOf(item))),
  };
}

function mentionLookup(mentions: readonly EntityMention[], alignment: Alignment): GoldView['mentionFor'] {
  const byKey = groupBy(mentions, keyOfMention);
  const partners = new Map<EntityMention, EntityMention>();
  const known = new Set<string>();
  for (const [a, b] of alignment.mentions) {
    for (const each of [a, b]) if (each) known.add(keyOfMention(each));
    if (a && b) partners.set(a, b).set(b, a);
  }
  const byHand = overlapLookup(mentions.filter((mention) => !known.has(keyOfMention(mention))));
  return (mention) => {
    const partner = partners.get(mention);
    const [written] = byKey.get(keyOfMention(mention)) ?? (partner && byKey.get(keyOfMention(partner))) ?? [];
    if (written) return written;
    return [...byHand(mention)].sort((left, right) => shared(mention, right) - shared(mention, left))[0];
  };
}

/** A lookup of the mentions that overlap one, in reading order. */
function overlapLookup(mentions: readonly EntityMention[]): (mention: EntityMention) => EntityMention[] {
  const ordered = [...mentions].sort((a, b) => compareSpans(a.span, b.span));
  const longest = ordered.reduce((most, { span }) => Math.max(most, span.end - span.start), 0);
  return (mention) => {
    let [low, high] = [0, ordered.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ordered[middle]?.span.start ?? 0) + longest <= mention.span.start) low = middle + 1;
      else high = middle;
    }
    const found: EntityMention[] = [];
    for (let index = low; (ordered[index]?.span.start ?? mention.span.end) < mention.span.end; index += 1) {
      const other = ordered[index];
      if (other && shared(mention, other) > 0) found.push(other);
    }
    return found;
  };
}

function shared(a: EntityMention, b: EntityMention): number {
  return mentionComparison.sharedLength(a, b);
}

function keyOfMention(mention: EntityMention): string {
  return JSON.stringify([mentionComparison.placeOf(mention), mention.type]);
}

function keyOfRelation(source: EntityMention, target: EntityMention, type: string): string {
  return JSON.stringify([source.id, target.id, type]);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
