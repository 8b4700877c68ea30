import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snapToWords } from '../../../src/core/snapToWords.ts';
import { readSpan, showSpan } from './markedSpan.ts';

/** `⟦` and `⟧` mark the selection, `|` a cursor; the answer marks the span, and no marks mean that there is none. */
function check(marked: string, expected: string): void {
  const { text, span } = readSpan(marked);
  expect(showSpan(text, snapToWords(text, span))).toBe(expected);
}

const cases: Record<string, readonly (readonly [marked: string, expected: string])[]> = {
  'takes whole words': [
    ['🙂 осудила Рос⟦си⟧я', '🙂 осудила ⟦Россия⟧'],
    ['Ро⟦ссия и С⟧ША', '⟦Россия и США⟧'],
    ['в ⟦Кита⟧й\u0438\u0306', 'в ⟦Китай\u0438\u0306⟧'],
    ['в ⟦Кита\u0438⟧\u0306 🙂', 'в ⟦Кита\u0438\u0306⟧ 🙂'],
    ['⟦О⟧’Нил', '⟦О’Нил⟧'],
    ['⟦G⟧20', '⟦G20⟧'],
    ['⟦Путин\r\nВла⟧димир', '⟦Путин\r\nВладимир⟧'],
  ],
  'leaves blanks and punctuation at the ends out': [
    ['⟦ Россия, ⟧🙂', ' ⟦Россия⟧, 🙂'],
    ['⟦\r\n— США.⟧\r\n', '\r\n— ⟦США⟧.\r\n'],
    ['(⟦МИД)⟧', '(⟦МИД⟧)'],
  ],
  'leaves quotation marks and brackets around a name out, and keeps those inside': [
    ['⟦«Газпром»⟧', '«⟦Газпром⟧»'],
    ['⟦"Газпром"⟧', '"⟦Газпром⟧"'],
    ['⟦ОАО «Газпром»⟧', '⟦ОАО «Газпром»⟧'],
    ['⟦ОАО «Газпром⟧»', '⟦ОАО «Газпром»⟧'],
    ['ОАО «⟦Газпром⟧»', 'ОАО «⟦Газпром⟧»'],
    ['⟦«Газпром» и «Роснефть»⟧', '⟦«Газпром» и «Роснефть»⟧'],
    ['«⟦Яндекс» Такси⟧', '⟦«Яндекс» Такси⟧'],
    ['⟦„Шпигель“⟧, “⟦', '„⟦Шпигель⟧“, “⟦'],
    ['⟦(«МИД»)⟧', '(«⟦МИД⟧»)'],
  ],
  'keeps the full stop of an initial': [
    ['⟦Путин В. В.⟧ сказал', '⟦Путин В. В.⟧ сказал'],
    ['⟦В. Путин.⟧', '⟦В. Путин⟧.'],
  ],
  'takes a border at a hyphen as meant': [
    ['⟦Россия⟧-США', '⟦Россия⟧-США'],
    ['Санкт-Пе⟦тербур⟧г', '⟦Санкт-Петербург⟧'],
    ['Санкт-⟦Петерб⟧ург', 'Санкт-⟦Петербург⟧'],
    ['Рос⟦сия⟧–США', '⟦Россия⟧–США'],
  ],
  'takes the word that a cursor touches': [
    ['🙂 |Россия', '🙂 ⟦Россия⟧'],
    ['Россия|, 🙂', '⟦Россия⟧, 🙂'],
    ['Санкт-Петер|бург', '⟦Санкт-Петербург⟧'],
    ['Россия|–США', '⟦Россия⟧–США'],
    ['В|. Путин', '⟦В⟧. Путин'],
    ['«|»', '«»'],
    ['Россия | США', 'Россия  США'],
  ],
  'finds nothing in blanks and marks': [
    ['⟦ \r\n⟧Россия', ' \r\nРоссия'],
    ['⟦«…»⟧', '«…»'],
  ],
  'keeps an emoji whole': [
    ['\ud83c⟦\uddf7\ud83c⟧\uddfa.', '⟦\ud83c\uddf7\ud83c\uddfa⟧.'],
    ['\ud83d⟦\ude42⟧', '⟦\ud83d\ude42⟧'],
  ],
};

describe('snapToWords', () => {
  for (const [title, examples] of Object.entries(cases)) {
    test.each(examples)(`${title}: %s`, check);
  }

  test('never cuts a surrogate pair or a letter from its marks, and is stable', () => {
    const unit = fc.constantFrom(
      'Р',
      'и',
      '\u0306',
      '-',
      ' ',
      '\r\n',
      '«',
      '»',
      '"',
      '.',
      '🙂',
      '5',
      "'",
      '–',
    );
    fc.assert(
      fc.property(fc.array(unit), fc.nat(), fc.nat(), (units, a, b) => {
        const text = units.join('');
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        if (start === undefined || end === undefined) return;
        const span = snapToWords(text, { start, end });
        if (!span) return;
        expect(span.start).toBeLessThan(span.end);
        for (const border of [span.start, span.end]) {
          expect(/[\ud800-\udbff]$/.test(text.slice(0, border))).toBe(false);
          expect(/^\p{M}/u.test(text.slice(border)) && border === span.end).toBe(false);
        }
        expect(snapToWords(text, span)).toEqual(span);
      }),
    );
  });
});
