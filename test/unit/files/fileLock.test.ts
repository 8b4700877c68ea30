import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFileLock } from '../../../src/files/fileLock.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aredit-lock-'));
  path = join(folder, 'счёт.txt');
  await writeFile(path, '0');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('lets one after the other at the file', async () => {
  const count = async () => {
    const before = Number(await readFile(path, 'utf8'));
    await new Promise((resolve) => setImmediate(resolve));
    await writeFile(path, `${before + 1}`);
  };
  await Promise.all(Array.from({ length: 20 }, () => withFileLock(path, count)));
  expect(await readFile(path, 'utf8')).toBe('20');
});

test('lets the next one in when the work fails', async () => {
  const work = withFileLock(path, async () => {
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(await withFileLock(path, async () => 1)).toBe(1);
});

test('takes no notice of a lock that a dead process left behind', async () => {
  const name = createHash('sha256').update(path).digest('hex');
  const lock = join(tmpdir(), `aredit-${process.getuid?.() ?? ''}-${name}.lock`);
  await writeFile(lock, '');
  await utimes(lock, 1, 1);
  expect(await withFileLock(path, async () => 1)).toBe(1);
});
