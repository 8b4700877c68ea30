import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish } from '../../../src/core/work.ts';
import { formattingKept, parsingKept, withLineEnds } from '../../../src/editor/keptFile.ts';

const formatted = (value: unknown) => withLineEnds(finish(formattingKept(value))).join('');
const parsed = (content: string) => finish(parsingKept(content));

/** Lists of every length, the long ones too, at every depth. */
const lists = fc.oneof(
  fc.array(fc.constantFrom('й', '🙂', 'a\nb', '"'), { maxLength: 3 }),
  fc.integer({ min: 498, max: 1600 }).map((length) => Array.from({ length }, (_, index) => ({ index }))),
);
const values = fc.record({
  text: fc.string({ unit: 'grapheme' }),
  lists,
  inner: fc.record({ lists, deeper: fc.record({ lists }), none: fc.constant(null) }),
});

test('gives back what was written, long lists in lines of their own', () => {
  fc.assert(
    fc.property(values, (value) => {
      const content = formatted(value);
      expect(parsed(content)).toEqual(value);
      for (const line of content.split('\n').slice(2)) expect(line.length).toBeLessThan(10_000);
    }),
    { numRuns: 50 },
  );
});

test('knows a file that is not whole', () => {
  const content = formatted({ long: Array.from({ length: 1200 }, (_, index) => `й${index}`) });
  expect(content.split('\n')).toHaveLength(5);
  for (const damaged of [
    '',
    content.slice(0, content.indexOf('\n') + 1),
    content.slice(0, content.lastIndexOf('\n')),
    content.slice(0, -1),
    content.replace('й700', 'й701'),
    `${content}\n`,
  ])
    expect(parsed(damaged)).toBeUndefined();
});

test('rests after each line of a long list', () => {
  const count = (work: Generator) => [...work].length;
  const value = { long: Array.from({ length: 10_000 }, (_, index) => index) };
  expect(count(formattingKept(value))).toBeGreaterThan(20);
  expect(count(parsingKept(formatted(value)))).toBeGreaterThan(20);
});
