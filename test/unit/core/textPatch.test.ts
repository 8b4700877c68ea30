import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepBetween } from '../../../src/core/textDiff.ts';
import { applyStep, stepsOf, type TextStep } from '../../../src/core/textPatch.ts';

/** Shows a step in the text before it: `{removed|inserted}`. */
function show(text: string, step: TextStep): string {
  let offset = 0;
  let shown = '';
  for (const { start, removed, inserted } of step) {
    shown += `${text.slice(offset, start)}{${removed}|${inserted}}`;
    offset = start + removed.length;
  }
  return shown + text.slice(offset);
}

const check = (before: string, after: string, expected: string) => {
  const step = stepBetween(before, after);
  expect(step.length > 0 ? show(before, step) : '').toBe(expected);
};

describe('stepBetween', () => {
  test.each([
    ['finds nothing between equal texts', 'Й и й', 'Й и й', ''],
    [
      'keeps the words that stay',
      'Россия 😀 осудила США.',
      'Россия осудила не США!',
      'Россия {😀 |}осудила {|не }США{.|!}',
    ],
    ['replaces line ends', 'а\r\nб\rв\n', 'а\nб\nв\n', 'а{\r\n|\n}б{\r|\n}в\n'],
    ['keeps a word whose ending is another', 'при Путине и', 'при Путину и', 'при Путин{е|у} и'],
    ['lets new letters belong to the word', 'Путин и он', 'Путина и он', 'Пути{н|на} и он'],
    ['replaces a word by another', 'Иванов и он', 'Петров и он', '{Иванов|Петров} и он'],
    ['replaces words as one where only marks stay', 'а б, в «г»', 'а д, е «г»', 'а {б, в|д, е} «г»'],
    [
      'keeps lines that were moved by others',
      'раз\nдва\nтри\n',
      'ноль\nраз\nтри\n',
      '{|ноль\n}раз{\nдва|}\nтри\n',
    ],
  ])('%s', (_title, before, after, expected) => check(before, after, expected));

  test('turns any text into any other', () => {
    const unit = fc.constantFrom('а', 'б', 'й', ' ', '\n', '\r\n', '.', '😀', 'и\u0306');
    const texts = fc.array(unit, { maxLength: 40 }).map((units) => units.join(''));
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const step = stepBetween(before, after);
        expect(applyStep(before, step)).toBe(after);
        expect(applyStep(after, stepBetween(after, before))).toBe(before);
        for (const [index, patch] of step.entries()) {
          const next = step[index + 1];
          expect(next === undefined || patch.start + patch.removed.length < next.start).toBe(true);
          expect(before.startsWith(patch.removed, patch.start)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('finds lines again among thousands that are alike', () => {
    const line = 'Россия осудила США.';
    const before = Array.from({ length: 3000 }, () => line).join('\r\n');
    expect(stepBetween(before, before.replaceAll('\r', ''))).toHaveLength(2999);
  });
});

describe('stepsOf', () => {
  test('makes one step of changes from the last to the first', () => {
    const changes = [
      { span: { start: 4, end: 5 }, text: 'г' },
      { span: { start: 2, end: 3 }, text: '' },
      { span: { start: 0, end: 0 }, text: '😀' },
    ];
    expect(stepsOf('а б в', changes).map((step) => show('а б в', step))).toEqual(['{|😀}а {б|} {в|г}']);
  });

  test('follows changes of which a later one is about an earlier one', () => {
    const changes = [
      { span: { start: 0, end: 1 }, text: 'где' },
      { span: { start: 1, end: 4 }, text: '' },
    ];
    expect(stepsOf('а б', changes).reduce(applyStep, 'а б')).toBe('гб');
  });

  test('makes no step of what changes nothing', () => {
    expect(stepsOf('а б', [{ span: { start: 0, end: 1 }, text: 'а' }])).toEqual([]);
  });
});
