import type { EntityMention } from '../annotations.ts';
import { type BratDocument, parseBrat } from '../formats/brat.ts';
import type { Aligned, Alignment } from './alignment.ts';
import type { ComparedRelation } from './comparedDocument.ts';
import type { Disagreement } from './disagreements.ts';
import { exchangeMentions, exchangeRelations } from './goldFile.ts';
import { type GoldPart, isAgreed, viewGold } from './goldView.ts';

/**
 * What the third file is to say about a disagreement: what A or B says (which may be nothing), both or neither;
 * `neutral`, that a person looked and found no attitude; `undecided` takes back what was decided.
 */
export type Decision = 'a' | 'b' | 'both' | 'neither' | 'neutral' | 'undecided';

/** A new third file: the mentions that A and B agree on, and the relations that they agree on between those. */
export function startGold(text: string, alignment: Alignment): BratDocument {
  const added = alignment.mentions.flatMap(([a, b]) => (a && isAgreed([a, b]) ? [a] : []));
  const mentions = exchangeMentions(parseBrat('', text), { removed: [], added });
  return addAgreedRelations(mentions, alignment, () => true);
}

/**
 * The third file after a decision. What the decision does not speak of stays as it is, but that relations go with
 * their mentions, come with them where A and B agree on them, and bring the mentions that they need.
 */
export function decide(
  gold: BratDocument,
  alignment: Alignment,
  { about }: Disagreement,
  decision: Decision,
): BratDocument {
  switch (about.type) {
    case 'mention':
      return decideMention(gold, alignment, about.pair, decision);
    case 'relation':
      return decideRelation(gold, alignment, about.pair, decision);
  }
}

function decideMention(
  gold: BratDocument,
  alignment: Alignment,
  pair: Aligned<EntityMention>,
  decision: Decision,
): BratDocument {
  const { removed, added } = changes(pair, viewGold(gold, alignment).mentionsOf(pair), decision);
  const changed = exchangeMentions(gold, { removed, added });
  return addAgreedRelations(changed, alignment, (mention) => added.includes(mention));
}

function decideRelation(
  gold: BratDocument,
  alignment: Alignment,
  pair: Aligned<ComparedRelation>,
  decision: Decision,
): BratDocument {
  const { removed, added } = changes(pair, viewGold(gold, alignment).relationsOf(pair), decision);
  const ends = new Set(added.flatMap(({ source, target }) => [source, target]));
  const before = viewGold(gold, alignment);
  const missing = [...ends].filter((end) => before.mentionFor(end) === undefined);
  const withEnds = exchangeMentions(gold, { removed: [], added: missing });
  const { mentionFor } = viewGold(withEnds, alignment);
  const written = added.flatMap(({ id, type, source, target }) => {
    const [sourceId, targetId] = [mentionFor(source)?.id, mentionFor(target)?.id];
    return sourceId === undefined || targetId === undefined ? [] : [{ id, type, sourceId, targetId }];
  });
  const changed = exchangeRelations(withEnds, { removed, added: written });
  return addAgreedRelations(changed, alignment, (mention) => missing.includes(mention));
}

/** What a decision takes out of the third file, by id, and what of A and B it puts there. */
function changes<Item extends { readonly id: string; readonly type: string }>(
  [a, b]: Aligned<Item>,
  { a: ofA, b: ofB, others }: GoldPart<Item>,
  decision: Decision,
): { readonly removed: readonly string[]; readonly added: readonly Item[] } {
  const takesA = decision === 'a' || decision === 'both';
  const takesB = decision === 'b' || decision === 'both';
  const either = a ?? b;
  const neutral = decision === 'neutral' && either ? [{ ...either, type: 'NEU' }] : [];
  return {
    removed: [...(takesA ? [] : [ofA]), ...(takesB ? [] : [ofB]), ...others].flatMap(
      (each) => each?.id ?? [],
    ),
    added: [takesA && !ofA ? a : undefined, takesB && !ofB ? b : undefined, ...neutral].filter(
      (each) => each !== undefined,
    ),
  };
}

/** Adds relations of which A and B agree and which are missing, where an end is wanted and both are there. */
function addAgreedRelations(
  gold: BratDocument,
  alignment: Alignment,
  isWanted: (mention: EntityMention) => boolean,
): BratDocument {
  const view = viewGold(gold, alignment);
  const added = alignment.relations.flatMap(([a, b]) => {
    if (!a || !b || !isAgreed([a, b]) || view.hasRelation(a)) return [];
    if (![a.source, a.target, b.source, b.target].some(isWanted)) return [];
    const [sourceId, targetId] = [view.mentionFor(a.source)?.id, view.mentionFor(a.target)?.id];
    return sourceId === undefined || targetId === undefined
      ? []
      : [{ id: a.id, type: a.type, sourceId, targetId }];
  });
  return exchangeRelations(gold, { removed: [], added });
}
