import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { addSamplesCommand } from '../../../src/cli/samples.ts';
import { runCommand } from './runCommand.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const data = join(import.meta.dirname, '../../data');
const art = (id: number) => join(data, 'rusentrel', `art${id}.txt`);
const synonyms = join(data, 'rusentrel/synonyms.txt');
const golden = (...path: string[]) => readFileSync(join(data, 'goldens', ...path));
const samples = (...args: readonly string[]) => runCommand(addSamplesCommand, 'samples', ...args);

/** A folder with a text of two mentions, its annotations and opinions, and whatever else is given. */
function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = temporaryFolder();
  const standard = {
    'a.txt': 'Россия осудила США 😀.\r\n',
    'a.ann': 'T1\tLOC 0 6\tРоссия\nT2\tLOC 15 18\tСША\nR1\tNEG Arg1:T1 Arg2:T2\n',
    'a.opin.txt': 'Россия, США, pos, current\n',
  };
  for (const [name, content] of Object.entries({ ...standard, ...files }))
    writeFileSync(join(folder, name), content);
  return folder;
}
const column = (table: string, name: string) => {
  const [header = [], ...rows] = table
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split('\t'));
  return rows.map((row) => row[header.indexOf(name)]);
};

describe('aredit samples equals AREkit', () => {
  const documents = [art(7), art(6), art(31), '--source', 'rusentrel', '--synonyms', synonyms];
  it.each([
    ['chunks', 'nli_m', '50', 'lower'],
    ['chunks', 'nli_m', '50', 'snowball'],
    ['tokens', 'c_m', '50', 'snowball'],
    ['tokens', 'nli_b', '50', 'snowball'],
    ['tokens', 'nli_m', '10', 'snowball'],
    ['tokens', 'nli_m', '50', 'snowball'],
    ['tokens', 'qa_b', '50', 'snowball'],
    ['tokens', 'qa_m', '50', 'snowball'],
  ])(
    '0.22 with --terms %s --text-b %s --terms-per-context %s --stemmer %s',
    async (terms, textB, window, stemmer) => {
      const out = join(temporaryFolder(), 'sample-train-0.tsv.gz');
      const options = [
        '--terms',
        terms,
        '--text-b',
        textB,
        '--terms-per-context',
        window,
        '--stemmer',
        stemmer,
      ];
      expect(await samples(...documents, ...options, '--out', out)).toMatchObject({
        stdout: '',
        exitCode: 0,
      });
      const folder = `${terms}-${textB}-tpc${window}-${stemmer}`;
      expect(
        gunzipSync(readFileSync(out)).equals(golden('arekit-0.22.0', folder, 'sample-train-0.tsv')),
      ).toBe(true);
    },
  );

  it.each(['pandas-sample-train-0.tsv', 'native-sample-train-0.csv'])('0.24: %s', async (name) => {
    const out = join(temporaryFolder(), name);
    const options = [
      '--source',
      'rusentrel',
      '--synonyms',
      synonyms,
      '--layout',
      'arekit-0.24',
      '--terms',
      'tokens',
    ];
    await samples(art(31), art(7), art(6), ...options, '--out', out);
    expect(readFileSync(out).equals(golden('arekit-0.24.0', name))).toBe(true);
  });

  const allDocuments = v.parse(
    v.array(
      v.object({ terms: v.string(), termsPerContext: v.number(), lines: v.number(), sha256: v.string() }),
    ),
    JSON.parse(golden('arekit-0.24.0', 'all-documents.json').toString()),
  );
  it.each(allDocuments)('0.24 on all 42 documents: $terms $termsPerContext', async (expected) => {
    const out = join(temporaryFolder(), 'sample.csv');
    const layout = ['--layout', 'arekit-0.24', '--no-author'];
    const options = ['--source', 'rusentrel', '--synonyms', synonyms, ...layout];
    const window = ['--terms', expected.terms, '--terms-per-context', String(expected.termsPerContext)];
    await samples(join(data, 'rusentrel'), ...options, ...window, '--out', out);
    const table = readFileSync(out);
    expect(table.toString().split('\n')).toHaveLength(expected.lines + 1);
    expect(createHash('sha256').update(table).digest('hex')).toBe(expected.sha256);
  });

  it('ARElight 0.22 on raw text', async () => {
    const groups = join(folderWith({ 'synonyms.txt': 'США, Америке\nЕвросоюза, ЕС\n' }), 'synonyms.txt');
    const raw = join(data, 'goldens/raw-0.22.0/raw.txt');
    const options = ['--terms', 'words', '--labels', 'none', '--stemmer', 'lower', '--synonyms', groups];
    expect((await samples(raw, ...options)).stdout).toBe(
      golden('raw-0.22.0', 'sample-test-0.tsv').toString(),
    );
  });
});

