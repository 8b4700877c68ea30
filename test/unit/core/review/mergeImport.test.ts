import { describe, expect, test } from 'vitest';
import { parseBrat } from '../../../../src/core/formats/brat.ts';
import { mergeImport } from '../../../../src/core/review/mergeImport.ts';

const text = '😀 Россия осудила Кита\u0438\u0306.\r\nНАТО молчит.\r\n';
const russia = 'T1\tLOC 2 8\tРоссия\n';
const china = 'T2\tLOC 17 23\tКита\u0438\u0306\n';
const nato = 'T1\tORG 26 30\tНАТО\n';

/** The merged lines, and those of the other file that did not go in. */
function merge(there: string, imported: string) {
  const { annText, leftOut } = mergeImport(parseBrat(there, text), parseBrat(imported, text));
  const lines = imported.split('\n');
  return { lines: annText.split('\n').slice(0, -1), leftOut: leftOut.map((index) => lines[index]) };
}

describe('an .ann file that is merged into another', () => {
  test('adds its mentions and attitudes under ids that are free, and removes nothing', () => {
    const there = `${russia}${china}R1\tNEG Arg1:T1 Arg2:T2\nE1\tLOC:T1\nT9\tмусор\n`;
    const { lines, leftOut } = merge(
      there,
      `${nato}${china}R1\tPOS Arg1:T1 Arg2:T2\nT9\tORG 31 37\tмолчит\n`,
    );
    for (const line of there.trimEnd().split('\n')) expect(lines).toContain(line);
    const [, id] = /^(T\d+)\tORG 26 30\tНАТО$/m.exec(lines.join('\n')) ?? [];
    expect(id).not.toBe('T1');
    expect(lines.join('\n')).toMatch(new RegExp(`^R\\d+\tPOS Arg1:${id} Arg2:T2$`, 'm'));
    expect(lines).toHaveLength(8);
    expect(new Set(lines.map((line) => line.split('\t')[0])).size).toBe(8);
    expect(leftOut).toEqual([]);
  });

  test('leaves what a person said there, and tells of what says otherwise', () => {
    const there = `${russia}${china}R1\tNEG Arg1:T1 Arg2:T2\n`;
    const other = `T5\tGPE 2 8\tРоссия\n${china}R7\tPOS Arg1:T5 Arg2:T2\n`;
    expect(merge(there, other)).toEqual({
      lines: there.trimEnd().split('\n'),
      leftOut: ['T5\tGPE 2 8\tРоссия', 'R7\tPOS Arg1:T5 Arg2:T2'],
    });
  });

  test('takes what a person said instead of what only a model wrote, and not the reverse', () => {
    const byModel = `T1\tLOC 2 8\tРоссия\n#1\tAnnotatorNotes T1\t[aredit model]\n`;
    const byPerson = 'T4\tGPE 2 8\tРоссия\n';
    expect(merge(byModel, byPerson)).toEqual({ lines: ['T1\tGPE 2 8\tРоссия'], leftOut: [] });
    expect(merge(byPerson, byModel)).toEqual({ lines: ['T4\tGPE 2 8\tРоссия'], leftOut: [] });
    expect(merge(russia, byModel)).toEqual({ lines: ['T1\tLOC 2 8\tРоссия'], leftOut: [] });
  });

  test('tells of events, notes, groups and what cannot be read, unless they stand there too', () => {
    const more = 'E1\tLOC:T1\nA1\tSure T1\n*\tEquiv T1 T2\n#1\tAnnotatorNotes T1\tмоё\nмусор\n';
    expect(merge(`${russia}${china}${more}`, `${russia}${china}${more}`).leftOut).toEqual([]);
    const { lines, leftOut } = merge(`${russia}${china}`, `${russia}${china}${more}`);
    expect(lines).toHaveLength(2);
    expect(leftOut).toEqual([russia.trimEnd(), ...more.trimEnd().split('\n')].slice(1));
  });
});
