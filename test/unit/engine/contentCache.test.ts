import { expect, test } from 'vitest';
import { ContentCache } from '../../../src/engine/contentCache.ts';

test('forgets what was used least recently when it is full', () => {
  const cache = new ContentCache<number>(1000);
  for (const [index, key] of ['a', 'b', 'c', 'd'].entries()) {
    cache.set(key, index, 130);
    cache.get('a');
  }
  cache.set('e', 4, 130);
  expect(['a', 'b', 'c', 'd', 'e'].map((key) => cache.get(key))).toEqual([0, undefined, 2, 3, 4]);
});

test('keeps nothing that would push most of the rest out', () => {
  const cache = new ContentCache<string>(1000);
  cache.set('a', 'small', 10);
  cache.set('b', 'large', 900);
  expect([cache.get('a'), cache.get('b')]).toEqual(['small', undefined]);
});

test('replaces an answer', () => {
  const cache = new ContentCache<number>(1000);
  cache.set('a', 1, 100);
  cache.set('a', 2, 100);
  expect(cache.get('a')).toBe(2);
});
