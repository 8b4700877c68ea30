import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Work } from '../core/work.ts';

/** How long one turn of long work lasts, about; a key pressed meanwhile waits no longer. */
const turnMs = 10;

/** The result of the work, done in turns: all extensions share one thread, and the others get theirs in between. */
export async function inTurns<Result>(work: Work<Result>): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - began < turnMs) continue;
    await nextTurn();
    began = performance.now();
  }
}
