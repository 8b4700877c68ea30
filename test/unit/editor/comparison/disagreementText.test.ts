import { afterEach, describe, expect, test } from 'vitest';
import { agreementReport } from '../../../../src/editor/comparison/agreementReport.ts';
import type { Comparison } from '../../../../src/editor/comparison/comparison.ts';
import { disagreementHover } from '../../../../src/editor/comparison/disagreementHover.ts';
import { neighbourOf } from '../../../../src/editor/comparison/disagreementOrder.ts';
import { planDisagreements } from '../../../../src/editor/comparison/disagreementPlan.ts';
import {
  badges,
  disagreementLines,
  disagreementSummary,
  disagreementTitle,
} from '../../../../src/editor/comparison/disagreementText.ts';
import { type FigureRow, figureRows } from '../../../../src/editor/comparison/figureRows.ts';
import { env } from '../vscode.ts';
import { compare, folders, ofA, ofB, text, usual } from './compared.ts';

function all({ entries }: Comparison) {
  return entries.flatMap((entry) => entry.disagreements.map((disagreement) => ({ entry, disagreement })));
}

describe('what is said of a disagreement', () => {
  const cases: readonly [a: string, b: string, expected: string[]][] = [
    [ofA, ofB, ['Рим | A LOC · B ORG', 'Рим → ООН | A NEG · B POS', 'Париж | A LOC · B –']],
    ['T1\tLOC 24 27\tРим\n', 'T1\tLOC 24 34\tРим бранит\n', ['Рим | A LOC «Рим» · B LOC «Рим бранит»']],
    ['', 'T1\tPER 3 10\tСергеи\u0306\n', ['Сергеи\u0306 | A – · B PER']],
  ];
  test.each(cases)('of %j and %j', async (a, b, expected) => {
    const comparison = await compare(folders({ ...usual, 'a/x.ann': a, 'b/x.ann': b }));
    const said = all(comparison).map(
      (found) => `${disagreementTitle(found)} | ${disagreementSummary(found)}`,
    );
    expect(said).toEqual(expected);
  });

  test('takes a line for each annotator', async () => {
    const [first] = all(await compare(folders()));
    if (!first) throw new Error('There are disagreements.');
    expect(disagreementLines(first, { a: 'anna', b: 'boris' }, 'both')).toEqual([
      'Рим: different types',
      'A (anna): LOC «Рим»',
      'B (boris): ORG «Рим»',
      'Decided: both taken',
    ]);
  });

  test('does not let the text into Markdown', async () => {
    const evil = '[x](command:evil) `a` <b>\n';
    const made = folders({
      'a_*/x.txt': evil,
      'a_*/x.ann': 'T1\tP<b>R 0 17\t[x](command:evil)\n',
      'b/x.ann': '',
    });
    const comparison = await compare({ a: `${made.root}/a_*`, b: made.b });
    const [found] = all(comparison);
    if (!found) throw new Error('There is a disagreement.');
    const hover = disagreementHover(comparison, found);
    expect(hover).not.toMatch(/\[x\]\(|<b>/);
    expect(hover).toContain('\\[x\\]\\(command\\:evil\\)');
    expect(hover).toContain('a\\_\\*');
    const report = agreementReport(comparison);
    expect(report).not.toMatch(/\[x\]\(|<b>/);
    expect(report).toContain('A: a\\_\\*');
  });
});

describe('figures', () => {
  afterEach(() => {
    env.language = 'en';
  });
  const flat = (rows: readonly FigureRow[]): readonly FigureRow[] =>
    rows.flatMap((row) => [row, ...flat(row.rows)]);

  test('are there for every strictness, type and document', async () => {
    const { agreement } = await compare(folders());
    const rows = flat(figureRows(agreement));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const shown = new Map(rows.map(({ id, description }) => [id, description]));
    expect(shown.get('mentions/exact')).toBe('F1 0.667 · P 0.750 · R 0.600');
    expect(shown.get('mentions/exact/type/LOC')).toBe('F1 0.000 · P – · R 0.000');
    expect(shown.get('mentions/overlapAnyType')).toBe('F1 0.889 · P 1.000 · R 0.800');
    expect(shown.get('relations/exact/documents')).toBe('F1 0.500 · P 0.500 · R 0.500');
    expect(shown.get('kappa/mentionTypes')).toBe('κ 0.556');
    expect(shown.get('document/x')).toBe('F1 0.667 · 0.500');
    expect(shown.get('document/x/kappa/pairLabels')).toBe('κ 0.600');
  });

  test('are written as the language of the editor writes them', async () => {
    const { agreement } = await compare(folders());
    env.language = 'ru';
    expect(figureRows(agreement)[0]?.description).toBe('F1 0,667 · P 0,750 · R 0,600');
  });
});

describe('going through disagreements', () => {
  test('goes around the end, over all documents', async () => {
    const made = folders({ ...usual, 'a/y.txt': text, 'a/y.ann': ofA, 'b/y.ann': '' });
    const comparison = await compare(made);
    const found = all(comparison);
    const [first, second, last] = [found[0], found[1], found.at(-1)];
    const next = (start: Parameters<typeof neighbourOf>[1], step: 1 | -1) =>
      neighbourOf(comparison, start, step)?.disagreement;
    expect(next(undefined, 1)).toBe(first?.disagreement);
    expect(next(undefined, -1)).toBe(last?.disagreement);
    expect(next(first, 1)).toBe(second?.disagreement);
    expect(next(first, -1)).toBe(last?.disagreement);
    expect(next(last, 1)).toBe(first?.disagreement);
    const [, entry] = comparison.entries;
    if (!entry) throw new Error('There are two documents.');
    expect(next({ entry, before: 0, upTo: 0 }, 1)).toBe(entry.disagreements[0]);
    expect(next({ entry, before: 1, upTo: 2 }, 1)).toBe(entry.disagreements[2]);
    expect(next({ entry, before: 1, upTo: 2 }, -1)).toBe(entry.disagreements[0]);
    expect(next({ entry, before: 0, upTo: 0 }, -1)).toBe(comparison.entries[0]?.disagreements.at(-1));
  });

  test('leaves out what is hidden or not wanted', async () => {
    const comparison = await compare(folders());
    const [first, , third] = all(comparison);
    comparison.filter = { ...comparison.filter, hiddenKinds: new Set(['relationLabel']) };
    expect(neighbourOf(comparison, first, 1)?.disagreement).toBe(third?.disagreement);
    expect(neighbourOf(comparison, first, 1, () => false)).toBeUndefined();
  });
});

describe('what is drawn', () => {
  test('marks both versions in sight, and labels the one that is looked at', async () => {
    const comparison = await compare(folders());
    const [entry] = comparison.entries;
    const [, relation] = all(comparison);
    if (!entry || !relation) throw new Error('There are disagreements.');
    comparison.current = relation;
    const at = (span: { start: number; end: number } | undefined) =>
      span && entry.document.text.slice(span.start, span.end);
    const everywhere = [{ start: 0, end: text.length }];
    const plan = planDisagreements(comparison, entry, (span) => span, everywhere, text.length);
    expect(plan.a.marks.map(at)).toEqual(['Рим', 'ООН', 'Париж']);
    expect(plan.b.marks.map(at)).toEqual(['Рим', 'ООН']);
    expect(plan.a.current.map(at)).toEqual(['Рим', 'ООН']);
    expect(plan.a.badges.map(({ text: label }) => label)).toEqual(['A NEG →', '→ A']);
    expect(plan.b.badges.map(({ text: label }) => label)).toEqual(['B POS →', '→ B']);
    expect(plan.ruler.map(at)).toEqual(['Рим', 'Париж']);
    const nowhere = planDisagreements(comparison, entry, () => undefined, everywhere, text.length);
    expect([nowhere.a.marks, nowhere.a.badges, nowhere.ruler]).toEqual([[], [], []]);
    const above = planDisagreements(comparison, entry, (span) => span, [{ start: 0, end: 5 }], text.length);
    expect(above.a.marks).toEqual([]);
  });

  test('names long types no longer than a line has room for, whatever they are written with', async () => {
    const [found] = all(await compare(folders()));
    const about = found?.disagreement.about;
    if (!found || about?.type !== 'mention') throw new Error('A mention comes first.');
    const [mention] = about.pair;
    if (!mention) throw new Error('A has it.');
    const labelOf = (type: string) =>
      badges({ ...found.disagreement, about: { ...about, pair: [{ ...mention, type }, undefined] } }, 'a')[0]
        ?.text;
    expect(labelOf('ОРГАНИЗАЦИЯ_ПОЛИТИЧЕСКАЯ')).toBe('A ОРГАНИЗАЦ…');
    expect(labelOf('😀'.repeat(12))).toBe(`A ${'😀'.repeat(9)}…`);
    expect(labelOf('ABCDEFGHIJ')).toBe('A ABCDEFGHIJ');
  });
});