describe('aredit samples', () => {
  it('writes to stdout what it writes to a file, and leaves out Author and Unknown of RuSentRel where told to', async () => {
    const options = [art(7), '--source', 'rusentrel', '--layout', 'arekit-0.24', '--no-author'];
    const { stdout, exitCode } = await samples(...options);
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(/Author|Unknown/);
    const out = join(temporaryFolder(), 'a.tsv');
    await samples(...options, '--out', out);
    expect(readFileSync(out, 'utf8')).toBe(stdout);
  });

  it('takes labels from where it is told', async () => {
    const text = join(folderWith(), 'a.txt');
    const labels = async (source: string) =>
      column((await samples(text, '--labels', source)).stdout, 'label');
    expect(await labels('ann')).toEqual(['0', '2']);
    expect(await labels('opin')).toEqual(['0', '1']);
    expect(await labels('none')).toEqual(['0', '0']);
  });

  it('has no columns for labels where AREkit 0.24 has none', async () => {
    const { stdout } = await samples(
      join(folderWith(), 'a.txt'),
      '--labels',
      'none',
      '--layout',
      'arekit-0.24',
    );
    expect(stdout.split('\n')[0]).toBe(
      'id\tdoc_id\ttext_a\ttext_b\ts_ind\tt_ind\topinion_id\tlinkage_id\tsent_ind\tentity_values\tentity_types\tentities',
    );
    expect(column(stdout, 'doc_id')).toEqual(['a', 'a']);
  });

  it('balances by a seed, the same each time', async () => {
    const options = [art(7), '--source', 'rusentrel', '--synonyms', synonyms, '--balance', '3'];
    const { stdout } = await samples(...options);
    const labels = column(stdout, 'label');
    expect(labels.filter((label) => label === '2')).toHaveLength(
      labels.filter((label) => label === '0').length,
    );
    expect((await samples(...options)).stdout).toBe(stdout);
    expect((await samples(...options.slice(0, -1), '4')).stdout).not.toBe(stdout);
  });

  it('numbers texts by their place in the input, documents of RuSentRel by their names', async () => {
    const folder = folderWith({
      'b7.txt': 'А и Б',
      'b7.ann': 'T1\tX 0 1\tА\nT2\tX 4 5\tБ\n',
      'b7.opin.txt': '',
    });
    const paths = [join(folder, 'a.txt'), join(folder, 'b7.txt')];
    expect(new Set(column((await samples(...paths)).stdout, 'doc_id'))).toEqual(new Set(['0', '1']));
    const rusentrel = await samples(...paths, '--source', 'rusentrel');
    expect(new Set(column(rusentrel.stdout, 'doc_id'))).toEqual(new Set(['0', '7']));
  });

  it('never lets a TAB or line end into a cell', async () => {
    const text = 'Министр\tобороны\nСША и министр\r\nЕС "там".';
    const folder = folderWith({
      'b.txt': text,
      'b.ann': 'T1\tPER 0 19\tМинистр\tобороны\nT2\tORG 32 34\tЕС\n',
    });
    const { stdout } = await samples(join(folder, 'b.txt'));
    expect(
      stdout
        .split('\n')
        .filter((line) => line !== '')
        .every((line) => line.split('\t').length === 11),
    ).toBe(true);
  });
});

