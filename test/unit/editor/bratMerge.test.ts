import { describe, expect, test } from 'vitest';
import { formatBrat, parseBrat } from '../../../src/core/formats/brat.ts';
import { mergeSuggestions, type Suggestions } from '../../../src/editor/bratMerge.ts';
import { extractionOf } from './annotated.ts';

const { text, extraction } = extractionOf(
  '🙂 [Россия]GEOPOLIT обвинила [США]GEOPOLIT.\r\n[Кита\u0438\u0306]GEOPOLIT поддержал [Россию=Россия]GEOPOLIT.',
  ['T1 - T2 0.9412', 'T3 + T4 0.71'],
);
const suggestions: Suggestions = {
  ...extraction,
  models: { entities: 'entities-ru', attitudes: 'attitudes-ru' },
};
const merge = (ann: string, wanted = suggestions) => mergeSuggestions(parseBrat(ann, text), wanted);
const lines = (ann: string, wanted = suggestions) =>
  formatBrat(merge(ann, wanted).document).split('\n').slice(0, -1);

describe('mergeSuggestions', () => {
  test('writes a new file with code point offsets and where each line comes from', () => {
    expect(lines('')).toEqual([
      'T1\tGEOPOLIT 2 8\tРоссия',
      '#1\tAnnotatorNotes T1\t[aredit model model=entities-ru probability=0.97]',
      'T2\tGEOPOLIT 18 21\tСША',
      '#2\tAnnotatorNotes T2\t[aredit model model=entities-ru probability=0.97]',
      'T3\tGEOPOLIT 24 30\tКита\u0438\u0306',
      '#3\tAnnotatorNotes T3\t[aredit model model=entities-ru probability=0.97]',
      'T4\tGEOPOLIT 41 47\tРоссию',
      '#4\tAnnotatorNotes T4\t[aredit model model=entities-ru probability=0.97]',
      'R1\tNEG Arg1:T1 Arg2:T2',
      '#5\tAnnotatorNotes R1\t[aredit model model=attitudes-ru probability=0.9412]',
      'R2\tPOS Arg1:T3 Arg2:T4',
      '#6\tAnnotatorNotes R2\t[aredit model model=attitudes-ru probability=0.71]',
    ]);
  });

  test('changes nothing when it is written a second time', () => {
    const once = formatBrat(merge('').document);
    expect(formatBrat(merge(once).document)).toBe(once);
  });

  test('keeps every line of a person, known or not, and uses their mentions', () => {
    const own = [
      'T7\tCOUNTRY 2 8\tРоссия',
      'E1\tCOUNTRY:T9',
      'ничего',
      '',
      '*\tEquiv T7 T8',
      '#1\tAnnotatorNotes T7\tмоё',
    ];
    const ann = own.map((line) => `${line}\n`).join('');
    const result = lines(ann);
    expect(result.slice(0, own.length)).toEqual(own);
    expect(result).toContain('R1\tNEG Arg1:T7 Arg2:T2');
    expect(merge(ann)).toMatchObject({ mentions: 3, attitudes: 2 });
  });

  test('lets stand what a person said about two mentions, be it neutral', () => {
    const ann = 'T1\tGEOPOLIT 2 8\tРоссия\nT2\tGEOPOLIT 18 21\tСША\nR5\tNEU Arg1:T1 Arg2:T2\n';
    const result = lines(ann);
    expect(result.filter((line) => line.startsWith('R'))).toEqual([
      'R5\tNEU Arg1:T1 Arg2:T2',
      'R6\tPOS Arg1:T3 Arg2:T4',
    ]);
  });

  test('takes back earlier suggestions that the model no longer makes, but none that a person accepted', () => {
    const before = formatBrat(merge('').document).replace(
      '[aredit model model=attitudes-ru probability=0.71]',
      '[aredit accepted model=attitudes-ru probability=0.71]',
    );
    const result = lines(before, { ...suggestions, mentions: [], attitudes: [] });
    expect(result.map((line) => line.split('\t')[0])).toEqual(['T3', '#3', 'T4', '#4', 'R2', '#6']);
  });

  test('keeps ids of mentions when the model changes', () => {
    const before = formatBrat(merge('').document);
    const other = { ...suggestions, models: { entities: 'other', attitudes: 'other' } };
    const ids = (all: readonly string[]) => all.filter((line) => line.startsWith('T')).sort();
    expect(ids(lines(before, other))).toEqual(ids(lines('')));
    expect(lines(before, other).join()).not.toContain('entities-ru');
  });

  test('keeps a suggested mention that a person built on', () => {
    const before = `${formatBrat(merge('').document)}A1\tSarcasm T2\n`;
    const result = lines(before, { ...suggestions, mentions: [], attitudes: [] });
    expect(result).toContain('T2\tGEOPOLIT 18 21\tСША');
    expect(result).toContain('A1\tSarcasm T2');
    expect(result.some((line) => line.startsWith('T1\t'))).toBe(false);
  });

  test('knows a mention across lines again', () => {
    const start = text.indexOf('США');
    const crossing = { id: 'T1', type: 'ORG', span: { start, end: text.indexOf('поддержал') - 1 } };
    const once = formatBrat(merge('', { ...suggestions, mentions: [crossing], attitudes: [] }).document);
    expect(once).toBe('T1\tORG 18 22;24 30\tСША. Кита\u0438\u0306\n');
    expect(formatBrat(merge(once, { ...suggestions, mentions: [crossing], attitudes: [] }).document)).toBe(
      once,
    );
  });
});
