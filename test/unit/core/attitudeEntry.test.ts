import { describe, expect, test } from 'vitest';
import { readEntry } from '../../../src/core/attitudeEntry.ts';

const labels = ['a', 's', 'da', 'ds'];

describe('readEntry', () => {
  test.each([
    ['', { letters: '', isAstray: false }],
    ['s', { letters: 's', choice: 1 }],
    ['d', { letters: 'd' }],
    ['ds', { letters: 'ds', choice: 3 }],
    ['k', { letters: 'k', isAstray: true }],
    ['-a', { letters: 'a', choice: 0, label: 'negative' }],
    ['a=', { letters: 'a', choice: 0, label: 'positive' }],
    ['a+−', { letters: 'a', choice: 0, label: 'negative' }],
    ['0a', { letters: 'a', choice: 0, label: 'neutral' }],
    ['<a', { letters: 'a', choice: 0, isTurned: true }],
    ['<a,', { letters: 'a', choice: 0, isTurned: false }],
    ['ы', { letters: 's', choice: 1 }],
    ['бвЫ_', { letters: 'ds', choice: 3, isTurned: true, label: 'negative' }],
    ['- ', { letters: '', label: 'negative', wantsList: true }],
    ['🙂', { letters: '' }],
  ])('reads %j', (typed, expected) => {
    expect(readEntry(typed, labels)).toEqual({
      isTurned: false,
      isAstray: false,
      wantsList: false,
      ...expected,
    });
  });

  test('is astray where there is no label', () => {
    expect(readEntry('', []).isAstray).toBe(true);
  });
});
