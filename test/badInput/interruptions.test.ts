import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { childProcesses } from '../support/childProcesses.ts';
import { extract, start } from './cli.ts';
import { complaints, expectNoStack } from './expectations.ts';

/** Enough to be caught in the middle. */
const documents = 40;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aredit-interruptions-'));
  for (let index = 0; index < documents; index++) {
    // No sentence twice: known ones would be answered from the cache.
    const sentences = Array.from(
      { length: 400 },
      (_, line) => `Иванов №${index}-${line} осудил ООН и похвалил США.\n`,
    );
    await writeFile(join(folder, `text${index}.txt`), sentences.join(''));
  }
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const out = () => join(folder, 'out');
const written = async () => (await readdir(out()).catch(() => [])).filter((name) => name.endsWith('.jsonl'));
const running = () =>
  start(extract(folder, '--format', 'jsonl', '--threshold', '0.9', '--out', out(), '--jobs', '1'));

async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  for (
    const deadline = Date.now() + 60_000;
    !(await look());
    await new Promise((resolve) => setTimeout(resolve, 20))
  ) {
    if (Date.now() > deadline) throw new Error(`In vain waited for ${what}.`);
  }
}

const hosts = (pid: number | undefined) => childProcesses(pid ?? -1, 'engineHost.js');

test('Ctrl+C half way ends at once; what is written is whole, and no process stays', async () => {
  const { process: child, ended } = running();
  await until('the first file', async () => (await written()).length > 0);
  const [host] = await hosts(child.pid);
  const began = Date.now();
  child.kill('SIGINT');
  const result = await ended;
  expect(Date.now() - began).toBeLessThan(5000);
  expect(result).toMatchObject({ code: 130 });
  expectNoStack(result);
  expect((await written()).length).toBeLessThan(documents);
  for (const name of await written()) {
    const content = await readFile(join(out(), name), 'utf8');
    expect(() => JSON.parse(content)).not.toThrow();
  }
  expect((await readdir(out())).filter((name) => !name.endsWith('.jsonl'))).toEqual([]);
  expect(host).toBeDefined();
  expect(() => process.kill(host ?? 0, 0)).toThrow(/ESRCH/);
});

test('a killed child process is started again, and every text is read', async () => {
  const { process: child, ended } = running();
  await until('the child process', async () => (await hosts(child.pid)).length > 0);
  for (const pid of await hosts(child.pid)) process.kill(pid, 'SIGKILL');
  const result = await ended;
  expect(result, result.stderr).toMatchObject({ code: 0 });
  expect(await written()).toHaveLength(documents);
  expectNoStack(result);
});

test('a child process that dies again and again costs the texts one line each, and nothing hangs', async () => {
  const { process: child, ended } = running();
  let hasEnded = false;
  const result = ended.finally(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    for (const pid of await hosts(child.pid)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const { code, stderr } = await result;
  expect(code, stderr).toBe(1);
  const lines = complaints(await result);
  expect(lines.length + (await written()).length).toBe(documents);
  expectNoStack(await result);
});
