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

/** The third file as it is now, whoever wrote it, seen from A and B. */
export interface GoldView {
  readonly gold: BratDocument;
  /** The mention that stands there for one of A or B. */
  mentionFor(mention: EntityMention): EntityMention | undefined;
  mentionsOf(pair: Aligned<EntityMention>): GoldPart<EntityMention>;
  relationsOf(pair: Aligned<ComparedRelation>): GoldPart<ComparedRelation>;
  /** Whether the relation stands there, between what stands there for its ends. */
  hasRelation(relation: ComparedRelation): boolean;
}

/** What A and B say, in the order in which a third file is held against it; made once for a document. */
export interface GoldFrame {
  readonly alignment: Alignment;
  readonly partners: ReadonlyMap<EntityMention, EntityMention>;
  /** What is marked by A, B or both, and how often both mark the very same. */
  readonly agreedTimes: ReadonlyMap<string, number>;
  /** Pairs of relations by the mentions that they begin at. */
  readonly relationsBySource: ReadonlyMap<EntityMention, readonly Aligned<ComparedRelation>[]>;
}

/** Whether A and B agree on it: the same place and type, or for relations the same type. */
export function isAgreed(pair: Aligned<EntityMention> | Aligned<ComparedRelation>): boolean {
  const [a, b] = pair;
  if (a === undefined || b === undefined || a.type !== b.type) return false;
  return 'source' in a || 'source' in b || keyOf(a) === keyOf(b);
}

/** Prepares to look at third files. */
export function frameGold(alignment: Alignment): GoldFrame {
  const partners = new Map<EntityMention, EntityMention>();
  const agreedTimes = new Map<string, number>();
  for (const [a, b] of alignment.mentions) {
    const times = isAgreed([a, b]) ? 1 : 0;
    for (const key of new Set([a, b].flatMap((each) => (each ? keyOf(each) : []))))
      agreedTimes.set(key, (agreedTimes.get(key) ?? 0) + times);
    if (a && b) partners.set(a, b).set(b, a);
  }
  const relationsBySource = new Map<EntityMention, Aligned<ComparedRelation>[]>();
  for (const pair of alignment.relations)
    for (const each of pair) if (each) addTo(relationsBySource, each.source, pair);
  return { alignment, partners, agreedTimes, relationsBySource };
}

/** Looks at a third file. */
export function viewGold(gold: BratDocument, frame: GoldFrame): GoldView {
  const { partners, agreedTimes } = frame;
  const { mentions, relations } = readAnnotator(gold, 'all');
  const byKey = new Map<string, EntityMention[]>();
  const byHand: EntityMention[] = [];
  for (const mention of mentions) {
    const key = keyOf(mention);
    addTo(byKey, key, mention);
    if (!agreedTimes.has(key)) byHand.push(mention);
  }
  const byEnds = new Map<string, ComparedRelation[]>();
  for (const relation of relations) addTo(byEnds, endsOf(relation.source, relation.target), relation);
  const handmade = overlapLookup(byHand);

  const mentionFor = (mention: EntityMention): EntityMention | undefined => {
    const partner = partners.get(mention);
    const [written] = byKey.get(keyOf(mention)) ?? (partner && byKey.get(keyOf(partner))) ?? [];
    if (written) return written;
    return handmade(mention).sort((left, right) => shared(mention, right) - shared(mention, left))[0];
  };
  const placeOf = ({ source, target }: ComparedRelation) => {
    const [from, to] = [mentionFor(source), mentionFor(target)];
    return from && to && endsOf(from, to);
  };
  const relationsAt = (place: string | undefined, type: string) =>
    (place === undefined ? undefined : byEnds.get(place))?.filter((each) => each.type === type) ?? [];
  // Of several equal ones the first belong to what A and B agree on, the next to what they do not.
  const findMention = (mention: EntityMention | undefined) => {
    const key = mention && keyOf(mention);
    return key === undefined ? undefined : byKey.get(key)?.[agreedTimes.get(key) ?? 0];
  };

  return {
    gold,
    mentionFor,
    mentionsOf: ([a, b]) => ({
      a: findMention(a),
      b: findMention(b),
      others: [...new Set([a, b].flatMap((side) => (side ? handmade(side) : [])))],
    }),
    relationsOf: (pair) => {
      // Whatever A and B say about the mentions that stand where this pair begins.
      const neighbours = neighboursOf(pair, frame);
      const said = neighbours.flatMap((each) => each.flatMap((relation) => relation ?? []));
      const find = (relation: ComparedRelation | undefined) => {
        const place = relation && placeOf(relation);
        if (!relation || place === undefined) return undefined;
        const isSame = ([other]: Aligned<ComparedRelation>) =>
          other?.type === relation.type && placeOf(other) === place;
        const times = neighbours.filter((each) => isAgreed(each) && isSame(each)).length;
        return relationsAt(place, relation.type)[times];
      };
      const places = new Set(pair.flatMap((relation) => (relation && placeOf(relation)) ?? []));
      const others = [...places].flatMap((place) => {
        const types = new Set(said.filter((each) => placeOf(each) === place).map(({ type }) => type));
        return byEnds.get(place)?.filter(({ type }) => !types.has(type)) ?? [];
      });
      return { a: find(pair[0]), b: find(pair[1]), others };
    },
    hasRelation: (relation) => relationsAt(placeOf(relation), relation.type).length > 0,
  };
}

function neighboursOf(
  pair: Aligned<ComparedRelation>,
  { partners, relationsBySource }: GoldFrame,
): readonly Aligned<ComparedRelation>[] {
  const sources = pair.flatMap((relation) => {
    const partner = relation && partners.get(relation.source);
    return [...(relation ? [relation.source] : []), ...(partner ? [partner] : [])];
  });
  return [...new Set(sources.flatMap((source) => relationsBySource.get(source) ?? []))];
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

/** Equal for mentions of one place and type; places have no blanks. */
function keyOf(mention: EntityMention): string {
  return `${mentionComparison.placeOf(mention)} ${mention.type}`;
}

/** Equal for relations between the same mentions; ids have no blanks. */
function endsOf(source: EntityMention, target: EntityMention): string {
  return `${source.id} ${target.id}`;
}

function addTo<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
