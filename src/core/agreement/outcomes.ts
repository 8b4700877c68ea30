import type { EntityMention } from '../annotations.ts';
import type { Disagreement } from './disagreements.ts';
import type { GoldPart, GoldView } from './goldView.ts';

/** What the third file says about a disagreement: what A or B says, both, nothing, or something else. */
export type Outcome = 'a' | 'b' | 'both' | 'neither' | 'other';

/**
 * What became of each disagreement, `undefined` for what is still open. All but "nothing" is read off the third file,
 * whoever wrote it; that nothing is meant says `isSettled`, and for a relation that an end of it was left out.
 */
export function findOutcomes(
  view: GoldView,
  disagreements: readonly Disagreement[],
  isSettled: (disagreement: Disagreement) => boolean,
): ReadonlyMap<Disagreement, Outcome | undefined> {
  const outcomes = new Map<Disagreement, Outcome | undefined>();
  const leftOut = new Set<EntityMention>();
  for (const disagreement of disagreements) {
    if (disagreement.about.type !== 'mention') continue;
    const { pair } = disagreement.about;
    const outcome = outcomeOf(disagreement, view.mentionsOf(pair), isSettled(disagreement));
    outcomes.set(disagreement, outcome);
    const isNowhere = pair.every((mention) => !mention || !view.mentionFor(mention));
    if (outcome !== undefined && isNowhere) for (const mention of pair) if (mention) leftOut.add(mention);
  }
  for (const disagreement of disagreements) {
    if (disagreement.about.type !== 'relation') continue;
    const { pair } = disagreement.about;
    const isMoot = pair.every((each) => !each || leftOut.has(each.source) || leftOut.has(each.target));
    const part = view.relationsOf(pair);
    outcomes.set(disagreement, outcomeOf(disagreement, part, isMoot || isSettled(disagreement)));
  }
  return outcomes;
}

function outcomeOf(
  { a, b }: Disagreement,
  part: GoldPart<unknown>,
  isNothingMeant: boolean,
): Outcome | undefined {
  if (part.a && part.b) return 'both';
  if (part.a) return 'a';
  if (part.b) return 'b';
  if (part.others.length > 0) return 'other';
  if (!isNothingMeant) return undefined;
  // Where one of them says nothing, that is what was taken.
  if (!a) return 'a';
  return b ? 'neither' : 'b';
}
