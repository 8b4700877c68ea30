import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A folder with a limit of its own, for as long as a test needs it. */
export interface LimitedFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * An empty folder on a file system of `kilobytes`: writing more fails as on a full disk.
 * @throws Error when not run by root on Linux: only there can it be made, and a test without it would show nothing.
 */
export function smallDisk(kilobytes: number): Promise<LimitedFolder> {
  return mountMemory(`size=${kilobytes}k`);
}

/** A folder nobody can write to; `fill` puts files into it first. */
export async function readOnlyFolder(fill: (folder: string) => Promise<void>): Promise<LimitedFolder> {
  if (process.getuid?.() !== 0) {
    const path = await mkdtemp(join(tmpdir(), 'aredit-read-only-'));
    await fill(path);
    await chmod(path, 0o555);
    return {
      path,
      remove: async () => {
        await chmod(path, 0o755);
        await rm(path, { recursive: true });
      },
    };
  }
  // Root may write whatever the mode says, but not to a file system that is mounted read-only.
  const disk = await mountMemory('size=64m');
  await fill(disk.path);
  await execute('mount', ['-o', 'remount,ro', disk.path]);
  return disk;
}

/** Fills the disk of a folder with one file called `filler`, to the last block. */
export async function fillDisk(folder: string): Promise<void> {
  for (let size = 65_536; size > 0; size = Math.floor(size / 2)) {
    await writeFile(join(folder, 'filler'), Buffer.alloc(size), { flag: 'a' }).catch(() => undefined);
  }
}

async function mountMemory(options: string): Promise<LimitedFolder> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error('This test mounts a small file system, which needs Linux and root: run it there.');
  }
  const path = await mkdtemp(join(tmpdir(), 'aredit-disk-'));
  await execute('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
  return {
    path,
    remove: async () => {
      // Lazily: a process that is about to end may still have it open.
      await execute('umount', ['--lazy', path]);
      await rm(path, { recursive: true });
    },
  };
}
