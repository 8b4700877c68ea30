import { expect, test } from 'vitest';
import { mapInOrder } from '../../../src/cli/orderedMap.ts';

async function* source<T>(items: readonly T[]) {
  for (const item of items) yield item;
}

/** A promise and what settles it. */
function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

test('gives results in the order of the items, whichever is done first', async () => {
  const results = [deferred<string>(), deferred<string>(), deferred<string>()];
  const found: string[] = [];
  const all = (async () => {
    for await (const result of mapInOrder(
      source([0, 1, 2]),
      3,
      (i) => results[i]?.promise ?? Promise.reject(),
    ))
      found.push(result);
  })();
  results[2]?.resolve('c');
  results[0]?.resolve('a');
  results[1]?.resolve('b');
  await all;
  expect(found).toEqual(['a', 'b', 'c']);
});

test('works on no more items at once than allowed', async () => {
  let [running, most] = [0, 0];
  const items = Array.from({ length: 20 }, (_, i) => i);
  const found: number[] = [];
  for await (const result of mapInOrder(source(items), 3, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    return item;
  }))
    found.push(result);
  expect(found).toEqual(items);
  expect(most).toBe(3);
});

test('gives a result while the next item is long in coming', async () => {
  const second = deferred<void>();
  async function* slow() {
    yield 1;
    await second.promise;
    yield 2;
  }
  const results = mapInOrder(slow(), 4, async (item) => item * 10);
  expect((await results.next()).value).toBe(10);
  second.resolve();
  expect((await results.next()).value).toBe(20);
  expect((await results.next()).done).toBe(true);
});

test('passes a failure on', async () => {
  const results = mapInOrder(source([1, 2]), 2, async (item) => {
    if (item === 2) throw new Error('two');
    return item;
  });
  expect((await results.next()).value).toBe(1);
  await expect(results.next()).rejects.toThrow('two');
});
