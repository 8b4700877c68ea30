import { describe, expect, it } from 'vitest';
import { findDisagreements } from '../../../../src/core/agreement/disagreements.ts';
import { readAnnotator } from '../../../../src/core/agreement/readAnnotator.ts';
import { parseBrat } from '../../../../src/core/formats/brat.ts';

const text = '😀 Иванов хвалит ООН.\r\nРим молчит.';
const lines = {
  Иванов: 'T1\tPER 2 8\tИванов',
  ООН: 'T2\tORG 16 19\tООН',
  Рим: 'T3\tLOC 22 25\tРим',
  хвалитООН: 'T2\tORG 9 19\tхвалит ООН',
  ООНкакМесто: 'T2\tLOC 16 19\tООН',
  хвалитООНкакМесто: 'T2\tLOC 9 19\tхвалит ООН',
  за: 'R1\tPOS Arg1:T1 Arg2:T2',
  против: 'R1\tNEGATIVE_TO Arg1:T1 Arg2:T2',
  никак: 'R1\tNEU Arg1:T1 Arg2:T2',
  обратно: 'R1\tPOS Arg1:T2 Arg2:T1',
  служит: 'R1\tWORKS_FOR Arg1:T1 Arg2:T2',
} as const;
type Name = keyof typeof lines;
const annotate = (names: readonly Name[], relations: 'attitudes' | 'all' = 'attitudes') =>
  readAnnotator(parseBrat(names.map((name) => `${lines[name]}\n`).join(''), text), relations);

describe('findDisagreements', () => {
  const cases: readonly [a: Name[], b: Name[], expected: string[]][] = [
    [['Иванов', 'ООН', 'за'], ['Иванов', 'ООН', 'за'], []],
    [
      ['Иванов', 'Рим'],
      ['Иванов', 'ООН'],
      ['mentionOnlyB 17 – T2 ORG', 'mentionOnlyA 23 T3 LOC –'],
    ],
    [['ООН'], ['хвалитООН'], ['mentionSpan 17 T2 ORG T2 ORG']],
    [['ООН'], ['ООНкакМесто'], ['mentionType 17 T2 ORG T2 LOC']],
    [['ООН'], ['хвалитООНкакМесто'], ['mentionSpanAndType 17 T2 ORG T2 LOC']],
    [['Иванов', 'ООН', 'за'], ['Иванов', 'ООН', 'против'], ['relationLabel 3 R1 POS R1 NEG']],
    [['Иванов', 'ООН', 'за'], ['Иванов', 'ООН', 'никак'], ['relationLabel 3 R1 POS R1 NEU']],
    [['Иванов', 'ООН', 'никак'], ['Иванов', 'ООН'], ['neutralOnlyA 3 R1 NEU –']],
    [['Иванов', 'ООН'], ['Иванов', 'ООН', 'никак'], ['neutralOnlyB 3 – R1 NEU']],
    [
      ['Иванов', 'ООН', 'за'],
      ['Иванов', 'ООН', 'обратно'],
      ['relationOnlyA 3 R1 POS –', 'relationOnlyB 17 – R1 POS'],
    ],
    [['Иванов', 'ООН', 'за'], ['Иванов', 'хвалитООН', 'за'], ['mentionSpan 17 T2 ORG T2 ORG']],
    [['Иванов', 'ООН', 'служит'], ['Иванов', 'ООН'], []],
  ];
  it.each(cases)('of %j and %j', (a, b, expected) => {
    const found = findDisagreements({ id: 'd', text, a: annotate(a), b: annotate(b) });
    expect(
      found.map(({ kind, span, a, b }) =>
        [
          kind,
          span.start,
          ...[a, b].map((side) => (side === undefined ? '–' : `${side.id} ${side.type}`)),
        ].join(' '),
      ),
    ).toEqual(expected);
  });
});

describe('readAnnotator', () => {
  it('takes relations that are no attitudes only if asked to', () => {
    expect(annotate(['Иванов', 'ООН', 'служит']).relations).toEqual([]);
    const [relation] = annotate(['Иванов', 'ООН', 'служит'], 'all').relations;
    expect([relation?.type, relation?.label, relation?.target.id]).toEqual(['WORKS_FOR', undefined, 'T2']);
  });

  it('tells of a relation with an end that is no mention', () => {
    const ann = 'T1\tPER 2 8\tИванов\nT2\tPraise 9 15\tхвалит\nE1\tPraise:T2\nR1\tPOS Arg1:T1 Arg2:T2\n';
    const { relations, problems } = readAnnotator(parseBrat(ann, text), 'attitudes');
    expect(relations).toEqual([]);
    expect(problems.map(({ line }) => line)).toEqual([4]);
  });
});
