import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTable, parseTable } from '../../../../src/core/formats/delimited.ts';

describe('tables', () => {
  it('come back the same for all cells without TAB and line end', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\t\r\n]/g, '"'));
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width })));
    fc.assert(
      fc.property(rows, fc.constantFrom('\n' as const, '\r\n' as const), (table, rowEnd) => {
        // A byte order mark at the very start of a file is none of the text.
        fc.pre(!table[0]?.[0]?.startsWith('\uFEFF'));
        expect(parseTable(formatTable(table, rowEnd))).toEqual(table);
      }),
    );
  });
  it('never break a row', () => expect(formatTable([['а\tб\r\nв', 'г']], '\n')).toBe('а б в\tг\n'));
  it('quote only cells with a quote', () =>
    expect(formatTable([['а "б"', "в'г"]], '\n')).toBe('"а ""б"""\tв\'г\n'));
  it.each<[string, string[][]]>([
    ['', []],
    ['a', [['a']]],
    [
      'a\tb\nc\t',
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    ['"x\ty\nz"\tb\r\n', [['x\ty\nz', 'b']]],
    ['"open\tb\nc', [['"open', 'b'], ['c']]],
    ['\uFEFFid\tx\n', [['id', 'x']]],
    ['a"b\tc\n', [['a"b', 'c']]],
  ])('are read from %j', (text, rows) => expect(parseTable(text)).toEqual(rows));
  it('end for any text', () => {
    const text = fc.array(fc.constantFrom('"', '\t', '\n', '\r', 'a', '""')).map((parts) => parts.join(''));
    fc.assert(fc.property(text, (any) => Array.isArray(parseTable(any))));
  });
});
