import { describe, expect, it } from 'vitest';
import type { EntityMention } from '../../../src/core/annotations.ts';
import { buildContexts } from '../../../src/core/contexts.ts';
import type { TermKind } from '../../../src/core/contextTerms.ts';
import { parseMentions } from './markedMentions.ts';

function shown(marked: string, terms: TermKind, more: readonly EntityMention[] = []) {
  const { text, mentions } = parseMentions(marked);
  const { contexts, problems } = buildContexts(
    text,
    [{ start: 0, end: text.length }],
    [...mentions, ...more],
    { terms },
  );
  return {
    terms: contexts[0]?.terms.map((term) => (typeof term === 'string' ? term : `<${term.value}>`)),
    indices: contexts[0]?.mentions.map(({ termIndex }) => termIndex),
    problems: problems.map(({ message }) => message),
  };
}

describe('buildContexts', () => {
  it.each<[marked: string, kind: TermKind, terms: string[], indices: number[]]>([
    ['[США]LOC и [ЕС]ORG.', 'chunks', ['', '<США>', 'и', '<ЕС>', '.'], [1, 3]],
    ['[США]LOC [ЕС]ORG[НАТО]ORG', 'chunks', ['', '<США>', '', '<ЕС>', '', '<НАТО>', ''], [1, 3, 5]],
    ['Нет никого', 'chunks', ['Нет никого'], []],
    ['«[США]LOC» и [ЕС]ORG-то.', 'tokens', ['«', '<США>', '»', 'и', '<ЕС>', '-', 'то', '.'], [1, 4]],
    ['[США]LOC [ЕС]ORG', 'tokens', ['<США>', '<ЕС>'], [0, 1]],
    ['в "[Большой  Брюссель]LOC", и [ЕС]ORG.', 'words', ['в', '<"Большой Брюссель",>', 'и', '<ЕС.>'], [1, 3]],
    ['', 'chunks', [''], []],
  ])('cuts %j into %s', (marked, kind, terms, indices) => {
    expect(shown(marked, kind)).toEqual({ terms, indices, problems: [] });
  });

  it('keeps the first of mentions that overlap and says which it left out', () => {
    const inner = { id: 'T9', type: 'LOC', span: { start: 4, end: 10 } };
    expect(shown('[МИД России]ORG молчит', 'chunks', [inner])).toMatchObject({
      terms: ['', '<МИД России>', 'молчит'],
      problems: ['T9 was left out: it overlaps another mention or crosses a sentence.'],
    });
  });
  it('keeps one of two mentions that share a word where terms are words', () => {
    expect(shown('спор [США]LOC-[РФ]LOC идёт', 'words').terms).toEqual(['спор', '<США-РФ>', 'идёт']);
  });
  it('leaves out a mention of several pieces', () => {
    const pieces = {
      id: 'T9',
      type: 'PER',
      span: { start: 0, end: 7 },
      fragments: [
        { start: 0, end: 1 },
        { start: 6, end: 7 },
      ],
    };
    expect(shown('а б в г д', 'chunks', [pieces]).problems).toEqual([
      'T9 was left out: it has several pieces.',
    ]);
  });
});
