import { byId } from '../byId.ts';
import type { BratDocument } from '../formats/brat.ts';
import { parseOrigin } from '../formats/bratOrigin.ts';
import { readReview, writeReview } from './bratSync.ts';
import { attitudeId, mentionId } from './ids.ts';
import { rebaseReview } from './rebase.ts';
import { emptyReview, isConfirmed, type Review, split, wholeOf } from './review.ts';

/** An `.ann` file with what another one of the same text says besides. */
export interface MergedImport {
  readonly annText: string;
  /** Indices of the lines of the other one that did not go in. */
  readonly leftOut: readonly number[];
}

/**
 * Adds to the file `there` what `imported`, of the same text, says of mentions and attitudes. Nothing is known of what
 * both came from, so nothing goes; where they say different things of the same, what a person said there stands.
 */
export function mergeImport(there: BratDocument, imported: BratDocument): MergedImport {
  const same = (offset: number) => offset;
  const theirs = readReview(there, same);
  const { review: read } = readReview(imported, same);
  const { ours, idsBefore } = withFreeIds(read, theirs.review.seenIds);
  const { review, conflicts, renamed } = rebaseReview(emptyReview, ours, theirs.review);
  const [whole, stands] = [wholeOf(review), wholeOf(theirs.review)];
  const merged = split({
    ...review,
    ...whole,
    mentions: new Map([...whole.mentions, ...[...stands.mentions].filter(([, each]) => isConfirmed(each))]),
    attitudes: new Map([
      ...whole.attitudes,
      ...[...stands.attitudes].filter(([, each]) => isConfirmed(each)),
    ]),
  });
  const idsFree = new Map([...renamed].map(([before, after]) => [after, before]));
  const given = conflicts.flatMap(({ ours: our, theirs: their }) => {
    if (!our || !their || !isConfirmed(our) || !isConfirmed(their)) return [];
    const id = idsFree.get(our.id) ?? our.id;
    return [idsBefore.get(id) ?? id];
  });
  return {
    annText: writeReview(theirs.file, merged, there.text, same).annText,
    leftOut: linesLeftOut(imported, there, read, new Set(given)),
  };
}

/**
 * The review under ids that are not `taken`, and what they were before. Without marks: what marks an event goes with
 * the event.
 */
function withFreeIds(
  { mentions, attitudes, ...rest }: Review,
  taken: ReadonlySet<string>,
): { readonly ours: Review; readonly idsBefore: ReadonlyMap<string, string> } {
  const seenIds = new Set([...taken, ...rest.seenIds]);
  const idsAfter = new Map<string, string>();
  const take = <Value extends { readonly id: string }>(value: Value, fresh: () => string): Value => {
    if (!taken.has(value.id)) return value;
    const id = fresh();
    seenIds.add(id);
    idsAfter.set(value.id, id);
    return { ...value, id };
  };
  const isFree = (id: string) => !seenIds.has(id);
  const freeMentions = [...mentions.values()].map((each) => take(each, () => mentionId(each.span, isFree)));
  const freeAttitudes = [...attitudes.values()].map((each) => {
    const { sourceMentionId: source, targetMentionId: target } = each;
    const ends = {
      sourceMentionId: idsAfter.get(source) ?? source,
      targetMentionId: idsAfter.get(target) ?? target,
    };
    return take({ ...each, ...ends }, () => attitudeId(ends.sourceMentionId, ends.targetMentionId, isFree));
  });
  return {
    ours: {
      ...rest,
      marks: new Map(),
      seenIds,
      mentions: byId(freeMentions),
      attitudes: byId(freeAttitudes),
    },
    idsBefore: new Map([...idsAfter].map(([before, after]) => [after, before])),
  };
}

/** Indices of lines that give way, and of those that no review holds, unless they stand there as well. */
function linesLeftOut(
  imported: BratDocument,
  there: BratDocument,
  { mentions, attitudes }: Review,
  given: ReadonlySet<string>,
): number[] {
  const known = new Set(there.lines.map(({ raw }) => raw.trimEnd()));
  return imported.lines.flatMap(({ raw, annotation }, index) => {
    if (raw.trim() === '' || known.has(raw.trimEnd())) return [];
    if (annotation?.type === 'note' && parseOrigin(annotation.text) !== undefined) return [];
    const id = annotation && 'id' in annotation ? annotation.id : '';
    const isIn = (mentions.has(id) || attitudes.has(id)) && !given.has(id);
    return isIn ? [] : [index];
  });
}
