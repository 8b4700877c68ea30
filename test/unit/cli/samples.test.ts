import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

describe('aredit samples from reviewed annotations', () => {
  const text = 'Россия осудила США и НАТО 😀.\r\n';
  const ann = [
    'T1\tGEOPOLIT 0 6\tРоссия',
    'T2\tGEOPOLIT 15 18\tСША',
    'T3\tORG 21 25\tНАТО',
    'R1\tNEG Arg1:T1 Arg2:T2',
    '#1\tAnnotatorNotes R1\t[aredit accepted model=attitudes-ru probability=0.93]',
    'R2\tNEU Arg1:T2 Arg2:T1',
    '#2\tAnnotatorNotes R2\t[aredit corrected model=attitudes-ru probability=0.6] не вижу',
    'R3\tPOS Arg1:T2 Arg2:T3',
    '#3\tAnnotatorNotes R3\t[aredit model model=attitudes-ru probability=0.5]',
    'R4\tNEG Arg1:T1 Arg2:T3',
    '',
  ].join('\n');
  const reviewed = () => join(folderWith({ 'a.txt': text, 'a.ann': ann }), 'a.txt');
  const pairs = (table: string) =>
    column(table, 's_ind').map((source, row) => {
      const label = column(table, 'label')[row];
      return `${source}→${column(table, 't_ind')[row]} ${label}`;
    });

  it('takes pairs without a relation for neutral, unless only reviewed ones are wanted', async () => {
    const path = reviewed();
    expect(pairs((await samples(path)).stdout).sort()).toEqual([
      '1→3 2',
      '1→5 2',
      '3→1 0',
      '3→5 1',
      '5→1 0',
      '5→3 0',
    ]);
    // Neither T3's pairs, which have no relation, nor what only the model said.
    expect(pairs((await samples(path, '--reviewed-only')).stdout)).toEqual(['1→3 2', '3→1 0', '1→5 2']);
  });

  it.each(['arekit-0.22', 'arekit-0.24'])(
    'says behind the columns of %s where each label comes from',
    async (layout) => {
      const path = reviewed();
      const lines = async (...more: readonly string[]) =>
        (await samples(path, '--layout', layout, ...more)).stdout.split('\n').slice(0, -1);
      const [plain, more] = [await lines(), await lines('--provenance')];
      const added = more.map((line, index) => {
        expect(line.startsWith(`${plain[index]}\t`)).toBe(true);
        return line.slice((plain[index]?.length ?? 0) + 1);
      });
      expect([...added].sort()).toEqual([
        '\t\t\t',
        '\t\t\t',
        'R1\taccepted\tattitudes-ru\t0.93',
        'R2\tcorrected\tattitudes-ru\t0.6',
        'R3\tmodel\tattitudes-ru\t0.5',
        'R4\t\t\t',
        'annotation_id\tannotation_origin\tannotation_model\tannotation_probability',
      ]);
    },
  );

  it('says which relations gave no sample', async () => {
    const folder = folderWith({
      'b.txt': 'Россия ждёт.\nСША, ЕС.',
      'b.ann':
        'T1\tX 0 6\tРоссия\nT2\tX 13 16\tСША\nT3\tX 18 20\tЕС\n' +
        'R1\tNEG Arg1:T1 Arg2:T2\nR2\tPOS Arg1:T2 Arg2:T3\nR3\tNEG Arg1:T2 Arg2:T3\n',
    });
    const { stdout, reports, exitCode } = await samples(join(folder, 'b.txt'), '--reviewed-only');
    expect(pairs(stdout)).toEqual(['1→3 1']);
    expect([exitCode, ...reports]).toEqual([
      0,
      'b: no sample came of R1, R3: the ends share no sentence, are too far apart, or have a relation above',
    ]);
  });

  it('writes JSON lines with the same values', async () => {
    const path = reviewed();
    const out = join(temporaryFolder(), 'samples.jsonl.gz');
    await samples(path, '--provenance', '--out', out);
    const lines = gunzipSync(readFileSync(out)).toString();
    expect((await samples(path, '--provenance', '--format', 'jsonl')).stdout).toBe(lines);
    const objects = lines
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(objects).toHaveLength(6);
    expect(objects.filter((each) => v.is(v.object({ annotation_id: v.literal('R1') }), each))).toEqual([
      {
        id: expect.stringMatching(/^o\d+_i0_$/),
        doc_id: '0',
        label: 2,
        text_a: '#S осудила #O и #E 😀.',
        text_b: '#S к #O в контексте : << #S осудила #O >>',
        s_ind: 1,
        t_ind: 3,
        sent_ind: 0,
        entity_values: ['россия', 'сша', 'нато'],
        entity_types: ['GEOPOLIT', 'GEOPOLIT', 'ORG'],
        entities: [1, 3, 5],
        annotation_id: 'R1',
        annotation_origin: 'accepted',
        annotation_model: 'attitudes-ru',
        annotation_probability: 0.93,
      },
    ]);
    const keys = objects.map((each) => Object.keys(each as object).join());
    expect(new Set(keys).size).toBe(1);
  });
});

