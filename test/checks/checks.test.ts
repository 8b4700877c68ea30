import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inProject, root } from '../../scripts/lib/paths.mjs';
import { runToEnd } from '../../scripts/lib/run.mjs';
import { plantedRuns } from './plants.ts';

/** What no check reads, or what is too big to copy. */
const leftOut = new Set([
  '.git',
  '.cache',
  'node_modules',
  'dist',
  'models',
  'training',
  'coverage',
  'demo-output',
]);

let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'aredit-checks-'));
  for (const entry of await readdir(root)) {
    if (!leftOut.has(entry)) await cp(inProject(entry), join(copy, entry), { recursive: true });
  }
  await symlink(inProject('node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rm(copy, { recursive: true, force: true }));

const check = (name: string) =>
  runToEnd('npm', ['run', '--silent', `check:${name}`], {
    cwd: copy,
    quiet: true,
    env: { ...process.env, NO_COLOR: '1' },
  });

test.each(['types', 'format', 'layers', 'dead'])(
  'check:%s has nothing to say about the project itself',
  async (name) => {
    const { code, output } = await check(name);
    expect(code, output).toBe(0);
  },
);

test('check:layers sees the files that it judges', async () => {
  const { output } = await check('layers');
  const seen = Number(/(\d+) modules/.exec(output)?.[1]);
  expect(seen).toBeGreaterThan(50);
});

describe.each(plantedRuns)('check:$check fails on mistakes $where', ({ check: name, plants }) => {
  let code: number;
  let output: string;
  beforeAll(async () => {
    for (const { file, content } of plants) await writeFile(join(copy, file), content, { flag: 'wx' });
    ({ code, output } = await check(name));
    for (const { file } of plants) await rm(join(copy, file));
  });

  test('with its exit code', () => expect(code).not.toBe(0));
  test.each(plants)('and reports $mistake', ({ says }) => expect(output).toMatch(says));
});

test('a test left alone with ".only" stops a push', async () => {
  const lefthook = await readFile(inProject('lefthook.yml'), 'utf8');
  const command = /run: '(! git grep .*)'$/m.exec(lefthook)?.[1] ?? '';
  const clone = await mkdtemp(join(tmpdir(), 'aredit-hook-'));
  const push = () => runToEnd('sh', ['-c', command], { cwd: clone, quiet: true });
  await runToEnd('sh', ['-c', 'git init -q && mkdir test && echo "test(1)" > test/a.test.ts && git add .'], {
    cwd: clone,
  });
  expect((await push()).code).toBe(0);
  await writeFile(join(clone, 'test', 'a.test.ts'), `test.${'only'}('this one', () => {});\n`);
  expect((await push()).code).not.toBe(0);
  await rm(clone, { recursive: true });
});
