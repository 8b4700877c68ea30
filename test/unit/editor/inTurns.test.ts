import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inLaterTurns, inOwnTurn } from '../../../src/editor/inTurns.ts';

test('works that are wanted at the same time have a turn each', async () => {
  let turn = 0;
  const turns: number[] = [];
  for (let work = 0; work < 3; work += 1) inOwnTurn(() => turns.push(turn));
  while (turns.length < 3) {
    turn += 1;
    await nextTurn();
  }
  expect(new Set(turns).size).toBe(3);
  expect(turns).toEqual(turns.toSorted((a, b) => a - b));
});

test('work goes on in later turns, and ends where nobody wants it any more', async () => {
  const done: number[] = [];
  function* work() {
    for (let step = 0; step < 100; step += 1) {
      const end = performance.now() + 4;
      while (performance.now() < end);
      done.push(step);
      yield;
    }
  }
  const whole = inLaterTurns(work(), () => done.length < 10);
  expect(done).toEqual([]);
  await whole;
  expect(done.length).toBeGreaterThanOrEqual(10);
  expect(done.length).toBeLessThan(20);
});
