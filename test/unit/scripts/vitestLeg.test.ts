import { describe, expect, test } from 'vitest';
import { countVitest } from '../../../scripts/lib/vitestLeg.mjs';

const file = (status: string, ...statuses: readonly string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: statuses.map((each, index) => ({ fullName: `test ${index}`, status: each })),
});

describe('The count of a run of vitest', () => {
  test.each([
    ['all that passed', [file('passed', 'passed', 'passed')], 0, { passed: 2, skipped: 0, failures: [] }],
    [
      'what failed, by name',
      [file('failed', 'passed', 'failed')],
      1,
      { passed: 1, skipped: 0, failures: ['test 1'] },
    ],
    [
      'what was left out',
      [file('passed', 'passed', 'skipped', 'todo')],
      0,
      { passed: 1, skipped: 2, failures: [] },
    ],
    [
      'a file that could not be loaded',
      [file('failed')],
      1,
      { passed: 0, skipped: 0, failures: ['a.test.ts (not run)'] },
    ],
    [
      'a bad end after good tests',
      [file('passed', 'passed')],
      1,
      { passed: 1, skipped: 0, failures: ['vitest ended with exit code 1'] },
    ],
    [
      'nothing at all as a failure',
      [],
      0,
      { passed: 0, skipped: 0, failures: ['vitest ended with exit code 0'] },
    ],
  ])('holds %s', (_, testResults, exitCode, expected) => {
    expect(countVitest({ testResults }, exitCode)).toEqual(expected);
  });
});
