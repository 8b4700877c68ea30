import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addAgreeCommand } from '../../../src/cli/agree.ts';
import { runCommand } from './runCommand.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const agree = (...args: readonly string[]) => runCommand(addAgreeCommand, 'agree', ...args);

/** A folder with `a` and `b` in it, and their paths. */
function folders(files: Readonly<Record<string, string>>): { root: string; a: string; b: string } {
  const root = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return { root, a: join(root, 'a'), b: join(root, 'b') };
}

// Code points: a byte order mark, an emoji, й as two code points, CR and LF count.
const text = '\uFEFF😀 Сергеи\u0306 хвалит ООН.\r\nРим\tбранит ООН.';
const mentions = 'T1\tPER 3 10\tСергеи\u0306\nT2\tORG 18 21\tООН\nT3\tLOC 24 27\tРим\nT4\tORG 35 38\tООН\n';
const attitudes = 'R1\tPOS Arg1:T1 Arg2:T2\nR2\tNEG Arg1:T3 Arg2:T4\n';
const ofA = mentions + attitudes;
const ofB = ofA
  .replace('LOC', 'ORG')
  .replace('NEG', 'NEU')
  .replace('T4\tORG 35 38\tООН', 'T4\tORG 28 38\tбранит ООН');
const two = { 'a/x.txt': text, 'a/x.ann': ofA, 'b/x.ann': ofB };

