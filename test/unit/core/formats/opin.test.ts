import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Label } from '../../../../src/core/annotations.ts';
import { formatOpinions, parseOpinions } from '../../../../src/core/formats/opin.ts';

describe('parseOpinions', () => {
  it('reads lines with any line end, a byte order mark, odd spaces and neutral ones', () => {
    const text = '\uFEFFРоссия, США, neg, current\r\n\r\nЕС ,НАТО,  pos,past\n\rИран, Ирак, neu\n';
    expect(parseOpinions(text)).toEqual({
      opinions: [
        { source: 'Россия', target: 'США', label: 'negative', time: 'current', line: 1 },
        { source: 'ЕС', target: 'НАТО', label: 'positive', time: 'past', line: 3 },
        { source: 'Иран', target: 'Ирак', label: 'neutral', time: '', line: 5 },
      ],
      problems: [],
    });
  });

  const bad: readonly [line: string, message: string][] = [
    ['Россия', 'Needs "source, target'],
    ['Россия, США', 'Needs "source, target'],
    [', США, neg, current', 'Needs "source, target'],
    ['Россия, США, bad, current', '"bad" is not pos, neg or neu'],
    ['Россия, США, NEG, current', '"NEG" is not pos, neg or neu'],
    ['Иванов, Петров, США, neg, current', '"США" is not pos, neg or neu (a name may not hold a comma)'],
    ['Россия, США, neg, current, ещё', 'more than four fields'],
  ];
  it.each(bad)('leaves out %j, says why, and reads the rest', (line, message) => {
    const { opinions, problems } = parseOpinions(`А, Б, pos, current\n${line}\nВ, Г, neg, current`);
    expect(opinions.map((opinion) => opinion.line)).toEqual([1, 3]);
    expect(problems).toEqual([{ line: 2, message: expect.stringContaining(message) }]);
  });
});

describe('formatOpinions', () => {
  it('writes one line an opinion and keeps commas and line breaks out of names', () => {
    const opinions = [{ source: 'Венстре, Venstre', target: 'союз\r\nнародов', label: 'negative' as const }];
    expect(formatOpinions(opinions)).toBe('Венстре Venstre, союз народов, neg, current\n');
  });

  it('is read back the same for all names without commas and line breaks', () => {
    const name = fc.stringMatching(/^[^\s,\uFEFF]+( [^\s,\uFEFF]+)*$/u);
    const label = fc.constantFrom<Label>('positive', 'negative', 'neutral');
    const opinions = fc.array(fc.record({ source: name, target: name, label }));
    fc.assert(
      fc.property(opinions, (written) => {
        const read = parseOpinions(formatOpinions(written));
        expect(read.problems).toEqual([]);
        expect(read.opinions.map(({ source, target, label }) => ({ source, target, label }))).toEqual(
          written,
        );
      }),
    );
  });
});
