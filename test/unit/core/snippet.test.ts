import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MarkedSpan, snippetOf } from '../../../src/core/snippet.ts';

/** Reads `[…]S` and `[…]T` as marks of source and target. */
function check(marked: string, expected: string): void {
  const marks: MarkedSpan[] = [];
  let text = '';
  let last = 0;
  for (const match of marked.matchAll(/\[([^\]]*)\]([ST])/gu)) {
    text += marked.slice(last, match.index);
    const start = text.length;
    text += match[1];
    marks.push({ role: match[2] === 'S' ? 'source' : 'target', span: { start, end: text.length } });
    last = match.index + match[0].length;
  }
  text += marked.slice(last);
  const snippet = snippetOf(text, { start: 0, end: text.length }, marks);
  const written = snippet.map((part) =>
    part.role === 'plain' ? part.text : `[${part.text}]${part.role === 'source' ? 'S' : 'T'}`,
  );
  expect(written.join('')).toBe(expected);
}

describe('snippetOf', () => {
  test.each([
    ['[Иванов]S хвалит [Петрова]T.', '[Иванов]S хвалит [Петрова]T.'],
    ['[Иванов\r\nИ. И.]S  хвалит\t[Петрова]T.', '[Иванов И. И.]S хвалит [Петрова]T.'],
    ['Только слова 🙂.', 'Только слова 🙂.'],
  ])('writes one line: %j', check);

  test('shortens what is far from both ends at whole words', () => {
    const far = 'слово '.repeat(40);
    const near = 'слово '.repeat(11);
    check(`${far}[А]S ${far}[Б]T ${far}`, `… ${near}[А]S ${near}… ${near}[Б]T ${near}… `);
  });

  test('never splits a surrogate pair and never loses or changes an end', () => {
    const words = fc.string({ unit: fc.constantFrom('🙂', 'я', ' ', 'й', '\r\n'), maxLength: 300 });
    fc.assert(
      fc.property(words, words, words, (before, between, after) => {
        const text = `${before}Иван${between}Пётр${after}`;
        const source = { start: before.length, end: before.length + 4 };
        const target = { start: source.end + between.length, end: source.end + between.length + 4 };
        const snippet = snippetOf(text, { start: 0, end: text.length }, [
          { role: 'target', span: target },
          { role: 'source', span: source },
        ]);
        const written = snippet.map((part) => part.text).join('');
        expect(written).not.toMatch(/\p{Cs}/u);
        expect(written).not.toMatch(/[\r\n\t]/);
        expect(snippet.filter(({ role }) => role !== 'plain')).toEqual([
          { role: 'source', text: 'Иван' },
          { role: 'target', text: 'Пётр' },
        ]);
      }),
    );
  });
});
