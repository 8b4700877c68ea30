import { describe, expect, it } from 'vitest';
import {
  closingAbbreviations,
  closingPairs,
  leadingAbbreviations,
  leadingPairs,
  sentenceStarters,
  shortenedNames,
} from '../../../../src/core/data/abbreviations.ts';
import { commonNames } from '../../../../src/core/data/commonNames.ts';
import { declensions } from '../../../../src/core/data/declensions.ts';
import { femaleFirstNames, maleFirstNames } from '../../../../src/core/data/firstNames.ts';

describe('data on words', () => {
  it('gives abbreviations in lower case, without the full stop', () => {
    const all = [...leadingAbbreviations, ...closingAbbreviations, ...shortenedNames, ...sentenceStarters];
    for (const word of all) expect(word).toMatch(/^[\p{Ll}/-]+$/u);
    for (const pair of [...leadingPairs, ...closingPairs]) expect(pair).toMatch(/^\p{Ll}\.\p{Ll}$/u);
  });

  it('has no pair that both leads and closes', () => {
    expect([...leadingPairs].filter((pair) => closingPairs.has(pair))).toEqual([]);
  });

  it('lets no common name mean two things', () => {
    const names = commonNames.flat().map((name) => name.toLowerCase().replaceAll('ё', 'е'));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('gives first names in lower case, with е for ё', () => {
    for (const name of [...maleFirstNames, ...femaleFirstNames]) expect(name).toMatch(/^[а-я]+(?:-[а-я]+)?$/);
  });

  it('names each declension once, and each of its endings once', () => {
    const names = declensions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { endings } of declensions) expect(new Set(endings).size).toBe(endings.length);
  });
});
