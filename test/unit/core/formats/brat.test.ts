import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type BratDocument, formatBrat, parseBrat } from '../../../../src/core/formats/brat.ts';
import type { BratAnnotation } from '../../../../src/core/formats/bratAnnotation.ts';

const folder = join(import.meta.dirname, '../../../data/goldens/brat-cases');
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));
const verdictSchema = v.object({
  exception: v.nullable(v.string()),
  errors: v.optional(v.array(v.string()), []),
  failed_lines: v.optional(v.array(v.number()), []),
  T: v.optional(v.array(v.unknown())),
  R: v.optional(v.array(v.unknown())),
  A: v.optional(v.array(v.unknown())),
  N: v.optional(v.array(v.unknown())),
  notes: v.optional(v.array(v.unknown())),
  equiv: v.optional(v.array(v.unknown())),
});

function readCase(name: string) {
  const read = (suffix: string) => readFileSync(join(folder, name + suffix), 'utf8');
  const text = read('.txt');
  const ann = read('.ann');
  return {
    text,
    ann,
    verdict: v.parse(verdictSchema, JSON.parse(read('.json'))),
    document: parseBrat(ann, text),
  };
}

/** What brat's own programs listed in the golden file, from our reading. */
function listed(document: BratDocument, text: string) {
  const points = (offset: number) => [...text.slice(0, offset)].length;
  const list = <T extends BratAnnotation['type']>(
    type: T,
    row: (annotation: Extract<BratAnnotation, { type: T }>) => unknown,
  ) =>
    document.lines.flatMap(({ annotation }) =>
      annotation?.type === type ? [row(annotation as Extract<BratAnnotation, { type: T }>)] : [],
    );
  return {
    T: list('text', ({ id, name, spans }) => [
      id,
      name,
      spans.map(({ start, end }) => [points(start), points(end)]),
      spans.map(({ start, end }) => text.slice(start, end)).join(' '),
    ]),
    R: list('relation', ({ id, name, arguments: [first, second] }) => [
      id,
      name,
      first.role,
      first.target,
      second.role,
      second.target,
    ]),
    A: list('attribute', ({ id, name, target, value }) => [id, name, target, value ?? true]),
    N: list('normalization', ({ id, target, database, entry, text: label }) => [
      id,
      target,
      database,
      entry,
      label,
    ]),
    notes: list('note', ({ id, name, target, text: note }) => [id, name, target, note]),
    equiv: list('equivalence', ({ name, members }) => [name, members]),
  };
}

describe('parseBrat on what brat was given', () => {
  it('has the cases', () => expect(cases.length).toBeGreaterThanOrEqual(29));

  it.each(cases)('comes to the verdict of brat: %s', (name) => {
    const { text, verdict, document } = readCase(name);
    const ofKind = (kind: string) => document.problems.filter((problem) => problem.kind === kind);
    expect(ofKind('fatal')).toHaveLength(verdict.exception === null ? 0 : 1);
    if (verdict.exception !== null) return;
    expect(ofKind('content')).toHaveLength(verdict.errors.length);
    const unread = document.lines.flatMap(({ annotation }, index) => (annotation ? [] : [index + 1]));
    expect(unread).toEqual(verdict.failed_lines);
    const { T, R, A, N, notes, equiv } = verdict;
    expect(listed(document, text)).toEqual({ T, R, A, N, notes, equiv });
  });

  it.each(cases)('writes every line back as it was: %s', (name) => {
    const { ann, document } = readCase(name);
    expect(formatBrat(document)).toBe(ann);
  });

  it.each(cases)('says on which line and why a line is not read: %s', (name) => {
    const { document } = readCase(name);
    for (const [index, { annotation }] of document.lines.entries()) {
      const problems = document.problems.filter(({ line }) => line === index + 1);
      if (annotation === undefined) expect(problems).toHaveLength(1);
      for (const { message } of problems) expect(message).toMatch(/^\S.*\.$/s);
    }
  });
});

