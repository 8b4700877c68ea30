/**
 * Work that takes long with a large input: it yields wherever others may have a turn, after some milliseconds at most.
 * What it works on is immutable, so that nothing that happens meanwhile can change its result.
 */
export type Work<Result> = Generator<void, Result, void>;

/** The result of the work, done at one go. */
export function finish<Result>(work: Work<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** The values with their indices; rests after each `count` of them. */
export function* restingAfter<Value>(
  count: number,
  values: Iterable<Value>,
  each: (value: Value, index: number) => void,
): Work<void> {
  let index = 0;
  for (const value of values) {
    if (index > 0 && index % count === 0) yield;
    each(value, index);
    index += 1;
  }
}
