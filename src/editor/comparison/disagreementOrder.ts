import type { ComparedEntry } from './comparedEntry.ts';
import { type Comparison, type FoundDisagreement, keyOf } from './comparison.ts';
import { passes } from './disagreementFilter.ts';

/** Where a search begins: at a disagreement, or at the cursor in the text of a document. */
export type Start =
  | FoundDisagreement
  | {
      readonly entry: ComparedEntry;
      /** How many of its disagreements begin before the cursor. */
      readonly before: number;
      /** How many begin before it or at it. */
      readonly upTo: number;
    };

/**
 * The next (or, with `step` -1, the previous) disagreement that the filter lets through and that `isWanted`, in the
 * order of documents and places, around the end.
 */
export function neighbourOf(
  comparison: Pick<Comparison, 'entries' | 'isOpen' | 'filter'>,
  start: Start | undefined,
  step: 1 | -1,
  isWanted: (found: FoundDisagreement) => boolean = () => true,
): FoundDisagreement | undefined {
  const all = comparison.entries.flatMap((entry) =>
    entry.disagreements.map((disagreement): FoundDisagreement => ({ entry, disagreement })),
  );
  const from = startIndex(comparison.entries, all, start, step);
  for (let distance = 1; distance <= all.length; distance += 1) {
    const found = all[(((from + distance * step) % all.length) + all.length) % all.length];
    if (!found) continue;
    if (passes(found.disagreement, comparison.isOpen(found), comparison.filter) && isWanted(found))
      return found;
  }
  return undefined;
}

/** The index to go on from, which may lie before the first and behind the last. */
function startIndex(
  entries: readonly ComparedEntry[],
  all: readonly FoundDisagreement[],
  start: Start | undefined,
  step: 1 | -1,
): number {
  if (!start) return step === 1 ? -1 : all.length;
  if ('disagreement' in start) {
    const { documentId, row } = keyOf(start);
    const at = all.findIndex((each) => each.entry.id === documentId && keyOf(each).row === row);
    return at < 0 && step === -1 ? all.length : at;
  }
  const earlier = entries.slice(0, entries.indexOf(start.entry));
  const first = earlier.reduce((sum, { disagreements }) => sum + disagreements.length, 0);
  return step === 1 ? first + start.upTo - 1 : first + start.before;
}