describe('aredit agree', () => {
  it('prints the figures that a person counts', async () => {
    const { a, b } = folders(two);
    const { stdout, reports, exitCode } = await agree(a, b, '--verbose');
    expect([reports, exitCode]).toEqual([[], 0]);
    expect(stdout.replace(/ {2,}/g, ' | ').split('\n')).toEqual([
      'mentions | A | B | both | P | R | F1',
      'exact | 4 | 4 | 2 | 0.5000 | 0.5000 | 0.5000',
      ' | LOC | 1 | 0 | 0 | – | 0.0000 | 0.0000',
      ' | ORG | 2 | 3 | 1 | 0.3333 | 0.5000 | 0.4000',
      ' | PER | 1 | 1 | 1 | 1.0000 | 1.0000 | 1.0000',
      ' | mean of types | 0.4444 | 0.5000 | 0.4667',
      ' | mean of documents | 0.5000 | 0.5000 | 0.5000',
      'exact, any type | 4 | 4 | 3 | 0.7500 | 0.7500 | 0.7500',
      ' | mean of documents | 0.7500 | 0.7500 | 0.7500',
      'overlapping | 4 | 4 | 3 | 0.7500 | 0.7500 | 0.7500',
      ' | LOC | 1 | 0 | 0 | – | 0.0000 | 0.0000',
      ' | ORG | 2 | 3 | 2 | 0.6667 | 1.0000 | 0.8000',
      ' | PER | 1 | 1 | 1 | 1.0000 | 1.0000 | 1.0000',
      ' | mean of types | 0.5556 | 0.6667 | 0.6000',
      ' | mean of documents | 0.7500 | 0.7500 | 0.7500',
      'overlapping, any type | 4 | 4 | 4 | 1.0000 | 1.0000 | 1.0000',
      ' | mean of documents | 1.0000 | 1.0000 | 1.0000',
      '',
      'relations | A | B | both | P | R | F1',
      'exact | 2 | 1 | 1 | 1.0000 | 0.5000 | 0.6667',
      ' | NEG | 1 | 0 | 0 | – | 0.0000 | 0.0000',
      ' | POS | 1 | 1 | 1 | 1.0000 | 1.0000 | 1.0000',
      ' | mean of types | 0.5000 | 0.5000 | 0.5000',
      ' | mean of documents | 1.0000 | 0.5000 | 0.6667',
      'exact, any type | 2 | 1 | 1 | 1.0000 | 0.5000 | 0.6667',
      ' | mean of documents | 1.0000 | 0.5000 | 0.6667',
      'overlapping | 2 | 1 | 1 | 1.0000 | 0.5000 | 0.6667',
      ' | NEG | 1 | 0 | 0 | – | 0.0000 | 0.0000',
      ' | POS | 1 | 1 | 1 | 1.0000 | 1.0000 | 1.0000',
      ' | mean of types | 0.5000 | 0.5000 | 0.5000',
      ' | mean of documents | 1.0000 | 0.5000 | 0.6667',
      'overlapping, any type | 2 | 1 | 1 | 1.0000 | 0.5000 | 0.6667',
      ' | mean of documents | 1.0000 | 0.5000 | 0.6667',
      '',
      "Cohen's kappa | rated | alike | by chance | kappa",
      'types of mentions, exact | 3 | 0.6667 | 0.3333 | 0.5000',
      'types of mentions, overlapping | 4 | 0.7500 | 0.4375 | 0.5556',
      'labels of pairs, exact mentions | 2 | 1.0000 | 0.5000 | 1.0000',
      'labels of pairs, overlapping | 4 | 0.7500 | 0.3125 | 0.6364',
      expect.stringContaining('BIO tags of tokens | '),
      '',
      'document | mentions F1 | overlapping | relations F1 | overlapping | BIO | pairs',
      expect.stringMatching(/^x \| 0\.5000 \| 0\.7500 \| 0\.6667 \| 0\.6667 \| 0\.\d{4} \| 1\.0000$/),
      '',
      'documents compared: 1',
      '',
    ]);
  });

  it('writes the disagreements with their places as VS Code counts them', async () => {
    const { root, a, b } = folders(two);
    const path = join(root, 'new/differences.tsv');
    expect((await agree(a, b, '--disagreements', path)).exitCode).toBe(0);
    expect(readFileSync(path, 'utf8').split('\n')).toEqual([
      'kind\tdocument\tplace\ta\tb\ta_id\tb_id',
      'mentionType\tx\t2:1\tLOC Рим\tORG Рим\tT3\tT3',
      'relationLabel\tx\t2:1\tNEG Рим → ООН\tNEU Рим → бранит ООН\tR2\tR2',
      'mentionSpan\tx\t2:12\tORG ООН\tORG бранит ООН\tT4\tT4',
      '',
    ]);
    expect(readdirSync(join(root, 'new'))).toEqual(['differences.tsv']);
  });

  it('writes JSON with null for what is undefined', async () => {
    const { a, b } = folders({ 'a/x.txt': 'Да.', 'a/x.ann': '', 'b/x.ann': '' });
    const { stdout, exitCode } = await agree(a, b, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      mentions: { exact: { micro: { a: 0, b: 0, matched: 0, f1: null } } },
      tokenTags: { all: { count: 2, observed: 1, kappa: null } },
    });
  });

  it('compares two files, and relations that are no attitudes if asked to', async () => {
    const ann = `${mentions}R1\tLIVES_IN Arg1:T1 Arg2:T3\n`;
    const { root } = folders({ 'anna.ann': ann, 'boris.ann': ann, 'anna.txt': text });
    const args = [join(root, 'anna.ann'), join(root, 'boris.ann'), '--json'];
    const relationsOf = async (...more: string[]) =>
      JSON.parse((await agree(...args, ...more)).stdout).relations;
    expect((await relationsOf()).exact.micro.a).toBe(0);
    expect((await relationsOf('--relations', 'all')).exact.micro).toMatchObject({
      a: 1,
      b: 1,
      matched: 1,
      f1: 1,
    });
  });

  const flawed: readonly [statement: string, files: Record<string, string>, expected: RegExp][] = [
    [
      'a document of one folder only',
      { 'b/more/y.ann': '' },
      /b\/more\/y\.ann: is in one of the folders only/,
    ],
    [
      'a text that differs',
      { 'a/y.txt': 'Да.\nНет.', 'b/y.txt': 'Да.\nНу.', 'a/y.ann': '', 'b/y.ann': '' },
      /b\/y\.txt:2: differs from .*a\/y\.txt/,
    ],
    ['a document without text', { 'a/y.ann': '', 'b/y.ann': '' }, /a\/y\.ann: has no text/],
    [
      'a line that cannot be read',
      { 'b/y.ann': 'чепуха\n', 'a/y.ann': '', 'a/y.txt': 'Да.' },
      /b\/y\.ann:1: The line has no TAB/,
    ],
    [
      'a mention beyond the text',
      { 'b/y.ann': 'T1\tPER 0 90\tДа\n', 'a/y.ann': '', 'a/y.txt': 'Да.' },
      /b\/y\.ann:1: /,
    ],
    [
      'a text in another encoding',
      { 'a/y.ann': '', 'b/y.ann': '', 'a/y.txt': '\0' },
      /a\/y\.txt: is not a text file/,
    ],
  ];
  it.each(flawed)('tells of %s and compares the rest', async (_, files, expected) => {
    const { a, b } = folders({ ...two, ...files });
    const { stdout, reports, exitCode } = await agree(a, b);
    expect(reports).toEqual([expect.stringMatching(expected)]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^exact +4 +4 +2 /m);
  });

  const refused: readonly [statement: string, a: string, b: string, code: number, expected: RegExp][] = [
    ['a folder that is not there', 'a', 'nowhere', 1, /nowhere: cannot be read: no such file/],
    ['a folder without .ann files', 'a', 'empty', 1, /empty: holds no \.ann file/],
    ['a folder and a file', 'a', 'b/x.ann', 1, /a folder and a file/],
  ];
  it.each(refused)('refuses %s', async (_, a, b, code, expected) => {
    const { root } = folders({ ...two, 'empty/readme.md': '' });
    const { stdout, reports, exitCode } = await agree(join(root, a), join(root, b));
    expect([stdout, reports, exitCode]).toEqual(['', [expect.stringMatching(expected)], code]);
  });

  it('fails where no document can be compared', async () => {
    const { a, b } = folders({ 'a/x.txt': text, 'a/x.ann': ofA, 'b/y.ann': '' });
    const { stdout, reports, exitCode } = await agree(a, b);
    expect([stdout, exitCode, reports.length]).toEqual(['', 1, 3]);
  });

  it.each(['a/x.ann', 'b/x.ann', 'a/x.txt'])('does not replace its input %s', async (name) => {
    const { root, a, b } = folders(two);
    const { exitCode, reports } = await agree(a, b, '--disagreements', join(root, name));
    expect([exitCode, reports]).toEqual([1, [expect.stringContaining('is an input')]]);
    expect(readFileSync(join(root, name), 'utf8')).toBe(two[name as keyof typeof two]);
  });

  it.each([[['a']], [['a', 'b', 'c']], [['a', 'b', '--relations', 'none']]])(
    'calls %j wrong usage',
    async (args) => {
      expect((await agree(...args)).exitCode).toBe(2);
    },
  );
});