describe('parseBrat on other files', () => {
  const text = 'Россия 😀 США.\r\nНАТО';
  const bad: readonly [ann: string, message: string, read: number][] = [
    ['T1\tPER 0 6\tРоссия\nT2\tPER 6 3\t\n', 'ends (3) before it starts (6)', 1],
    ['T1\tPER -1 3\tРос\n', 'starts before the text (-1)', 0],
    ['T1\tPER 0 x\tРос\n', 'needs TYPE START END', 0],
    ['T1\tPER 0,3\tРос\n', 'needs TYPE START END', 0],
    ['T1\tPER NaN 3\tРос\n', 'needs TYPE START END', 0],
    ['T1\tPER 0 99999999999999999999\tРос\n', 'the text has 19 code points', 0],
    ['T1\tPER 0 6;3 8\tРоссия сия 😀\n', 'pieces of the mention overlap', 0],
    ['T1\tPER 0 3\tРоссия\n', 'goes on after "Рос"', 0],
    ['T1\tPER 0 6\u00a0Россия\n', 'white space inside an offset', 0],
    ['T1\tPER 3 3\n', 'empty mention needs a TAB', 0],
    ['T1\tPER 0 6\tРоссия\nR1\tPOS Arg1:T1\n', 'exactly two arguments', 1],
    ['T1\tPER 0 6\tРоссия\nR1\tPOS T1 T1\n', 'arguments of the form Role:ID', 1],
    ['R1\n', 'no TAB', 0],
    ['R\tPOS Arg1:T1 Arg2:T2\n', '"R" is no id', 0],
    ['\tPOS\n', '"" is no id', 0],
    ['\uFEFFT1\tPER 0 6\tРоссия\n', 'byte order mark', 0],
    ['T1\tPER 0 6\tРоссия\n#1\tAnnotatorNotes\tx\n', 'A note needs', 1],
    ['T1\tPER 0 6\tРоссия\nA1\tConf T\n', 'An attribute needs', 1],
    ['T1\tPER 0 6\tРоссия\nE1\tWar:T1\n', 'is no mention of type War', 2],
    ['T1\tWar 0 6\tРоссия\nE1\tWar:T1\nA1\tPast T1\n', 'T1 is the trigger of an event', 3],
    ['T1\tPER 0 6\tРоссия\nN1\tReference T1 Q159\tРоссия\n', 'A normalization needs', 1],
    ['*\tAlias\n', 'An equivalence needs', 0],
    ['*\tAlias T1 T2\n', 'There is no annotation T1', 1],
  ];
  it.each(bad)('reads what it can of %j', (ann, message, read) => {
    const document = parseBrat(ann, text);
    expect(document.problems.map((problem) => problem.message).join('\n')).toContain(message);
    expect(document.lines.filter(({ annotation }) => annotation)).toHaveLength(read);
    expect(formatBrat(document)).toBe(ann);
  });

  it('counts emoji, CR and byte order mark as one code point each', () => {
    const marked = `\uFEFF${text}`;
    const document = parseBrat('T1\tORG 16 20\tНАТО\r\nT2\tLOC 10 13\tСША', marked);
    expect(document.problems).toEqual([]);
    expect(listed(document, marked).T).toEqual([
      ['T1', 'ORG', [[16, 20]], 'НАТО'],
      ['T2', 'LOC', [[10, 13]], 'США'],
    ]);
  });

  it('keeps decomposed letters apart: offsets count their two code points', () => {
    const document = parseBrat('T1\tPER 0 5\tКии\u0306в\n', 'Кии\u0306в');
    expect(document.problems).toEqual([]);
  });

  it('reads the discontinuous mentions of old versions', () => {
    const document = parseBrat('T1\tPER 0 3;9 12\tРосСША\n', text);
    expect(document.problems).toEqual([]);
    expect(document.lines[0]?.annotation).toMatchObject({
      spans: [
        { start: 0, end: 3 },
        { start: 10, end: 13 },
      ],
    });
  });

  it('writes any file back as it was, and gives a problem for every line that is not read', () => {
    const piece = fc.constantFrom(
      'T1',
      'T2',
      'R1',
      'E1',
      'A1',
      'N1',
      '#1',
      '*',
      '\t',
      ' ',
      '\n',
      '\r\n',
      '\r',
      ':',
      ';',
      '0',
      '6',
      'Россия',
      'POS',
      'Arg1',
      '😀',
      '\u2028',
      '\uFEFF',
    );
    const file = fc.oneof(
      fc.array(piece).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(file, (ann) => {
        const document = parseBrat(ann, text);
        expect(formatBrat(document)).toBe(ann);
        const flawed = new Set(document.problems.map(({ line }) => line));
        for (const [index, { annotation }] of document.lines.entries()) {
          if (annotation === undefined) expect(flawed).toContain(index + 1);
        }
      }),
    );
  });
});
