import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyOf } from '../../../src/editor/keptFile.ts';
import { SuggestionCache } from '../../../src/editor/suggestionCache.ts';
import { article, articleAttitudes, extractionOf } from './annotated.ts';
import { silentLog } from './silentLog.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aredit-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const { extraction } = extractionOf(article, articleAttitudes);
const timings = { loadMs: 0, totalMs: 1, cachedSentences: 0, peakMemoryBytes: 0 };
const suggestions = { extraction, models: { entities: undefined, attitudes: 'a' }, timings };
const [first, second, third] = ['first', 'second', 'third'].map((text) => keyOf([text]));

test('gives back what was put in, after a restart too', async () => {
  await new SuggestionCache(join(folder, 'new'), silentLog).put(first ?? '', suggestions);
  const again = new SuggestionCache(join(folder, 'new'), silentLog);
  expect(await again.get(first ?? '')).toEqual(JSON.parse(JSON.stringify(suggestions)));
  expect(await again.get(second ?? '')).toBeUndefined();
});

test('knows nothing of what was removed', async () => {
  const cache = new SuggestionCache(folder, silentLog);
  await cache.put(first ?? '', suggestions);
  await cache.remove(first ?? '');
  await cache.remove(second ?? '');
  expect(await cache.get(first ?? '')).toBeUndefined();
});

test.each([
  ['cut off', (content: string) => content.slice(0, -20)],
  ['changed', (content: string) => content.replace('GEOPOLIT', 'GEOPOLIS')],
  ['empty', () => ''],
])('takes a file that is %s for none', async (_, damage) => {
  const cache = new SuggestionCache(folder, silentLog);
  await cache.put(first ?? '', suggestions);
  const path = join(folder, `${first}.json`);
  await writeFile(path, damage(await readFile(path, 'utf8')));
  expect(await cache.get(first ?? '')).toBeUndefined();
});

test('forgets what was not used for longest when it grows too big', async () => {
  const size = Buffer.byteLength(JSON.stringify(suggestions)) + 45;
  const cache = new SuggestionCache(folder, silentLog, 2.5 * size);
  await cache.put(first ?? '', suggestions);
  await cache.put(second ?? '', suggestions);
  await utimes(join(folder, `${first}.json`), 1, 1);
  await utimes(join(folder, `${second}.json`), 2, 2);
  await cache.get(first ?? '');
  await cache.put(third ?? '', suggestions);
  expect((await readdir(folder)).sort()).toEqual([`${first}.json`, `${third}.json`].sort());
});
