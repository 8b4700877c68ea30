import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurns } from '../../../src/editor/commands/inTurn.ts';

test('commands given at once run one after the other, also after one that fails', async () => {
  const inTurn = createTurns();
  const done: string[] = [];
  const slow = inTurn(async (name) => {
    await wait(1);
    done.push(`${name} looked`);
    await wait(1);
    if (name === 'second') throw new Error('It cannot be done.');
    done.push(`${name} did`);
  });
  const quick = inTurn((name) => done.push(`${name} did`));
  const results = await Promise.allSettled([slow('first'), slow('second'), quick('third')]);
  expect(done).toEqual(['first looked', 'first did', 'second looked', 'third did']);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
