import { describe, expect, it } from 'vitest';
import { createLinePositions } from '../../../../src/core/agreement/linePositions.ts';
import { tagTokens } from '../../../../src/core/agreement/tokenTags.ts';
import { splitTokens } from '../../../../src/core/tokens.ts';

describe('tagTokens', () => {
  const text = '😀 Юрии\u0306 Иванов\r\nиз ООН';
  const tag = (...places: readonly [start: string, end: string, type: string][]) =>
    tagTokens(
      splitTokens(text),
      places.map(([start, end, type], index) => ({
        id: `T${index}`,
        type,
        span: { start: text.indexOf(start), end: text.indexOf(end) + end.length },
      })),
    ).join(' ');

  it.each<[string, [string, string, string][], string]>([
    [
      'begins and goes on',
      [
        ['Юрии\u0306', 'Иванов', 'PER'],
        ['ООН', 'ООН', 'ORG'],
      ],
      'O B-PER I-PER O B-ORG',
    ],
    ['takes a token that a mention only cuts', [['рии', 'Ива', 'PER']], 'O B-PER I-PER O O'],
    [
      'prefers the longer of two that start together',
      [
        ['Юрии\u0306', 'Юрии\u0306', 'X'],
        ['Юрии\u0306', 'Иванов', 'Y'],
      ],
      'O B-Y I-Y O O',
    ],
    [
      'leaves out whole what begins in another',
      [
        ['Юрии\u0306', 'Иванов', 'X'],
        ['Иванов', 'из', 'Y'],
      ],
      'O B-X I-X O O',
    ],
    [
      'puts equal places in the order of types',
      [
        ['из', 'из', 'Y'],
        ['из', 'из', 'X'],
      ],
      'O O O B-X O',
    ],
  ])('%s', (_, places, expected) => {
    expect(tag(...places)).toBe(expected);
  });

  it('leaves the gap of a discontinuous mention', () => {
    const pieces = [text.indexOf('Юрии'), text.indexOf('ООН')].map((start) => ({ start, end: start + 3 }));
    const span = { start: pieces[0]?.start ?? 0, end: pieces[1]?.end ?? 0 };
    expect(tagTokens(splitTokens(text), [{ id: 'T1', type: 'X', span, fragments: pieces }]).join(' ')).toBe(
      'O B-X O O I-X',
    );
  });
});

describe('createLinePositions', () => {
  it.each([
    ['\uFEFFда', 1, '1:1'],
    ['а\r\nб\rв\nг', 3, '2:1'],
    ['а\r\nб\rв\nг', 5, '3:1'],
    ['а\r\nб\rв\nг', 7, '4:1'],
    ['😀 да', 3, '1:4'],
    ['', 0, '1:1'],
  ])('finds in %j the offset %i at %s', (text, offset, expected) => {
    const { line, column } = createLinePositions(text)(offset);
    expect(`${line}:${column}`).toBe(expected);
  });
});
