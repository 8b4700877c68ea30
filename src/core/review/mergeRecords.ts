import type { Origin } from '../formats/bratOrigin.ts';
import { restingAfter, type Work } from '../work.ts';
import type { Placed } from './review.ts';
import { isSameOrigin } from './sameness.ts';

/** What the two sides have of a record. */
export interface Sides<Value> {
  readonly ours?: Value;
  readonly theirs?: Value;
}

/** After so many records the work rests. */
const recordsATurn = 1000;

type Mergeable = Partial<Placed> & { readonly id: string; readonly origin?: Origin };

/** Three-way merge by id. In a conflict our record stands, or the one there is. */
export function* mergingRecords<Value extends Mergeable>(
  base: ReadonlyMap<string, Value>,
  ours: ReadonlyMap<string, Value>,
  theirs: ReadonlyMap<string, Value>,
  isSame: (a: Value, b: Value) => boolean,
): Work<{ readonly records: ReadonlyMap<string, Value>; readonly conflicts: readonly Sides<Value>[] }> {
  const agree = (a: Value | undefined, b: Value | undefined) =>
    a === b || (a !== undefined && b !== undefined && isSame(a, b) && isSameOrigin(a, b));
  const records = new Map<string, Value>();
  const conflicts: Sides<Value>[] = [];
  const merge = (id: string, our: Value | undefined, their: Value | undefined): void => {
    const before = base.get(id);
    if (agree(our, their) || agree(before, their)) {
      if (our !== undefined) records.set(id, our);
      return;
    }
    // Files do not have what is lost: that it is not there says nothing.
    const isOnlyLost = our !== undefined && their === undefined && our.lostWords !== undefined;
    const isTheirs = agree(before, our) && !isOnlyLost;
    const merged = isTheirs ? their : (our ?? their);
    if (merged !== undefined) records.set(id, merged);
    const isOnlyOrigin = our !== undefined && their !== undefined && isSame(our, their);
    if (!isTheirs && !isOnlyLost && !isOnlyOrigin)
      conflicts.push({ ...(our && { ours: our }), ...(their && { theirs: their }) });
  };
  yield* restingAfter(recordsATurn, theirs, ([id, their]) => merge(id, ours.get(id), their));
  yield* restingAfter(recordsATurn, ours, ([id, our]) => {
    if (!theirs.has(id)) merge(id, our, undefined);
  });
  return { records, conflicts };
}
