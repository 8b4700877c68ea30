import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitTokens } from '../../../src/core/tokens.ts';
import { cpuTime } from './cpuTime.ts';
import { formatBars, parseBars } from './markedText.ts';

describe('splitTokens', () => {
  it.each([
    'Кто-то| |сказал|:| |«|Да|!?|»',
    '3,5| |%| |и| |1/2|,| |в| |2.4.2|.',
    'ДНР|/|ЛНР|,| |Т-34| |и| |MH-17',
    '10|k|,| |ΔТ|,| |Java-программист',
    'О|’|Рейли',
    'ну| |:))| |--| |да|...',
    'Мои\u0306| |дом| |при\u00ADмер',
    'Ура|🎉|🇷🇺|👨‍👩‍👧|!',
    'да|\r\n|нет|\t|…',
    '(|США|)|,| |#|1| |@|кто_то',
  ])('cuts %j', (marked) => {
    const { text } = parseBars(marked);
    expect(formatBars(text, splitTokens(text))).toBe(marked);
  });

  it('cuts at least 4,991 of the 5,000 hard cases of razdel as it does', () => {
    const lines = readFileSync(new URL('../../data/sentseg/razdel-tokens-5000.txt', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n');
    const right = lines.filter((line) => {
      const chunks = line.split(/(?<!\\)\|/).map((chunk) => chunk.replaceAll('\\|', '|'));
      const text = chunks.join('');
      const found = splitTokens(text).map(({ start, end }) => text.slice(start, end));
      const wanted = chunks.filter((chunk) => chunk.trim() !== '');
      return found.join('|') === wanted.join('|');
    });
    expect(lines.length).toBe(5000);
    // In the other nine razdel glues a symbol to the word beside it: `•юридическое`, `大學》`, `ZERO-G®`.
    expect(right.length).toBeGreaterThanOrEqual(4991);
  });

  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('Россия', '-', '.', '5', '\u0306', '🎉', '\u200D', ' ', '\r\n', 'x'),
  );
  it('holds all that is not blank, in order, without overlap, without blanks', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const token of splitTokens(text)) {
          expect(text.slice(end, token.start).trim()).toBe('');
          expect(text.slice(token.start, token.end)).toMatch(/^\S+$/);
          end = token.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
    );
  });

  it.each(['а', '1.', 'а-', 'слово, ', '👨‍👩‍👧', '()', '\u0301'])(
    'takes time in proportion to the length of a text made of %j',
    (unit) => {
      const time = (length: number) => {
        const text = unit.repeat(length / unit.length);
        return cpuTime(() => splitTokens(text));
      };
      time(10_000);
      // Linear work is 16 times as much, quadratic 256 times.
      expect(time(160_000)).toBeLessThan(130 * time(10_000) + 30);
    },
  );
});
