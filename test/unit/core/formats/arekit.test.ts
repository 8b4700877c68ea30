import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildContexts } from '../../../../src/core/contexts.ts';
import { type ArekitOptions, formatArekit, parseArekit } from '../../../../src/core/formats/arekit.ts';
import { type TextBKind, textA, textB } from '../../../../src/core/formats/arekitText.ts';
import { parseMentions } from '../markedMentions.ts';

const goldens = join(import.meta.dirname, '../../../data/goldens');
type GoldenFile = readonly [path: string, layout: ArekitOptions['layout'], rowEnd: '\n' | '\r\n'];
const files: readonly GoldenFile[] = [
  ...readdirSync(join(goldens, 'arekit-0.22.0')).map(
    (name): GoldenFile => [`arekit-0.22.0/${name}/sample-train-0.tsv`, 'arekit-0.22', '\n'],
  ),
  ['raw-0.22.0/sample-test-0.tsv', 'arekit-0.22', '\n'],
  ['arekit-0.24.0/pandas-sample-train-0.tsv', 'arekit-0.24', '\n'],
  ['arekit-0.24.0/native-sample-train-0.csv', 'arekit-0.24', '\r\n'],
];

describe('parseArekit', () => {
  it.each(files)(
    'reads what AREkit wrote so that it is written back the same: %s',
    (path, layout, rowEnd) => {
      const text = readFileSync(join(goldens, path), 'utf8');
      const { rows, problems } = parseArekit(text);
      expect(problems).toEqual([]);
      expect(rows.length).toBeGreaterThan(20);
      const kind = rows[0]?.text_b === undefined ? 'c_m' : 'nli_m';
      const options = {
        layout,
        textB: kind,
        hasLabels: true,
        termsPerContext: 50,
        groupOf: undefined,
      } as const;
      expect(formatArekit(rows, options, rowEnd)).toBe(text);
      expect(
        rows.every(({ entities, s_ind, t_ind }) => entities.includes(s_ind) && entities.includes(t_ind)),
      ).toBe(true);
    },
  );

  const header = 'id\tdoc_id\tlabel\ttext_a\ts_ind\tt_ind\tsent_ind\tentity_values\tentity_types\tentities\n';
  it.each([
    ['o0\t7\t0\tтекст\tx\t3\t0\ta,b\tA,B\t1,3', '"x" in column s_ind is no number.'],
    ['o0\t7\tNaN\tтекст\t1\t3\t0\ta,b\tA,B\t1,3', '"NaN" in column label is no number.'],
    ['o0\t7\t0\tтекст\t1\t-3\t0\ta,b\tA,B\t1,3', '"-3" in column t_ind is no number.'],
    ['o0\t7\t0\tтекст\t1\t3\t0\ta,b\tA,B\t1,y', '"1,y" in column entities is no list of numbers.'],
    ['o0\t7\t0', 'Has 3 cells where the header has 10.'],
  ])('leaves out the row %j and reads the next', (row, message) => {
    const good = 'o1\t7\t2.0\tтекст\t1\t3\t0\ta,b\tA,B\t1,3';
    const { rows, problems } = parseArekit(`${header}${row}\n${good}\n`);
    expect(rows.map(({ id, label }) => [id, label])).toEqual([['o1', 2]]);
    expect(problems).toEqual([{ line: 2, message: `${message} The row was left out.` }]);
  });
  it.each(['', 'id\ttext_a\n', 'случайный текст'])('says that %j is no file of samples', (text) => {
    expect(parseArekit(text).problems[0]?.message).toMatch(
      /The header has no .*; this is no file of samples\./,
    );
  });
});

describe('the texts of a row', () => {
  const { text, mentions } = parseMentions('[США]LOC, [ЕС]ORG и [США]LOC против [РФ]LOC');
  const { contexts } = buildContexts(text, [{ start: 0, end: text.length }], mentions, { terms: 'chunks' });
  const terms = contexts[0]?.terms ?? [];
  const groupOf = (value: string) => value;

  it('mark the synonyms of both ends, or the ends alone', () => {
    expect(textA(terms, 1, 7, groupOf)).toBe('#S , #E и #S против #O');
    expect(textA(terms, 7, 1, groupOf)).toBe('#O , #E и #O против #S');
    expect(textA(terms, 1, 7, undefined)).toBe('#S , #E и #E против #O');
  });
  it.each<[TextBKind, string | undefined]>([
    ['c_m', undefined],
    ['nli_m', '#S к #O в контексте : << #S и #E против #O >>'],
    ['qa_m', 'Что вы думаете по поводу отношения #S к #O в контексте : << #S и #E против #O >> ?'],
    ['nli_b', '#S к #O в контексте << #S и #E против #O >> -- neg'],
    ['qa_b', 'Отношение #S к #O в контексте << #S и #E против #O >> -- neg ?'],
  ])('ask in the same words in both directions: %s', (kind, expected) => {
    expect(textB(kind, terms, 3, 7, groupOf, 'negative')).toBe(expected);
    expect(textB(kind, terms, 7, 3, groupOf, 'negative')).toBe(expected);
  });
});
