import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SynonymIndex } from '../../../src/core/synonymIndex.ts';
import { parseSynonyms } from '../../../src/core/synonyms.ts';
import { readRuSentRel } from './rusentrel.ts';

describe('parseSynonyms', () => {
  it('reads a line a group, names between commas', () => {
    expect(parseSynonyms('США, Соединённые Штаты\nрф,россия , \n\nООН').groups).toEqual([
      ['США', 'Соединённые Штаты'],
      ['рф', 'россия'],
      ['ООН'],
    ]);
  });

  it.each(['\uFEFFа,б\r\nв\r\n', 'а,б\rв', 'а,б\n\n\nв'])(
    'reads any line ends and a byte order mark: %j',
    (text) => {
      expect(parseSynonyms(text)).toEqual({ groups: [['а', 'б'], ['в']], problems: [] });
    },
  );

  it.each([
    [' , ,', 'Holds commas but no name; the line was left out.', 1],
    ['сша\nСША, америка', '"США" stands in line 1 too; this line counts.', 2],
    ['я\uFFFD', 'Holds characters that could not be read; is the file UTF-8?', 1],
  ])('tells what is wrong with %j', (text, message, line) => {
    expect(parseSynonyms(text).problems).toEqual([{ message, line }]);
  });

  it('reads the file of RuSentRel and finds the five names that stand in two of its lines', () => {
    const { groups, problems } = parseSynonyms(readRuSentRel('synonyms.txt'));
    expect(groups.length).toBe(1253);
    expect(problems.length).toBe(5);
  });

  it('loses no name of any groups', () => {
    const name = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 12 })
      .map((value) => value.replace(/[,\r\n\uFEFF]/g, '').trim())
      .filter((value) => value !== '');
    fc.assert(
      fc.property(fc.array(fc.array(name, { minLength: 1, maxLength: 5 }), { maxLength: 10 }), (groups) => {
        expect(parseSynonyms(groups.map((group) => group.join(', ')).join('\n')).groups).toEqual(groups);
      }),
    );
  });
});

describe('SynonymIndex', () => {
  const groups = [['россия', 'рф'], ['китай'], ['владимир путин', 'путин'], ['рф (сша)'], ['иран-а']];
  it.each([
    [' Россия ', 0],
    ['«РОССИЯ»', 0],
    ['Россией', 0],
    ['Китаем', 1],
    ['Владимира Путина', 2],
    ['Pоссия', 0],
    ['Атлантида', undefined],
    ['…', undefined],
    ['', undefined],
    ['иран а', 4],
  ])('finds the group of %j', (name, group) => {
    expect(new SynonymIndex(groups).groupOf(name)).toBe(group);
  });

  it('gives a name of several groups to the last', () => {
    expect(
      new SynonymIndex([
        ['а', 'б'],
        ['б', 'в'],
      ]).groupOf('Б'),
    ).toBe(1);
  });

  it('takes a Latin letter for the Cyrillic one only where it may', () => {
    expect(new SynonymIndex(groups, false).groupOf('Pоссия')).toBeUndefined();
  });

  const lines = readFileSync(new URL('../../data/evaluation/synonym-groups.tsv', import.meta.url), 'utf8')
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t'));
  it('agrees with the leaderboard’s score on names in all sorts of spellings', () => {
    const ruSentRel = parseSynonyms(readRuSentRel('synonyms.txt')).groups;
    const folding = new SynonymIndex(ruSentRel);
    const exact = new SynonymIndex(ruSentRel, false);
    const found = lines.map(([name = '']) => [
      name,
      String(folding.groupOf(name) ?? ''),
      String(exact.groupOf(name) ?? ''),
    ]);
    expect(lines.length).toBeGreaterThan(2500);
    expect(found).toEqual(lines);
  });

  it('takes any name', () => {
    const index = new SynonymIndex(groups);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(index.groupOf(name)).toBe(index.groupOf(` ${name.toLowerCase()}\t`));
      }),
    );
  });
});
