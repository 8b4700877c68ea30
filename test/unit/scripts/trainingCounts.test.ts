import { describe, expect, test } from 'vitest';
import { countPytest, countStages } from '../../../scripts/lib/trainingCounts.mjs';

const report = (...cases: readonly string[]) =>
  `<?xml version="1.0"?><testsuites><testsuite name="pytest">${cases.join('')}</testsuite></testsuites>`;
const good = '<testcase classname="tests.test_a" name="test_good[a &gt; b/&gt;]" time="0.1" />';

describe('The count of a run of pytest', () => {
  test.each([
    ['all that passed', report(good, good), 0, { passed: 2, skipped: 0, failures: [] }],
    [
      'what failed, by name',
      report(
        good,
        '<testcase classname="t" name="test_bad" time="1"><failure message="x">trace\n</failure></testcase>',
        good,
      ),
      1,
      { passed: 2, skipped: 0, failures: ['pytest: test_bad'] },
    ],
    [
      'a file that could not be loaded',
      report(
        '<testcase classname="" name="tests.test_a" time="0"><error message="collection failure"/></testcase>',
      ),
      2,
      { passed: 0, skipped: 0, failures: ['pytest: tests.test_a'] },
    ],
    [
      'what was left out',
      report(good, '<testcase name="test_b" time="0"><skipped message="no"/></testcase>'),
      0,
      { passed: 1, skipped: 1, failures: [] },
    ],
    [
      'a bad end after good tests',
      report(good),
      3,
      { passed: 1, skipped: 0, failures: ['pytest ended with exit code 3'] },
    ],
    [
      'a missing report as a failure',
      '',
      1,
      { passed: 0, skipped: 0, failures: ['pytest ended with exit code 1'] },
    ],
  ])('holds %s', (_, xml, exitCode, expected) => {
    expect(countPytest(xml, exitCode)).toEqual(expected);
  });
});

describe('The count of a run of the pipeline', () => {
  test.each([
    [
      'every stage',
      '0\t-m aredit_training.make_base /d /w\n0\t-m aredit_training.tiny /w\n',
      0,
      { passed: 2, skipped: 0, failures: [] },
    ],
    [
      'the stage that failed, without its paths',
      '0\t-m aredit_training.make_base /d /w\n1\t-m aredit_training.train_attitudes pretrain /d /w --tag a\n',
      1,
      { passed: 1, skipped: 0, failures: ['stage: train_attitudes pretrain --tag a'] },
    ],
    [
      'a bad end between stages',
      '0\t-m aredit_training.make_base /d /w\n',
      2,
      { passed: 1, skipped: 0, failures: ['training/run.sh ended with exit code 2'] },
    ],
    [
      'nothing at all as a failure',
      '',
      0,
      { passed: 0, skipped: 0, failures: ['training/run.sh ended with exit code 0'] },
    ],
  ])('holds %s', (_, log, exitCode, expected) => {
    expect(countStages(log, exitCode)).toEqual(expected);
  });
});
