import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { installPython } from '../../../scripts/lib/python.mjs';

const folder = mkdtempSync(join(tmpdir(), 'python-'));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that stands for Python; returns its path. */
function pretend(script: string): string {
  const path = join(folder, 'python');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('A Python that will not do is said to be none', () => {
  test.each([
    ['one that is not there', () => join(folder, 'nowhere'), /ENOENT/],
    ['one that is too old', () => pretend('echo 3.9.2'), /3\.9\.2/],
    [
      'one without venv',
      () => pretend('echo "No module named \'ensurepip\'" >&2; exit 1'),
      /No module named 'ensurepip'/,
    ],
  ])('%s', async (_, python, reason) => {
    vi.stubEnv('PYTHON', python());
    await expect(installPython()).rejects.toThrow(/needs Python 3\.11 or newer with venv/);
    await expect(installPython()).rejects.toThrow(reason);
  });
});
