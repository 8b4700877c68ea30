import { expect } from 'vitest';
import type { Ended } from './cli.ts';

/** Lines of stderr that are no progress. */
export function complaints({ stderr }: Ended): readonly string[] {
  return stderr.split(/[\r\n]+/).filter((line) => line.trim() !== '');
}

/** The run failed for `name` with one clear line that names it, and with no trace of the program's inside. */
export function expectOneComplaint(ended: Ended, name: string): void {
  expect(ended).toMatchObject({ code: 1, signal: undefined });
  const about = complaints(ended).filter((line) => line.includes(name));
  expect(about, ended.stderr).toHaveLength(1);
  expectNoStack(ended);
}

/** Nothing on stderr or stdout looks like a stack of calls. */
export function expectNoStack({ stdout, stderr }: Ended): void {
  expect(`${stdout}\n${stderr}`).not.toMatch(/^\s+at .*(:\d+:\d+\)?|node:)/m);
}
