import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Work } from '../core/work.ts';

/** How long one turn of long work lasts, about; a key pressed meanwhile waits no longer. */
const turnMs = 10;

/** The result of the work, done in turns: all extensions share one thread, and the others get theirs in between. */
export async function inTurns<Result>(work: Work<Result>): Promise<Result> {
  for (;;) {
    const result = takeTurn(work);
    if (result) return result.value;
    await nextTurn();
  }
}

/** Does the work from the next turn on, as long as it is wanted. */
export async function inLaterTurns(work: Work<void>, isWanted: () => boolean): Promise<void> {
  do await nextTurn();
  while (isWanted() && !takeTurn(work));
}

let last: Promise<void> = Promise.resolve();

/** Does the work in a turn that no other such work shares: what several timers do at the same time would add up. */
export function inOwnTurn(work: () => void): void {
  last = last.then(() => nextTurn());
  void last.then(work);
}

function takeTurn<Result>(work: Work<Result>): { readonly value: Result } | undefined {
  const began = performance.now();
  do {
    const { done, value } = work.next();
    if (done) return { value };
  } while (performance.now() - began < turnMs);
  return undefined;
}
