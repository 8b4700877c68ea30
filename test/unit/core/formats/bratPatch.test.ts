import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBrat, parseBrat } from '../../../../src/core/formats/brat.ts';
import { applyPatch, diffBrat, invertPatch } from '../../../../src/core/formats/bratPatch.ts';

const text = '😀 Сергеи\u0306 хвалит ООН.\r\nРим бранит ООН.';
const lines = [
  'T1\tPER 2 9\tСергеи\u0306\n',
  'T2\tORG 17 20\tООН\n',
  '*\tAlias T1 T2\n',
  'R1\tPOS Arg1:T1 Arg2:T2\n',
];
const [person, organisation, alias, attitude] = lines as [string, string, string, string];
const brat = (...raw: readonly string[]) => parseBrat(raw.join(''), text);

describe('a patch of an .ann file', () => {
  const cases: readonly [
    statement: string,
    before: string[],
    after: string[],
    now: string[],
    expected: string[] | undefined,
  ][] = [
    [
      'puts a removed line back where it stood',
      lines,
      [person, alias, attitude],
      [person, alias, attitude],
      lines,
    ],
    ['puts lines back one behind the other', lines, [person], [person], lines],
    [
      'puts a line back at the end where the one above is gone',
      lines,
      [person, alias, attitude],
      [alias],
      [alias, organisation],
    ],
    [
      'takes an added line away',
      [person],
      [person, organisation],
      [person, organisation, attitude],
      [person, attitude],
    ],
    [
      'changes a line back and keeps its place',
      [person, organisation],
      [person, organisation.replace('ORG', 'LOC')],
      [person, organisation.replace('ORG', 'LOC'), alias],
      [person, organisation, alias],
    ],
    [
      'does nothing where a line was changed meanwhile',
      [person],
      [person, organisation],
      [person, organisation.replace('ORG', 'LOC')],
      undefined,
    ],
    [
      'does nothing where an id was taken meanwhile',
      [person, organisation],
      [person],
      [person, organisation.replace('ORG', 'LOC')],
      undefined,
    ],
    [
      'does not join lines of a file that has no last line end',
      [person, organisation],
      [organisation.trimEnd()],
      [organisation.trimEnd()],
      [person, organisation],
    ],
  ];
  it.each(cases)('%s', (_, before, after, now, expected) => {
    const undo = invertPatch(diffBrat(brat(...before), brat(...after)));
    const result = applyPatch(brat(...now), undo);
    expect(result && formatBrat(result)).toEqual(expected?.join(''));
  });

  it('undoes and does again whatever was removed, added and changed', () => {
    const line = fc.constantFrom(...lines, 'A1\tSure R1\n', 'чепуха\n', '#1\tAnnotatorNotes T1\tда\n');
    const file = fc.uniqueArray(line);
    fc.assert(
      fc.property(file, fc.array(fc.constantFrom('keep', 'drop', 'change')), file, (before, fates, more) => {
        const kept = before.flatMap((raw, index) => {
          const fate = fates[index] ?? 'keep';
          if (fate === 'drop') return [];
          return fate === 'change' && /^[TR]/.test(raw) ? [raw.replace(/POS|PER|ORG/, 'X')] : [raw];
        });
        const added = more.filter((raw) => !before.some((each) => each.slice(0, 2) === raw.slice(0, 2)));
        const [old, now] = [brat(...before), brat(...kept, ...added)];
        const patch = diffBrat(old, now);
        const undone = applyPatch(now, invertPatch(patch));
        expect(undone && formatBrat(undone)).toBe(formatBrat(old));
        const redone = applyPatch(old, patch);
        expect(redone && formatBrat(redone)).toBe(formatBrat(now));
      }),
    );
  });
});
