import fc from 'fast-check';
import { expect, test } from 'vitest';
import { revertSynonyms } from '../../../src/core/synonymsRevert.ts';

const merged = {
  before: '\uFEFFИран, ИРИ\r\n,,\r\nсша , штаты\r\nРоссия 🙂\r\nКита\u0438\u0306',
  after: '\uFEFFИран, ИРИ\r\n,,\r\nсша , штаты, Россия 🙂\r\nКита\u0438\u0306',
};

test('puts back what a file was', () => {
  expect(revertSynonyms(merged.after, merged)).toBe(merged.before);
});

const cases: readonly (readonly [string, string, string | undefined])[] = [
  [
    'keeps what others added, before and behind',
    `НАТО\r\n${merged.after.slice(1)}\r\nКуба\r\n`,
    'НАТО\r\nИран, ИРИ\r\n,,\r\nсша , штаты\r\nРоссия 🙂\r\nКита\u0438\u0306\r\nКуба\r\n',
  ],
  [
    'finds its place when others sorted the file',
    'Кита\u0438\u0306\nсша , штаты, Россия 🙂\nИран, ИРИ\n,,\n',
    'Кита\u0438\u0306\nИран, ИРИ\n,,\nсша , штаты\nРоссия 🙂\n',
  ],
  ['does nothing when others put it back', `${merged.before}, КНР`, `${merged.before}, КНР`],
  ['gives up when others changed a line that it wrote', merged.after.replace('штаты', 'Штаты'), undefined],
  ['gives up when a line that it wrote is gone', 'Иран, ИРИ\n', undefined],
];

test.each(cases)('%s', (_, now, expected) => {
  expect(revertSynonyms(now, merged)).toBe(expected);
});

test('puts a line back at the top, and behind a last line without end', () => {
  expect(revertSynonyms('b\nc', { before: 'a\nb\n', after: 'b\n' })).toBe('a\nb\nc');
  expect(revertSynonyms('x\nb', { before: 'b\na\n', after: 'b\n' })).toBe('x\nb\na\n');
});

test('leaves lines of others alone, whatever they are, and can be done again', () => {
  const line = fc.constantFrom('a, b', 'c', '', ' d,', 'е\u0308', '😀');
  const lines = fc.uniqueArray(line, { maxLength: 6 });
  const own = fc.uniqueArray(fc.constantFrom('1', '2, 3', '4'), { maxLength: 3 });
  fc.assert(
    fc.property(lines, own, own, lines, (others, was, became, more) => {
      const file = (parts: readonly string[]) => parts.map((part) => `${part}\n`).join('');
      const change = { before: file([...was, ...others]), after: file([...others, ...became]) };
      const foreign: string[] = [...new Set([...others, ...more])];
      const now = file([...became, ...foreign]);
      const back = revertSynonyms(now, change) ?? '';
      const sorted = (text: string) => text.split('\n').sort();
      expect(sorted(back)).toEqual(sorted(file([...was, ...foreign])));
      expect(back.split('\n').filter((each) => foreign.includes(each) && each !== '')).toEqual(
        foreign.filter((each) => each !== ''),
      );
      const again = revertSynonyms(back, { before: now, after: back }) ?? '';
      expect(again).toBe(now);
    }),
  );
});
