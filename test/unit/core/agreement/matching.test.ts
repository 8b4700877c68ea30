import { describe, expect, it } from 'vitest';
import { assign } from '../../../../src/core/agreement/assignment.ts';
import { mentionComparison } from '../../../../src/core/agreement/comparison.ts';
import { matchExactly, matchOverlapping } from '../../../../src/core/agreement/matching.ts';
import type { EntityMention } from '../../../../src/core/annotations.ts';
import { overlapCases } from './referenceCases.ts';

/** `'0-4 PER'`, pieces joined by `;`. */
function mention(description: string, index = 0): EntityMention {
  const [places = '', type = ''] = description.split(' ');
  const fragments = places.split(';').map((piece) => {
    const [start = 0, end = 0] = piece.split('-').map(Number);
    return { start, end };
  });
  const span = { start: fragments[0]?.start ?? 0, end: fragments.at(-1)?.end ?? 0 };
  return { id: `T${index + 1}`, span, type, ...(fragments.length > 1 ? { fragments } : {}) };
}
const idsOf = (matches: readonly (readonly [EntityMention, EntityMention])[]) =>
  matches.map(([a, b]) => `${a.id}=${b.id}`).sort();

describe('matchOverlapping', () => {
  it.each(overlapCases.map((each, index) => ({ index, ...each })))(
    'matches as many and as much text as scipy in case $index',
    ({ a, b, matched, shared }) => {
      const of = (spans: typeof a) => spans.map(([start, end]) => mention(`${start}-${end} X`));
      const matches = matchOverlapping(of(a), of(b), mentionComparison, true);
      expect(matches).toHaveLength(matched);
      expect(new Set(matches.map(([left]) => left)).size).toBe(matched);
      expect(new Set(matches.map(([, right]) => right)).size).toBe(matched);
      const length = matches.reduce(
        (sum, [left, right]) => sum + mentionComparison.sharedLength(left, right),
        0,
      );
      expect(length).toBe(shared);
    },
  );

  const cases: readonly [
    statement: string,
    a: string[],
    b: string[],
    isTyped: boolean,
    expected: string[],
  ][] = [
    [
      'prefers more matches to longer ones',
      ['0-10 X', '10-12 X'],
      ['0-12 X', '0-3 X'],
      true,
      ['T1=T2', 'T2=T1'],
    ],
    ['does not match neighbours that only touch', ['0-3 X'], ['3-6 X'], false, []],
    [
      'prefers equal types where places are equal',
      ['0-3 X', '0-3 Y'],
      ['0-3 Y', '0-3 X'],
      false,
      ['T1=T2', 'T2=T1'],
    ],
    ['matches other types only if asked to', ['0-3 X'], ['1-4 Y'], true, []],
    ['does not match a mention in the gap of another', ['0-3;6-9 X'], ['3-6 X'], false, []],
    ['matches a piece', ['0-3;6-9 X'], ['7-12 X'], false, ['T1=T1']],
  ];
  it.each(cases)('%s', (_, a, b, isTyped, expected) => {
    expect(idsOf(matchOverlapping(a.map(mention), b.map(mention), mentionComparison, isTyped))).toEqual(
      expected,
    );
  });

  it('copes with a mention that holds two thousand others', () => {
    const side = [
      '0-8000 X',
      ...Array.from({ length: 2000 }, (_, index) => `${index * 4}-${index * 4 + 3} X`),
    ];
    const matches = matchOverlapping(side.map(mention), side.map(mention), mentionComparison, false);
    expect(matches).toHaveLength(2001);
    expect(matches.every(([a, b]) => a.id === b.id)).toBe(true);
  });
});

describe('matchExactly', () => {
  const cases: readonly [
    statement: string,
    a: string[],
    b: string[],
    isTyped: boolean,
    expected: string[],
  ][] = [
    ['matches a mention once only', ['0-3 X', '0-3 X'], ['0-3 X'], true, ['T1=T1']],
    ['prefers equal types', ['0-3 X', '0-3 Y'], ['0-3 Y', '0-3 Z'], false, ['T1=T2', 'T2=T1']],
    ['tells pieces from the whole', ['0-3;6-9 X'], ['0-9 X'], false, []],
  ];
  it.each(cases)('%s', (_, a, b, isTyped, expected) => {
    expect(idsOf(matchExactly(a.map(mention), b.map(mention), mentionComparison, isTyped))).toEqual(expected);
  });
});

describe('assign', () => {
  it.each([
    [
      [
        [1, 2],
        [2, 4],
      ],
      [
        [0, 0],
        [1, 1],
      ],
    ],
    [[[0, 0]], []],
    [[[5], [7], [6]], [[1, 0]]],
    [
      [
        [7, 5, 0],
        [6, 0, 0],
      ],
      [
        [0, 1],
        [1, 0],
      ],
    ],
  ])('assigns %j as %j', (weights, expected) => {
    expect(
      assign(weights.length, weights[0]?.length ?? 0, (row, column) => weights[row]?.[column] ?? 0),
    ).toEqual(expected);
  });
});
