import { describe, expect, test } from 'vitest';
import { assignLabels, readLabel } from '../../../src/core/placeLabels.ts';

describe('assignLabels', () => {
  test('gives single letters, the easiest first, while they go round', () => {
    expect(assignLabels(0)).toEqual([]);
    expect(assignLabels(4)).toEqual(['a', 's', 'd', 'f']);
    expect(assignLabels(26).every((label) => label.length === 1)).toBe(true);
  });

  test('keeps the first short when two letters are needed', () => {
    const labels = assignLabels(40);
    expect(labels.slice(0, 25)).toEqual([...'asdfghjklqwertyuiopzxcvbn']);
    expect(labels.slice(25, 28)).toEqual(['ma', 'ms', 'md']);
  });

  test.each([1, 26, 27, 51, 52, 100, 676, 677, 2000])(
    'gives %i labels none of which begins another',
    (count) => {
      const labels = assignLabels(count);
      expect(labels).toHaveLength(count);
      const sorted = [...new Set(labels)].sort();
      expect(sorted).toHaveLength(count);
      for (const [index, label] of sorted.entries())
        expect(sorted[index + 1]?.startsWith(label) ?? false).toBe(false);
      expect(Math.max(...labels.map(({ length }) => length))).toBeLessThanOrEqual(count <= 676 ? 2 : 3);
    },
  );
});

describe('readLabel', () => {
  test.each([
    ['as', 'as'],
    ['фЫ', 'as'],
    ['Mь', 'mm'],
    ['🙂 a?', 'a'],
    ['х', ''],
  ])('reads %s as %s', (typed, expected) => {
    expect(readLabel(typed)).toBe(expected);
  });
});
