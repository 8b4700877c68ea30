import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBrat, parseBrat } from '../../../../src/core/formats/brat.ts';
import { bratMentions } from '../../../../src/core/formats/bratAttitudes.ts';
import { isModelOnly, transferBrat } from '../../../../src/core/formats/bratTransfer.ts';

const text = '😀 Россия\r\nи Кита\u0438\u0306.\r\n';
const ann = 'T1\tLOC 2 8\tРоссия\nT2\tLOC 12 18\tКита\u0438\u0306\nR1\tNEG Arg1:T1 Arg2:T2\nмусор\n';

describe('transferBrat', () => {
  it('leaves the file as it is beside the same text', () => {
    const document = parseBrat(ann, text);
    expect(transferBrat(document, text)).toBe(document);
  });
  it('counts the line ends and the byte order mark of the other copy', () => {
    const moved = transferBrat(parseBrat(ann, text), `\uFEFF${text.replaceAll('\r\n', '\n')}`);
    expect(moved && formatBrat(moved)).toBe(ann.replace('2 8', '3 9').replace('12 18', '12 18'));
  });
  it('does not go with another text', () => {
    expect(transferBrat(parseBrat(ann, text), text.replace('и ', 'и  '))).toBeUndefined();
  });
  it('comes back to the same file from any copy', () => {
    // A blank line between CR and LF would be no line.
    const line = fc.string({ unit: fc.constantFrom('а', 'й', '😀', ' ', '.'), minLength: 1 });
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    const bom = fc.constantFrom('', '\uFEFF');
    const copy = (given: readonly string[]) =>
      fc
        .tuple(bom, fc.array(ends, { minLength: given.length, maxLength: given.length }))
        .map(([mark, lineEnds]) => mark + given.map((content, index) => content + lineEnds[index]).join(''));
    const copies = fc.array(line, { minLength: 1 }).chain((given) => fc.tuple(copy(given), copy(given)));
    fc.assert(
      fc.property(copies, ([one, other]) => {
        const words = [...one.matchAll(/[ай😀.]+/gu)].map(({ index, 0: word }) => {
          const start = [...one.slice(0, index)].length;
          return `X ${start} ${start + [...word].length}\t${word}`;
        });
        const file = words.map((word, index) => `T${index + 1}\t${word}\n`).join('');
        const there = transferBrat(parseBrat(file, one), other);
        if (there === undefined) throw new Error('The copies are of one text.');
        expect(there.problems).toEqual([]);
        expect(bratMentions(there).map(({ span }) => other.slice(span.start, span.end))).toEqual(
          bratMentions(parseBrat(file, one)).map(({ span }) => one.slice(span.start, span.end)),
        );
        const back = transferBrat(there, one);
        expect(back && formatBrat(back)).toBe(file);
      }),
    );
  });
});

describe('isModelOnly', () => {
  const byModel = 'T1\tLOC 2 8\tРоссия\n#1\tAnnotatorNotes T1\t[aredit model]\n';
  it.each<[boolean, string]>([
    [true, ''],
    [true, byModel],
    [false, byModel.replace('model', 'accepted')],
    [false, `${byModel}T2\tLOC 12 18\tКита\u0438\u0306\n`],
    [false, `${byModel}#2\tAnnotatorNotes T1\tправда?\n`],
    [false, `${byModel}мусор\n`],
  ])('is %j for %j', (expected, content) => {
    expect(isModelOnly(content, text)).toBe(expected);
  });
});
