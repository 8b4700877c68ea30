import { describe, expect, test } from 'vitest';
import { parseArekit } from '../../../src/core/formats/arekit.ts';
import { samplesTable } from '../../../src/editor/samplesTable.ts';
import { annotated, article, articleAttitudes } from './annotated.ts';

const annotations = annotated(article, articleAttitudes);

describe('samplesTable', () => {
  test('labels the pairs that the model found and leaves the others neutral', () => {
    const table = samplesTable(annotations, '0', { layout: 'arekit-0.22', hasLabels: true });
    const { rows, problems } = parseArekit(table.text);
    expect(problems).toEqual([]);
    // Three mentions in the first sentence, three in the second, one in the third: 6 + 6 + 0 ordered pairs.
    expect(rows).toHaveLength(12);
    expect(table).toMatchObject({ samples: 12, labelled: 3 });
    const labelled = rows.filter(({ label }) => label !== 0).map((row) => [row.text_a, row.label]);
    expect(labelled).toEqual([
      ['🙂 #S обвинила #O в давлении на #E .', 2],
      ['🙂 #E обвинила #S в давлении на #O .', 2],
      ['#S поддержал #O , но не #E .', 1],
    ]);
  });

  test('takes what is one entity in the text for one', () => {
    const text = '[Россия]GEOPOLIT и [РФ=Россия]GEOPOLIT против [НАТО]ORG.';
    const table = samplesTable(annotated(text), '0', { layout: 'arekit-0.22', hasLabels: true });
    const rows = parseArekit(table.text).rows.map(({ text_a }) => text_a);
    expect(rows).toHaveLength(4);
    expect(rows).toContain('#S и #S против #O .');
  });

  test('names the document and leaves labels out where it is told to', () => {
    const { text } = samplesTable(annotations, 'статья', { layout: 'arekit-0.24', hasLabels: false });
    const [header = '', first = ''] = text.split('\n');
    expect(header).not.toContain('label');
    expect(first.split('\t')[1]).toBe('статья');
  });
});
