import type { EntityMention } from '../annotations.ts';
import { type BratDocument, parseBrat } from '../formats/brat.ts';
import { compareSpans } from '../span.ts';
import type { Aligned } from './alignment.ts';
import type { ComparedRelation } from './comparedDocument.ts';
import type { Disagreement } from './disagreements.ts';
import { exchangeMentions, exchangeRelations } from './goldFile.ts';
import { type GoldFrame, type GoldPart, type GoldView, isAgreed, viewGold } from './goldView.ts';

/**
 * What the third file is to say about a disagreement: what A or B says (which may be nothing), both or neither;
 * `neutral`, that a person looked and found no attitude; `undecided` takes back what was decided.
 */
export type Decision = 'a' | 'b' | 'both' | 'neither' | 'neutral' | 'undecided';

/** A new third file: the mentions that A and B agree on, and the relations that they agree on between those. */
export function startGold(text: string, frame: GoldFrame): BratDocument {
  const added = frame.alignment.mentions.flatMap(([a, b]) => (a && isAgreed([a, b]) ? [a] : []));
  const mentions = exchangeMentions(parseBrat('', text), {
    removed: [],
    added: added.sort((a, b) => compareSpans(a.span, b.span)),
  });
  return addAgreedRelations(mentions, frame, undefined);
}

/**
 * The third file after a decision. What the decision does not speak of stays as it is, but that relations go with
 * their mentions, come with them where A and B agree on them, and bring the mentions that they need.
 */
export function decide(
  view: GoldView,
  frame: GoldFrame,
  { about }: Disagreement,
  decision: Decision,
): BratDocument {
  switch (about.type) {
    case 'mention': {
      const { removed, added } = changes(about.pair, view.mentionsOf(about.pair), decision);
      return addAgreedRelations(exchangeMentions(view.gold, { removed, added }), frame, new Set(added));
    }
    case 'relation':
      return decideRelation(view, frame, about.pair, decision);
  }
}

function decideRelation(
  view: GoldView,
  frame: GoldFrame,
  pair: Aligned<ComparedRelation>,
  decision: Decision,
): BratDocument {
  const { removed, added } = changes(pair, view.relationsOf(pair), decision);
  const ends = new Set(added.flatMap(({ source, target }) => [source, target]));
  const missing = [...ends].filter((end) => view.mentionFor(end) === undefined);
  const withEnds = exchangeMentions(view.gold, { removed: [], added: missing });
  const { mentionFor } = missing.length === 0 ? view : viewGold(withEnds, frame);
  const written = added.flatMap(({ id, type, source, target }) => {
    const [sourceId, targetId] = [mentionFor(source)?.id, mentionFor(target)?.id];
    return sourceId === undefined || targetId === undefined ? [] : [{ id, type, sourceId, targetId }];
  });
  return addAgreedRelations(
    exchangeRelations(withEnds, { removed, added: written }),
    frame,
    new Set(missing),
  );
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

/**
 * Adds the relations that A and B agree on and that are missing, where the third file has both ends.
 * @param wanted mentions of A or B of whose relations it is; `undefined` for all
 */
function addAgreedRelations(
  gold: BratDocument,
  frame: GoldFrame,
  wanted: ReadonlySet<EntityMention> | undefined,
): BratDocument {
  if (wanted?.size === 0) return gold;
  const isWanted = (mention: EntityMention) => !wanted || wanted.has(mention);
  const agreed = frame.alignment.relations.filter(([a, b]) => {
    if (!a || !b || !isAgreed([a, b])) return false;
    return [a.source, a.target, b.source, b.target].some(isWanted);
  });
  if (agreed.length === 0) return gold;
  const view = viewGold(gold, frame);
  const added = agreed.flatMap(([a]) => {
    if (!a || view.hasRelation(a)) return [];
    const [sourceId, targetId] = [view.mentionFor(a.source)?.id, view.mentionFor(a.target)?.id];
    return sourceId === undefined || targetId === undefined
      ? []
      : [{ id: a.id, type: a.type, sourceId, targetId }];
  });
  return exchangeRelations(gold, { removed: [], added });
}
