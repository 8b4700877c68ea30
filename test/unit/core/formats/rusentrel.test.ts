import { describe, expect, it } from 'vitest';
import {
  rusentrelLines,
  rusentrelMentions,
  rusentrelSentences,
} from '../../../../src/core/formats/rusentrel.ts';

const sentences = (text: string) => rusentrelSentences(text).map(({ start, end }) => text.slice(start, end));

describe('rusentrelSentences', () => {
  const cases: readonly [text: string, expected: readonly string[]][] = [
    ['', []],
    ['{Author, Unknown} ', []],
    ['{Author, Unknown} \r\n\n', []],
    [
      '{Author, Unknown} Первая. \r\n\n{Author, Unknown} 😀 Втора\u0438\u0306\r\n\r\nТретья',
      ['Первая.', '😀 Втора\u0438\u0306', 'Третья'],
    ],
    ['{Author, Unknown}inosmi.ru', ['inosmi.ru']],
    ['Он сказал {Author, Unknown} дважды', ['Он сказал {Author, Unknown} дважды']],
    ['{Иванов, Unknown} Да', ['Да']],
    ['А\n  \nБ\r', ['А', 'Б']],
  ];
  it.each(cases)('reads %j', (text, expected) => expect(sentences(text)).toEqual(expected));
});

describe('rusentrelLines', () => {
  it('counts blank lines and keeps white space, without line ends', () => {
    const text = '{Author, Unknown} А \r\n\n\r\nБ';
    expect(rusentrelLines(text).map(({ content }) => text.slice(content.start, content.end))).toEqual([
      ' А ',
      '',
      '',
      'Б',
    ]);
  });
  it('has no line after the last line end', () => expect(rusentrelLines('А\n')).toHaveLength(1));
});

describe('rusentrelMentions', () => {
  it('leaves out Author and Unknown of the prefix and keeps them in the sentence', () => {
    const text = '{Author, Unknown} Author хвалит НАТО';
    const mention = (id: string, value: string, from = 0) => {
      const start = text.indexOf(value, from);
      return { id, type: 'PER', span: { start, end: start + value.length } };
    };
    const mentions = [
      mention('T1', 'Author'),
      mention('T2', 'Unknown'),
      mention('T3', 'Author', 8),
      mention('T4', 'НАТО'),
    ];
    expect(rusentrelMentions(text, mentions).map(({ id }) => id)).toEqual(['T3', 'T4']);
  });
});
