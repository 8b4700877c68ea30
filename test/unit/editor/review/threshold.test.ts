import { expect, test } from 'vitest';
import { parseThreshold } from '../../../../src/editor/review/threshold.ts';

test.each([
  ['0.9', 0.9],
  ['0,9', 0.9],
  ['.75', 0.75],
  [' 90 % ', 0.9],
  ['90\u00a0%', 0.9],
  ['87.5%', 0.875],
  ['90', 0.9],
  ['1', 1],
  ['0', 0],
  ['100', 1],
  ['101', undefined],
  ['', undefined],
  ['много', undefined],
  ['-1', undefined],
])('reads the threshold %o as %o', (written, expected) => {
  expect(parseThreshold(written)).toBe(expected);
});