describe('aredit samples on bad input', () => {
  it('costs one line and exit code 1 for each input that fails, and samples the others', async () => {
    const folder = folderWith({
      'utf16.txt': Buffer.from('\uFEFFтекст', 'utf16le'),
      'utf16.ann': '',
      'lonely.txt': 'Россия',
    });
    const path = (name: string) => join(folder, name);
    const { stdout, reports, exitCode } = await samples(
      path('none.txt'),
      path('utf16.txt'),
      path('lonely.txt'),
      path('a.txt'),
    );
    expect(exitCode).toBe(1);
    expect(reports).toEqual([
      `${path('none.txt')}: cannot be read: no such file or folder (ENOENT)`,
      `${path('utf16.txt')}: is UTF-16LE (byte order mark at byte offset 0); save it as UTF-8: iconv -f UTF-16LE -t UTF-8`,
      `${path('lonely.txt')}: ${path('lonely.ann')}: cannot be read: no such file or folder (ENOENT); the mentions come from there; run aredit extract --format ann first`,
    ]);
    expect(column(stdout, 'label')).toEqual(['0', '2']);
  });

  it('writes nothing where nothing could be read', async () => {
    const out = join(temporaryFolder(), 'out.tsv');
    expect(await samples('/nowhere/a.txt', '--out', out)).toMatchObject({ stdout: '', exitCode: 1 });
    expect(existsSync(out)).toBe(false);
  });

  it('says which lines of the annotations were left out and uses the rest', async () => {
    const folder = folderWith({
      'b.txt': 'Россия осудила США.',
      'b.ann':
        'T1\tLOC 0 6\tРоссия\nT2\tLOC 99 102\tСША\nT3\tLOC 15 18\tСША\nпросто строка\nT3\tLOC 0 6\tРоссия\n',
      'b.opin.txt': 'Россия, США, плохо, current\nРоссия, США, neg, current\n',
    });
    const text = join(folder, 'b.txt');
    const { stdout, reports, exitCode } = await samples(text, '--labels', 'opin');
    expect(exitCode).toBe(0);
    expect(reports).toEqual([
      `${join(folder, 'b.ann')}:2: The mention ends at 102, but the text has 19 code points.`,
      `${join(folder, 'b.ann')}:4: The line has no TAB after its id.`,
      `${join(folder, 'b.ann')}:5: The id T3 is already taken by a line above.`,
      `${join(folder, 'b.opin.txt')}:1: "плохо" is not pos, neg or neu (a name may not hold a comma); the line was left out.`,
    ]);
    expect(column(stdout, 'label')).toEqual(['0', '2']);
  });

  it('takes an empty text for one without samples', async () => {
    const folder = folderWith({ 'empty.txt': '', 'empty.ann': '' });
    const { stdout, exitCode } = await samples(join(folder, 'empty.txt'));
    expect([stdout.split('\n').length, exitCode]).toEqual([2, 0]);
  });

  it('refuses to replace an input', async () => {
    const folder = folderWith();
    const path = join(folder, 'a.txt');
    const { reports, exitCode } = await samples(path, '--out', path);
    expect([exitCode, ...reports]).toEqual([1, `${path}: is an input; name another output`]);
    expect(readFileSync(path, 'utf8')).toContain('осудила');
  });

  it.skipIf(process.platform !== 'linux')('says when the output cannot be written', async () => {
    const { reports, exitCode } = await samples(join(folderWith(), 'a.txt'), '--out', '/dev/full');
    expect([exitCode, ...reports]).toEqual([
      1,
      '/dev/full: cannot be written: the disk is full; free some space (ENOSPC)',
    ]);
    const folder = folderWith();
    mkdirSync(join(folder, 'out.tsv'));
    const second = await samples(join(folder, 'a.txt'), '--out', join(folder, 'out.tsv'));
    expect(second.reports).toEqual([`${join(folder, 'out.tsv')}: is a folder; name a file in it`]);
  });

  it.each<[args: readonly string[], message: string | RegExp]>([
    [[], "error: missing required argument 'path'"],
    [['x.txt', '--layout', 'arekit-1'], 'Allowed choices are arekit-0.22, arekit-0.24.'],
    [['x.txt', '--terms-per-context', '0'], 'It must be a whole number of at least 1.'],
    [['x.txt', '--terms-per-context', 'NaN'], 'It must be a whole number of at least 1.'],
    [['x.txt', '--balance', '-1'], 'It must be a whole number of at least 0.'],
    [['x.txt', '--balance', '1', '--labels', 'none'], '--balance needs labels'],
    [['-', 'x.txt'], '- stands for stdin and cannot be mixed with files'],
    [['x.txt', '--unknown'], "unknown option '--unknown'"],
  ])('is wrong usage: %j', async (args, message) => {
    const { reports, exitCode, stdout } = await samples(...args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(reports.join('\n')).toContain(message);
  });

  it('helps', async () => {
    const { stdout, exitCode } = await samples('--help');
    expect(exitCode).toBe(0);
    for (const option of [
      '--source',
      '--layout',
      '--terms',
      '--text-b',
      '--stemmer',
      '--labels',
      '--balance',
      '--out',
    ])
      expect(stdout).toContain(option);
  });
});
