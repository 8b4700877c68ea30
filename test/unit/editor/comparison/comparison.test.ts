import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addAgreeCommand } from '../../../../src/cli/agree.ts';
import { Comparison } from '../../../../src/editor/comparison/comparison.ts';
import { everything } from '../../../../src/editor/comparison/disagreementFilter.ts';
import { runCommand } from '../../cli/runCommand.ts';
import { CancellationError } from '../vscode.ts';
import { compare, folders, ofA, ofB, task, text, uri, usual } from './compared.ts';

const kinds = (comparison: Comparison) =>
  comparison.entries.flatMap((entry) =>
    comparison.shown(entry).map(({ disagreement }) => `${entry.id} ${disagreement.kind}`),
  );

describe('a comparison', () => {
  test('has the figures that `aredit agree` prints', async () => {
    const made = folders({
      ...usual,
      'a/deep/10.ann': ofA,
      'b/deep/10.ann': ofA,
      'b/deep/10.txt': text,
      'a/deep/9.ann': `${ofB}R3\tWORKS_FOR Arg1:T1 Arg2:T2\n`,
      'b/deep/9.ann': 'чепуха\n',
      'a/deep/9.txt': text,
      'a/only.ann': '',
    });
    for (const relations of ['attitudes', 'all'] as const) {
      const { agreement } = await compare(made, { relations });
      const args = [made.a, made.b, '--json', '--relations', relations];
      const { stdout } = await runCommand(addAgreeCommand, 'agree', ...args);
      expect(JSON.parse(JSON.stringify(agreement, (_, value) => value ?? null))).toEqual(JSON.parse(stdout));
      expect(agreement.mentions.exact.byDocument.map(({ name }) => name)).toEqual(['deep/9', 'deep/10', 'x']);
    }
  });

  test('lists what cannot be compared, and compares the rest', async () => {
    const made = folders({
      ...usual,
      'a/line.ann': 'чепуха\n',
      'b/line.ann': 'T1\tPER 0 90\tДа\n',
      'a/line.txt': 'Да.',
      'b/only.ann': '',
      'a/texts.txt': 'Да.\nНет.',
      'b/texts.txt': 'Да.\nНу.',
      'a/texts.ann': '',
      'b/texts.ann': '',
      'a/without.ann': '',
      'b/without.ann': '',
      'a/latin.txt': new Uint8Array([0xc4, 0xe0]),
      'a/latin.ann': '',
      'b/latin.ann': '',
    });
    const comparison = await compare(made);
    expect(comparison.entries.map(({ id }) => id)).toEqual(['line', 'x']);
    expect(comparison.problems.map(({ documentId, line, message }) => [documentId, line, message])).toEqual([
      ['latin', undefined, expect.stringContaining('UTF-8')],
      ['line', 1, expect.stringContaining('no TAB')],
      ['line', 1, expect.stringContaining('code points')],
      ['only', undefined, expect.stringContaining('one of the folders')],
      ['texts', 2, expect.stringContaining('different texts')],
      ['without', undefined, expect.stringContaining('no text')],
    ]);
  });

  test('of two files takes the text of either', async () => {
    const { root } = folders({ 'anna.ann': ofA, 'boris.ann': ofB, 'boris.txt': text });
    const [a, b] = ['anna.ann', 'boris.ann'].map((name) => ({ uri: uri(join(root, name)) }));
    if (!a || !b) throw new Error('Two names give two sides.');
    const comparison = await Comparison.open({ type: 'files', a, b, relations: 'attitudes' }, task());
    expect(kinds(comparison)).toEqual(['anna mentionType', 'anna relationLabel', 'anna mentionOnlyA']);
    expect(comparison.entries[0]?.textUri.path).toBe(join(root, 'boris.txt'));
    expect(comparison.names).toEqual({ a: 'anna.ann', b: 'boris.ann' });
  });

  test('tells annotators of equal names apart by what is above', async () => {
    const { root } = folders({ 'first/gold/x.ann': '', 'second/gold/x.ann': '' });
    const comparison = await compare({ a: join(root, 'first/gold'), b: join(root, 'second/gold') });
    expect(comparison.names).toEqual({ a: 'first/gold', b: 'second/gold' });
  });

  test('hides what the filter does not let through', async () => {
    const comparison = await compare(folders());
    comparison.filter = { ...everything, hiddenKinds: new Set(['mentionType']) };
    expect(kinds(comparison)).toEqual(['x relationLabel', 'x mentionOnlyA']);
    comparison.filter = everything;
    expect(kinds(comparison)).toHaveLength(3);
  });

  test('follows files that change, come and go', async () => {
    const made = folders();
    const comparison = await compare(made);
    const unchanged = {
      compared: new Set<string>(),
      gold: new Set<string>(),
      isListChanged: false,
      isLogChanged: false,
    };
    writeFileSync(join(made.b, 'x.ann'), ofA);
    await comparison.follow({ ...unchanged, compared: new Set(['x']) }, task());
    expect(kinds(comparison)).toEqual([]);
    expect(comparison.agreement.mentions.exact.micro.f1).toBe(1);
    for (const side of [made.a, made.b]) writeFileSync(join(side, 'y.ann'), '');
    writeFileSync(join(made.a, 'y.txt'), 'Да.');
    await comparison.follow({ ...unchanged, compared: new Set(['y']), isListChanged: true }, task());
    expect(comparison.entries.map(({ id }) => id)).toEqual(['x', 'y']);
    for (const side of [made.a, made.b]) rmSync(join(side, 'y.ann'));
    await comparison.follow({ ...unchanged, isListChanged: true }, task());
    expect(comparison.entries.map(({ id }) => id)).toEqual(['x']);
  });

  test('that is cancelled has no figures', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        [`a/${index}.txt`, text],
        [`a/${index}.ann`, ofA],
        [`b/${index}.ann`, ofB],
      ]).flat(),
    );
    const { a, b } = folders(many);
    const request = {
      type: 'folders',
      a: { uri: uri(a) },
      b: { uri: uri(b) },
      relations: 'attitudes',
    } as const;
    await expect(Comparison.open(request, task(10))).rejects.toThrow(CancellationError);
  });

  test('of a folder without annotations says what to do', async () => {
    const made = folders({ 'a/x.ann': '', 'b/x.txt': '' });
    await expect(compare(made)).rejects.toThrow(/holds no \.ann file/);
  });
});
