import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeLeftovers, writeWhole } from '../../../src/files/writeWhole.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aredit-killed-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What a file holds at different times: long enough to be caught in the middle. */
const contents = ['Россия 🙂\n', 'США\r\n'].map((line) => line.repeat(40_000));

/** A process that writes the file again and again. */
async function writer(path: string): Promise<ChildProcess> {
  const script = join(folder, 'writer.cjs');
  await build({
    stdin: {
      contents: `import { writeWhole } from './src/files/writeWhole.ts';
        const contents = ${JSON.stringify(contents)};
        process.send('ready');
        for (let index = 0; ; index += 1) await writeWhole(process.argv[2], contents[index % 2]);`.replace(
        /for .*/su,
        (loop) => `(async () => { ${loop} })();`,
      ),
      resolveDir: join(import.meta.dirname, '..', '..', '..'),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: script,
  });
  const child = fork(script, [path]);
  await once(child, 'message');
  return child;
}

test('a process that is killed while it writes leaves one content or the other, and no half', async () => {
  const path = join(folder, 'текст.ann');
  await writeFile(path, contents[0] ?? '');
  for (let round = 0; round < 8; round += 1) {
    const child = await writer(path);
    await new Promise((resolve) => setTimeout(resolve, 5 + 7 * round));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(contents).toContain(await readFile(path, 'utf8'));
  }
});

test('what killed processes left beside the file is removed when it is old enough', async () => {
  const path = join(folder, 'текст.ann');
  await writeWhole(path, 'x');
  const leftover = (id: string) => join(folder, `.текст.ann.${id}.tmp`);
  const [old, fresh] = ['00000000-0000-4000-8000-000000000000', '11111111-1111-4111-8111-111111111111'];
  for (const name of [leftover(old ?? ''), leftover(fresh ?? ''), join(folder, '.другой.ann.tmp')])
    await writeFile(name, 'half');
  await utimes(leftover(old ?? ''), 1, 1);
  await utimes(join(folder, '.другой.ann.tmp'), 1, 1);
  await removeLeftovers(path);
  expect((await readdir(folder)).sort()).toEqual(
    ['текст.ann', '.другой.ann.tmp', `.текст.ann.${fresh}.tmp`].sort(),
  );
});
