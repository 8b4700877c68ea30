import { createHash } from 'node:crypto';
import { open, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Older locks were left behind by a process that died; nor does anybody wait longer. */
const longestMs = 10_000;
const pauseMs = 5;

/**
 * Does `work` while no other process of ours on this machine does such work with the file at `path`: two that compare
 * and then replace it at the same time would each believe that nobody else did.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const target = await realpath(path).catch(() => path);
  const name = createHash('sha256').update(target).digest('hex');
  const lock = join(tmpdir(), `aredit-${process.getuid?.() ?? ''}-${name}.lock`);
  await take(lock);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true }).catch(() => undefined);
  }
}

async function take(lock: string): Promise<void> {
  const deadline = Date.now() + longestMs;
  while (Date.now() < deadline) {
    try {
      const file = await open(lock, 'wx');
      await file.close();
      return;
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      // Where no lock can be made the work is done without: a full disk must not keep it from failing by itself.
      if (!isTaken) return;
      const age = await stat(lock).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      );
      if (age > longestMs) await rm(lock, { force: true }).catch(() => undefined);
      else await wait(pauseMs);
    }
  }
}
