import { describe, expect, it } from 'vitest';
import { cohenKappa, type Rating } from '../../../../src/core/agreement/kappa.ts';

const repeat = (times: number, a: string, b: string) => Array.from({ length: times }, (): Rating => [a, b]);

describe('cohenKappa', () => {
  it('is that of the textbook', () => {
    // 20 and 15 of 50 alike, yes said 25 and 30 times: 0.7 observed, 0.5 by chance.
    const ratings = [
      ...repeat(20, 'yes', 'yes'),
      ...repeat(5, 'yes', 'no'),
      ...repeat(10, 'no', 'yes'),
      ...repeat(15, 'no', 'no'),
    ];
    const { kappa, observed, expected, confusion } = cohenKappa(ratings);
    expect([kappa, observed, expected]).toEqual([0.4, 0.7, 0.5]);
    expect(confusion.map(({ a, b, count }) => `${a} ${b} ${count}`)).toEqual([
      'yes yes 20',
      'no no 15',
      'no yes 10',
      'yes no 5',
    ]);
  });

  it.each<[string, Rating[], number | undefined]>([
    ['is undefined of nothing', [], undefined],
    ['is undefined where both know one rating only', repeat(3, 'O', 'O'), undefined],
    ['is 0 where one of them knows one rating only', [...repeat(1, 'O', 'B'), ...repeat(1, 'O', 'O')], 0],
    ['is -1 where they always differ', [...repeat(2, 'x', 'y'), ...repeat(2, 'y', 'x')], -1],
    [
      'keeps ratings apart that look alike when joined',
      [
        ['a,b', 'c'],
        ['a', 'b,c'],
      ],
      0,
    ],
  ])('%s', (_, ratings, expected) => {
    expect(cohenKappa(ratings).kappa).toBe(expected);
  });
});
