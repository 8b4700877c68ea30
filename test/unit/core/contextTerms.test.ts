import { describe, expect, it } from 'vitest';
import { stripSpaces, termsOf } from '../../../src/core/contextTerms.ts';

describe('tokens', () => {
  const cases: readonly [piece: string, tokens: string][] = [
    ['( 30.04).', '( 30 . 04 ) .'],
    ['из-за 20-го, что-то-', 'из-за 20 - го , что-то-'],
    ['-он —да– нет', '- он — да– нет'],
    ['«кавычки» "прямые" „нижние“ \'одна\'', '« кавычки » " прямые " „нижние“ \'одна\''],
    ['100% 5км км5 50$ 1,5', '100 % 5 км км5 50 $ 1 , 5'],
    ['{a}[b];:!?…', '{ a } [ b ] ; : ! ? …'],
    ['https://inosmi.ru/a,b?c=1. x', 'https://inosmi.ru/a,b?c=1. x'],
    ['https://inosmi.ru, mailto:a@b.ru', 'https : //inosmi . ru , mailto : a@b . ru'],
    ['😀, и\u0306', '😀 , и\u0306'],
    ['²³ ٣٤', '²³ ٣٤'],
    [' \t\r\n\u00a0 ', ''],
    ['a\u001cb\u0085c\u200bd', 'a b c\u200bd'],
  ];
  it.each(cases)('of %j are %j', (piece, tokens) => {
    expect(termsOf(piece, 'tokens')).toEqual(tokens === '' ? [] : tokens.split(' '));
  });
});

describe('chunks', () => {
  it('are the whole piece, stripped, on one line, even when nothing is left', () => {
    expect(termsOf(' и  в\r\nто\tже ', 'chunks')).toEqual(['и  в то же']);
    expect(termsOf(' \n', 'chunks')).toEqual(['']);
  });
});

describe('words', () => {
  it('keep their punctuation', () =>
    expect(termsOf(' в  Брюсселе, (да) ', 'words')).toEqual(['в', 'Брюсселе,', '(да)']));
});

it('a byte order mark is no white space, as in Python', () =>
  expect(stripSpaces('\uFEFF а\u3000')).toBe('\uFEFF а'));
