import { expect, test } from 'vitest';
import type { ExtractionRequest } from '../../../src/engine/extractionRequest.ts';
import { readRequestText } from '../../../src/engine/requestText.ts';

const folders = { entities: '', attitudes: '' };

/** Mentions are marked `[Иванов]`; a mark left open runs to the end of the text. */
function request(marked: string, more: Partial<ExtractionRequest> = {}): ExtractionRequest {
  const mentions = [...marked.matchAll(/\[([^\]]*)\]/g)].map((match, index) => {
    const start = match.index - 2 * index;
    return { id: `T${index + 1}`, type: 'PER', span: { start, end: start + (match[1] ?? '').length } };
  });
  return { text: marked.replace(/[[\]]/g, ''), source: 'plain', folders, mentions, ...more };
}

function check(input: ExtractionRequest, sentences: string, mentions: string, problems: string) {
  const found = readRequestText(input);
  const { text } = input;
  expect(found.sentences.map(({ start, end }) => text.slice(start, end)).join('|')).toBe(sentences);
  expect(found.mentions?.map(({ span }) => text.slice(span.start, span.end)).join('|')).toBe(mentions);
  expect(found.problems.map(({ message }) => message.replace(/;.*/, '')).join('|')).toBe(problems);
}

test.each([
  ['[Путин] прилетел. [Мэй] улетела.', 'Путин прилетел.|Мэй улетела.', 'Путин|Мэй', ''],
  // A mention holds no end of a sentence.
  [
    'Пишет [газета «Да. Нет.»] снова. И всё.',
    'Пишет газета «Да. Нет.» снова.|И всё.',
    'газета «Да. Нет.»',
    '',
  ],
  ['😀 [Путин]\r\n\r\n[Мэй]', '😀 Путин|Мэй', 'Путин|Мэй', ''],
  ['', '', '', ''],
])('reads %j', (marked, sentences, mentions, problems) => {
  check(request(marked), sentences, mentions, problems);
});

test('takes a line of RuSentRel for a sentence and its author for none', () => {
  check(
    request('{[Author], [Unknown]} [Путин] прав. [Мэй] нет.\r\n\r\n{Author, Unknown} [Иран] за', {
      source: 'rusentrel',
    }),
    'Путин прав. Мэй нет.|Иран за',
    'Путин|Мэй|Иран',
    '',
  );
});

test('tells of mentions that cross lines or lie outside the text', () => {
  const { text, mentions = [] } = request('[Путин\nМэй] и Иран', { source: 'rusentrel' });
  const outside = { id: 'T9', type: 'PER', span: { start: 5, end: 999 } };
  check(
    { text, source: 'rusentrel', folders, mentions: [...mentions, outside] },
    'Путин|Мэй и Иран',
    '',
    'Mention T9 lies outside the text|Mention T1 crosses the border of a sentence',
  );
});

test('reads only the sentences that touch the range', () => {
  const { text } = request('Один. Два. Три. Четыре.');
  const read = (start: number, end: number) =>
    readRequestText({ text, source: 'plain', folders, range: { start, end } }).sentences.map((span) =>
      text.slice(span.start, span.end),
    );
  expect(read(7, 12)).toEqual(['Два.', 'Три.']);
  expect(read(8, 8)).toEqual(['Два.']);
  expect(read(0, 0)).toEqual(['Один.']);
});

test('knows no mentions where none were given', () => {
  expect(readRequestText({ text: 'Да.', source: 'plain', folders }).mentions).toBeUndefined();
});