describe('aredit samples split by document', () => {
  const collection = ['--source', 'rusentrel', '--synonyms', synonyms];
  const ids = (table: string) => [...new Set(column(table, 'doc_id'))].map(Number).sort((a, b) => a - b);
  const numbers = [6, 7, 12, 17, 31, 35];
  const split = async (documents: readonly number[], ...args: readonly string[]) => {
    const folder = temporaryFolder();
    const out = join(folder, 'samples.tsv.gz');
    const outcome = await samples(...documents.map(art), ...collection, ...args, '--out', out);
    const files = readdirSync(folder).sort();
    const tables = files.map((name) => gunzipSync(readFileSync(join(folder, name))).toString());
    return { ...outcome, files, tables };
  };

  it('keeps documents whole, in the order of the hash of seed and name', async () => {
    const { files, tables, exitCode } = await split(numbers, '--split', 'test=0.3', '--seed', '5');
    expect([exitCode, ...files]).toEqual([0, 'samples-test.tsv.gz', 'samples-train.tsv.gz']);
    const [test = [], train = []] = tables.map(ids);
    expect([...test, ...train].sort((a, b) => a - b)).toEqual(numbers);
    const hash = (id: number) => createHash('sha256').update(`5:art${id}`).digest('hex');
    const ordered = [...numbers].sort((a, b) => (hash(a) < hash(b) ? -1 : 1));
    expect(ordered.slice(0, 2).sort((a, b) => a - b)).toEqual(test);
  });

  it('numbers each file anew, as AREkit would have written it', async () => {
    const { tables } = await split(numbers, '--split', 'test=0.3', '--seed', '5');
    const [test = ''] = tables;
    const alone = await samples(...ids(test).map(art), ...collection);
    expect(test).toBe(alone.stdout);
  });

  it('does not depend on the order of the files', async () => {
    const shares = ['--split', 'dev=0.2,test=0.2'];
    const [there, back] = [await split(numbers, ...shares), await split([...numbers].reverse(), ...shares)];
    expect(there.files).toEqual(['samples-dev.tsv.gz', 'samples-test.tsv.gz', 'samples-train.tsv.gz']);
    expect(back.tables.map(ids)).toEqual(there.tables.map(ids));
  });

  it('deals out folds', async () => {
    const { files, tables } = await split(numbers, '--folds', '3');
    expect(files).toEqual(['samples-fold-1.tsv.gz', 'samples-fold-2.tsv.gz', 'samples-fold-3.tsv.gz']);
    const folds = tables.map(ids);
    expect(folds.map(({ length }) => length)).toEqual([2, 2, 2]);
    expect(folds.flat().sort((a, b) => a - b)).toEqual(numbers);
  });

  it('repeats rows in train alone', async () => {
    const shares = ['--split', 'test=0.3', '--seed', '5'];
    const [plain, balanced] = [
      await split(numbers, ...shares),
      await split(numbers, ...shares, '--balance', '1'),
    ];
    expect(balanced.tables[0]).toBe(plain.tables[0]);
    const labels = column(balanced.tables[1] ?? '', 'label');
    const frequencies = ['0', '1', '2'].map((label) => labels.filter((each) => each === label).length);
    expect(new Set(frequencies).size).toBe(1);
  });

  it('writes nothing where there are fewer documents than files', async () => {
    const { reports, exitCode, files } = await split([6, 7], '--folds', '3');
    expect([exitCode, files, reports.join()]).toEqual([
      1,
      [],
      expect.stringMatching(/samples\.tsv\.gz: fewer documents than files, each of which needs one/),
    ]);
  });

  it('refuses to replace an input by a part', async () => {
    const folder = folderWith({ 'b-test.txt': 'текст', 'b-test.ann': '' });
    const paths = ['a.txt', 'b-test.txt'].map((name) => join(folder, name));
    const out = join(folder, 'b.txt');
    const { reports, exitCode } = await samples(...paths, '--split', 'test=0.5', '--out', out);
    expect([exitCode, ...reports]).toEqual([1, `${paths[1]}: is an input; name another output`]);
    expect(readFileSync(join(folder, 'b-test.txt'), 'utf8')).toBe('текст');
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
    [['x.txt', '--reviewed-only', '--labels', 'opin'], '--reviewed-only needs --labels ann'],
    [['x.txt', '--provenance', '--source', 'rusentrel'], '--provenance needs --labels ann'],
    [['x.txt', '--split', 'test=0.2'], 'several files need --out'],
    [['x.txt', '--seed', '2'], '--seed needs --split or --folds'],
    [
      ['x.txt', '--split', 'test=0.2', '--folds', '2', '--out', 'o'],
      '--split and --folds exclude each other',
    ],
    [['x.txt', '--balance', '1', '--folds', '2', '--out', 'o'], '--balance would repeat rows in folds'],
    [['x.txt', '--folds', '1', '--out', 'o'], 'It must be a whole number of at least 2.'],
    [['x.txt', '--split', 'test=20', '--out', 'o'], 'It must be a list of NAME=SHARE'],
    [['x.txt', '--split', 'test=0.0', '--out', 'o'], 'It must be a list of NAME=SHARE'],
    [['x.txt', '--split', '../x=0.2', '--out', 'o'], 'It must be a list of NAME=SHARE'],
    [['x.txt', '--split', 'train=0.2', '--out', 'o'], 'train is what is left over'],
    [['x.txt', '--split', 'dev=0.5,test=0.5', '--out', 'o'], 'their sum must be below 1'],
    [['x.txt', '--format', 'csv'], 'Allowed choices are tsv, jsonl.'],
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
      '--reviewed-only',
      '--balance',
      '--split',
      '--folds',
      '--seed',
      '--provenance',
      '--format',
      '--out',
    ])
      expect(stdout).toContain(option);
  });
});
