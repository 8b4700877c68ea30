import { randomUUID } from 'node:crypto';
import { open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file whole or leaves what was there: the content goes to another file of the same folder first, down to
 * the disk. Links keep pointing where they do, and the rights of an existing file stay.
 *
 * Our own, because write-file-atomic 6 takes no notice of a short write: on a disk that fills up meanwhile it puts
 * half of the content in the place of the old file.
 * @param content several pieces are written one after the other, which takes nobody else's turn for long
 * @param mayReplace asked last, when nothing but the change of the name is left to do
 * @returns `false` when it said no; nothing was changed then.
 * @throws the error of the file system; nothing was changed then.
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array | readonly string[],
  mayReplace: () => Promise<boolean> = async () => true,
): Promise<boolean> {
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  const target = await realpath(path).catch(() => path);
  const existing = await stat(target).catch(() => undefined);
  const aside = join(dirname(target), `${beginOf(target)}${randomUUID()}.tmp`);
  try {
    const file = await open(aside, 'wx');
    try {
      // An existing file keeps its rights, as far as the file system knows rights.
      if (existing !== undefined) await file.chmod(existing.mode).catch(() => undefined);
      for (const piece of pieces) await file.appendFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    const replaces = await mayReplace();
    if (replaces) await rename(aside, target);
    else await rm(aside, { force: true });
    return replaces;
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** What is older is of a process that is no more. */
const longestWriteMs = 60_000;

/** Removes what processes left beside the file that died while they wrote it. */
export async function removeLeftovers(path: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const folder = dirname(target);
  const leftover = /^[0-9a-f-]{36}\.tmp$/;
  for (const name of await readdir(folder)) {
    const begin = beginOf(target);
    if (!name.startsWith(begin) || !leftover.test(name.slice(begin.length))) continue;
    const { mtimeMs } = await stat(join(folder, name));
    if (Date.now() - mtimeMs > longestWriteMs) await rm(join(folder, name), { force: true });
  }
}

function beginOf(target: string): string {
  return `.${basename(target).slice(0, 100)}.`;
}
