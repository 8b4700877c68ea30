import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelLines } from '../../../../webview/graph/nodeLabel.ts';
import { shapesOf } from '../../../../webview/graph/shapes.ts';
import { fill } from '../../../../webview/graph/wording.ts';

describe('labelLines', () => {
  test.each([
    ['Россия', 'Россия'],
    ['Организация Объединённых Наций', 'Организация|Объединённых Наций'],
    [
      'Международный комитет по расследованию обстоятельств инцидента',
      'Международный|комитет по|расследованию…',
    ],
    ['рентгеноэлектрокардиографического', 'рентгеноэлектрокарди|ографического'],
    ['', ''],
    [' \n ', ''],
    ['👩‍🚀'.repeat(21), `${'👩‍🚀'.repeat(20)}|👩‍🚀`],
    ['Йошкар-Ола'.normalize('NFD'), 'Йошкар-Ола'.normalize('NFD')],
  ])('breaks %j into %s', (name, lines) => {
    expect(labelLines(name).join('|')).toBe(lines);
  });

  test('has at most three lines of at most twenty characters', () => {
    const segmenter = new Intl.Segmenter();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const lines = labelLines(name);
        expect(lines.length).toBeLessThanOrEqual(3);
        for (const line of lines) expect([...segmenter.segment(line)].length).toBeLessThanOrEqual(20);
      }),
    );
  });
});

describe('fill', () => {
  test.each([
    ['{0} из {1}', [2, 5], '2 из 5'],
    ['{1}, {0}', ['а', 'б'], 'б, а'],
    ['{0} и {1}', ['{1}', 'б'], '{1} и б'],
    ['{2}', ['а'], '{2}'],
    ['$& {0}', ['$1'], '$& $1'],
  ])('%j with %j is %j', (template, values, expected) => {
    expect(fill(template, ...values)).toBe(expected);
  });
});

describe('shapesOf', () => {
  test('gives every type a shape, our own always the same, others by their order', () => {
    const shapes = shapesOf(['ZOO', 'PER', 'ANIMAL', '__proto__', 'ORG', 'LOC', 'GEOPOLIT']);
    expect(shapes.get('PER')).toEqual({ kind: 'ellipse' });
    expect(shapes.get('ORG')).toEqual({ kind: 'rounded' });
    expect(new Set([...shapes.values()].map((shape) => JSON.stringify(shape))).size).toBe(7);
    expect(shapesOf(['ANIMAL', '__proto__', 'ZOO']).get('ZOO')).toEqual(shapes.get('ZOO'));
  });
});
