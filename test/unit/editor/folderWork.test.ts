import { beforeEach, describe, expect, test } from 'vitest';
import { tellOutcome, workThrough } from '../../../src/editor/folderWork.ts';
import { UserError } from '../../../src/editor/userError.ts';
import { silentLog } from './silentLog.ts';
import { window } from './vscode.ts';

const files = ['a.txt', 'б/b.txt', 'c.txt'].map((path) => ({ path }));
const run = (work: (path: string) => Promise<string>, isFatal?: (error: unknown) => boolean) =>
  workThrough('Work', files, ({ path }) => work(path), silentLog, isFatal);

beforeEach(() => {
  window.messages = [];
  window.pressed = undefined;
  window.onProgress = () => undefined;
});

describe('work on a folder', () => {
  test('goes through its files in order and tells how far it is', async () => {
    const told: unknown[] = [];
    window.onProgress = ({ message }) => told.push(message);
    const outcome = await run(async (path) => path.toUpperCase());
    expect(outcome).toEqual({ results: ['A.TXT', 'Б/B.TXT', 'C.TXT'], failures: [], isCancelled: false });
    expect(told).toEqual(['1 of 3: a.txt', '2 of 3: б/b.txt', '3 of 3: c.txt']);
  });

  test('goes on after a file that fails, and lists it', async () => {
    const outcome = await run(async (path) => {
      if (path !== 'c.txt') throw new UserError(`${path} is bad.`);
      return path;
    });
    expect(outcome.results).toEqual(['c.txt']);
    expect(outcome.failures.map(({ path }) => path)).toEqual(['a.txt', 'б/b.txt']);
    await tellOutcome('1 done.', outcome, [], silentLog);
    expect(window.messages).toEqual(['1 done. 2 failed, the first of them a.txt: a.txt is bad.']);
  });

  test('stops when it is cancelled, and keeps what was done', async () => {
    window.onProgress = ({ message }, cancel) => {
      if (message?.startsWith('2')) cancel();
    };
    const seen: string[] = [];
    const outcome = await run(async (path) => {
      seen.push(path);
      if (path === 'б/b.txt') throw new Error('cancelled in the middle');
      return path;
    });
    expect(seen).toEqual(['a.txt', 'б/b.txt']);
    expect(outcome).toEqual({ results: ['a.txt'], failures: [], isCancelled: true });
    await tellOutcome('1 done.', outcome, [], silentLog);
    expect(window.messages).toEqual(['1 done. It was stopped before its end.']);
  });

  test('ends with an error that would meet every file', async () => {
    const seen: string[] = [];
    const work = run(
      async (path) => {
        seen.push(path);
        throw new Error('no model');
      },
      () => true,
    );
    await expect(work).rejects.toThrow('no model');
    expect(seen).toEqual(['a.txt']);
  });

  test('offers what may be done next', async () => {
    const done: string[] = [];
    window.pressed = 'Show';
    const outcome = await run(async (path) => path);
    await tellOutcome('3 done.', outcome, [{ title: 'Show', run: () => done.push('shown') }], silentLog);
    expect(done).toEqual(['shown']);
  });
});
