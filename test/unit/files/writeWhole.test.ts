import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeWhole } from '../../../src/files/writeWhole.ts';

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aredit-whole-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('Writing a file whole', () => {
  test('makes a new file and leaves nothing beside it', async () => {
    await writeWhole(at('новый.txt'), 'Текст 🙂\r\n');
    expect(await readFile(at('новый.txt'), 'utf8')).toBe('Текст 🙂\r\n');
    expect(await readdir(folder)).toEqual(['новый.txt']);
  });

  test('replaces what was there and keeps its rights', async () => {
    await writeFile(at('a.txt'), 'old');
    await chmod(at('a.txt'), 0o664);
    await writeWhole(at('a.txt'), new Uint8Array([110, 101, 119]));
    expect(await readFile(at('a.txt'), 'utf8')).toBe('new');
    expect((await stat(at('a.txt'))).mode & 0o777).toBe(0o664);
  });

  test('follows a link instead of replacing it', async () => {
    await writeFile(at('real.txt'), 'old');
    await symlink(at('real.txt'), at('link.txt'));
    await writeWhole(at('link.txt'), 'new');
    expect((await lstat(at('link.txt'))).isSymbolicLink()).toBe(true);
    expect(await readFile(at('real.txt'), 'utf8')).toBe('new');
  });

  test('leaves nothing behind when it cannot be done', async () => {
    await expect(writeWhole(join(folder, 'missing', 'a.txt'), 'x')).rejects.toThrow(/ENOENT/);
    await expect(writeWhole(folder, 'x')).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });

  test('asks at the end, when the new content is ready, and leaves nothing when the answer is no', async () => {
    await writeFile(at('a.txt'), 'old');
    const seen: string[][] = [];
    const written = await writeWhole(at('a.txt'), 'new', async () => {
      seen.push(await readdir(folder));
      return false;
    });
    expect(written).toBe(false);
    expect(seen[0]).toHaveLength(2);
    expect(await readdir(folder)).toEqual(['a.txt']);
    expect(await readFile(at('a.txt'), 'utf8')).toBe('old');
    expect(await writeWhole(at('a.txt'), 'new', async () => true)).toBe(true);
    expect(await readFile(at('a.txt'), 'utf8')).toBe('new');
  });

  test('takes a name as long as the file system allows', async () => {
    const name = `${'д'.repeat(120)}.txt`;
    await writeWhole(at(name), 'x');
    expect(await readdir(folder)).toEqual([name]);
  });
});
