import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LimitedFolder, readOnlyFolder, smallDisk } from '../support/limitedFolders.ts';
import { extract, run } from './cli.ts';
import { complaints, expectNoStack } from './expectations.ts';

const texts = ['первый', 'второй', 'третий'];

let folder: string;
let limited: LimitedFolder | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aredit-outputs-'));
  for (const name of texts)
    await writeFile(join(folder, `${name}.txt`), 'Россия осудила США, а Иванов похвалил ООН.\n'.repeat(300));
});
afterEach(async () => {
  await limited?.remove();
  limited = undefined;
  await rm(folder, { recursive: true, force: true });
});

test('a read-only folder costs each file one line, and nothing else', async () => {
  limited = await readOnlyFolder(async (path) => writeFile(join(path, 'kept.txt'), 'kept'));
  const ended = await run(extract(folder, '--out', limited.path, '--format', 'opin'));
  expect(ended).toMatchObject({ code: 1, signal: undefined });
  for (const name of texts)
    expect(complaints(ended).filter((line) => line.includes(`${name}.opin.txt`))).toHaveLength(1);
  expectNoStack(ended);
  expect(await readdir(limited.path)).toEqual(['kept.txt']);
});

test('a full disk leaves no half of a file, and what stood there stays', async () => {
  limited = await smallDisk(96);
  const kept = join(limited.path, `${texts[0]}.jsonl`);
  await writeFile(kept, 'old\n');
  const ended = await run(extract(folder, '--out', limited.path, '--format', 'jsonl'));
  expect(ended).toMatchObject({ code: 1, signal: undefined });
  expect(
    complaints(ended).some((line) => /disk is full/.test(line)),
    ended.stderr,
  ).toBe(true);
  expectNoStack(ended);
  expect(await readFile(kept, 'utf8')).toBe('old\n');
  for (const name of await readdir(limited.path)) {
    expect(name).toMatch(/\.jsonl$/);
    // Whatever was written is whole.
    const content = await readFile(join(limited.path, name), 'utf8');
    if (content !== 'old\n') expect(() => JSON.parse(content)).not.toThrow();
  }
});

test('a reader that has seen enough ends the work without complaint', async () => {
  const { runToEnd } = await import('../../scripts/lib/run.mjs');
  const { inProject } = await import('../../scripts/lib/paths.mjs');
  const lines = `{"id":"a","text":"Россия осудила США."}\\n`.repeat(200);
  const command = extract('-')
    .map((arg) => `'${arg}'`)
    .join(' ');
  const script = `printf '${lines}' | '${process.execPath}' '${inProject('dist', 'cli.js')}' ${command} | head -n 1`;
  const { code, output } = await runToEnd('sh', ['-c', script], { quiet: true });
  expect(code).toBe(0);
  expect(output.trim().split('\n')).toHaveLength(1);
});
