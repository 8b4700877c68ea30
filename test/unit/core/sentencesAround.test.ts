import { expect, it } from 'vitest';
import { sentencesAround } from '../../../src/core/sentencesAround.ts';
import { parseMentions } from './markedMentions.ts';

it.each<[marked: string, sentences: string[]]>([
  ['[США]LOC там. [ЕС]ORG тут.', ['США там.', 'ЕС тут.']],
  ['Это [ООО. Рога]ORG. И всё.', ['Это ООО. Рога.', 'И всё.']],
  ['[Раз. Два. Три]ORG. Ещё.', ['Раз. Два. Три.', 'Ещё.']],
  ['', []],
])('reads %j as %j', (marked, sentences) => {
  const { text, mentions } = parseMentions(marked);
  expect(
    sentencesAround(text, mentions.toReversed()).map(({ start, end }) => text.slice(start, end)),
  ).toEqual(sentences);
});
