import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { addEvaluateCommand } from '../../../src/cli/evaluate.ts';
import { runCommand } from './runCommand.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const data = join(import.meta.dirname, '../../data');
const evaluate = (...args: readonly string[]) => runCommand(addEvaluateCommand, 'evaluate', ...args);
const caseSchema = v.object({
  mode: v.picklist(['extraction', 'classification']),
  allDocuments: v.boolean(),
  foldHomoglyphs: v.boolean(),
  dropNotInGold: v.boolean(),
  documents: v.array(
    v.tuple([v.number(), v.nullable(v.array(v.tuple([v.string(), v.string(), v.string()])))]),
  ),
  expected: v.union([v.literal('refused'), v.looseObject({ total: v.record(v.string(), v.number()) })]),
});
const cases = readFileSync(join(data, 'evaluation/evaluations.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => v.parse(caseSchema, JSON.parse(line)))
  .filter(
    ({ foldHomoglyphs, mode, dropNotInGold }) => foldHomoglyphs && (mode === 'extraction' || dropNotInGold),
  );

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
const gold = { 'art1.opin.txt': 'Россия, США, neg, current\r\n', 'art2.opin.txt': 'ЕС, Иран, pos, past' };
const figures = (stdout: string) =>
  v.parse(v.record(v.string(), v.looseObject({ f1: v.number(), docs: v.number() })), JSON.parse(stdout));

describe('aredit evaluate', () => {
  it('reads an archive as the folder that was packed', async () => {
    const folder = folderOf(gold);
    const packed = join(folder, 'found.zip');
    const entries = { ...gold, 'notes.txt': 'не разметка' };
    writeFileSync(
      packed,
      zipSync(
        Object.fromEntries(Object.entries(entries).map(([name, text]) => [`out/${name}`, strToU8(text)])),
      ),
    );
    const groups = join(folderOf({ 'synonyms.txt': 'россия\nсша\nес\nиран\n' }), 'synonyms.txt');
    const { stdout, exitCode } = await evaluate(folder, packed, '--json', '--synonyms', groups);
    expect(exitCode).toBe(0);
    expect(figures(stdout)['3l']).toMatchObject({ f1: 1, docs: 2 });
  });

  it('has cases of both kinds', () => {
    expect(new Set(cases.map(({ mode }) => mode)).size).toBe(2);
    expect(cases.length).toBeGreaterThan(10);
  });

  it.each(cases.map((each, index) => [index, each] as const))(
    'counts as the leaderboard: case %i',
    async (_, each) => {
      if (each.expected === 'refused') return;
      const wanted: Record<string, string> = {};
      const found: Record<string, string> = {};
      for (const [id, opinions] of each.documents) {
        wanted[`art${id}.opin.txt`] = readFileSync(join(data, `rusentrel/art${id}.opin.txt`), 'utf8');
        if (opinions)
          found[`${id}.opin.txt`] = opinions.map((opinion) => `${opinion.join(', ')}, current\n`).join('');
      }
      const options = [
        '--json',
        '--synonyms',
        join(data, 'rusentrel/synonyms.txt'),
        ...(each.allDocuments ? ['--all-documents'] : []),
      ];
      const { stdout } = await evaluate(folderOf(wanted), folderOf(found), ...options);
      const result = figures(stdout)[each.mode === 'extraction' ? '3l' : '2l'];
      for (const [name, value] of Object.entries(each.expected.total))
        expect(result?.[name]).toBeCloseTo(value, 12);
    },
  );

  it('shows gold compared with itself as perfect, for people and for programs', async () => {
    const folder = join(data, 'rusentrel');
    const { stdout, reports, exitCode } = await evaluate(folder, folder);
    expect([exitCode, reports]).toEqual([0, []]);
    expect(stdout).toMatch(/^3l {2}1\.0000 .* 42$/m);
    expect(stdout).toMatch(/^2l {2}1\.0000 .* 42$/m);
    expect(figures((await evaluate(folder, folder, '--json')).stdout)).toMatchObject({
      '3l': { f1: 1, docs: 42 },
      '2l': { f1: 1 },
    });
  });

  it('matches documents by number and shows each when asked', async () => {
    const { stdout } = await evaluate(
      folderOf(gold),
      folderOf({ 'x01.opin.txt': 'Россия, США, pos', '2.opin.txt': '' }),
      '--verbose',
    );
    expect(stdout).toMatch(/^1 +0\.0000/m);
    expect(stdout).toMatch(/^2 +0\.0000 +0\.0000 +1\.0000 +1\.0000/m);
  });

  it('compares single files and reads predictions from .jsonl', async () => {
    const folder = folderOf({
      ...gold,
      'p.jsonl':
        '\uFEFF{"doc": "art1", "subject": "Россия", "object": "США", "label": "neg"}\n\n{"doc": 2}\n',
    });
    const single = await evaluate(join(folder, 'art1.opin.txt'), join(folder, 'art1.opin.txt'), '--json');
    expect(figures(single.stdout)['3l']).toMatchObject({ f1: 1, docs: 1 });
    const lines = await evaluate(folder, join(folder, 'p.jsonl'), '--json', '--verbose');
    expect(figures(lines.stdout)['3l']).toMatchObject({ docs: 2, pos_recall: 0.5, neg_recall: 1 });
  });

  it('reads gold where RuSentRel has it', async () => {
    const folder = folderOf({
      'train/art1.opin.txt': gold['art1.opin.txt'],
      'etalon/art46.opin.txt': gold['art2.opin.txt'],
      'synonyms.txt': 'Россия\nСША\nЕС\nИран\n',
    });
    const { stdout, reports } = await evaluate(
      folder,
      folderOf({ '46.opin.txt': 'ес, ИРАН, pos, current' }),
      '--json',
    );
    expect(figures(stdout)['3l']).toMatchObject({ docs: 1, pos_recall: 1 });
    expect(reports).toEqual([
      `1 documents of ${folder} have no prediction and do not count, as on the leaderboard (--all-documents counts them)`,
    ]);
  });

  it('says that names without synonyms are compared by stems', async () => {
    const { stdout, reports } = await evaluate(
      folderOf(gold),
      folderOf({ '1.opin.txt': 'России, США, neg', '2.opin.txt': '' }),
      '--json',
    );
    expect(reports).toEqual([
      'no synonyms: names are compared by their stems, which is not how the leaderboard counts (--synonyms)',
    ]);
    expect(figures(stdout)['3l']?.neg_recall).toBe(1);
  });
});

describe('aredit evaluate on bad input', () => {
  it('names lines and files that do not count, and scores the others', async () => {
    const found = folderOf({
      '1.opin.txt': 'Россия, США, neg, current\nРоссия, США\n',
      'art1.opin.txt': 'Россия, США, pos',
      '9.opin.txt': '',
    });
    const goldFolder = folderOf(gold);
    const { stdout, reports, exitCode } = await evaluate(
      goldFolder,
      found,
      '--json',
      '--synonyms',
      join(data, 'rusentrel/synonyms.txt'),
    );
    expect(exitCode).toBe(1);
    expect(reports).toEqual([
      `${join(found, '1.opin.txt')}:2: Needs "source, target, pos|neg|neu, current"; the line was left out.`,
      `${join(found, 'art1.opin.txt')}: is the second file of document 1 and was left out; rename or remove one`,
      `${found}: document 9 is not in ${goldFolder} and does not count`,
      expect.stringContaining('1 documents of'),
    ]);
    expect(figures(stdout)['3l']).toMatchObject({ docs: 1, neg_recall: 1 });
  });

  it.each<[files: Readonly<Record<string, string>>, name: string, message: string]>([
    [{}, '', 'holds no .opin.txt file; name the folder that does'],
    [{ 'p.zip': '' }, 'p.zip', 'is no zip archive that can be read; pack it anew or name the folder'],
    [{}, 'nowhere', 'cannot be read: no such file or folder (ENOENT)'],
    [{ 'p.jsonl': '{"doc": 1, "label": "good"}' }, 'p.jsonl', 'has no document in common with'],
    [{ '9.opin.txt': '' }, '', 'has no document in common with'],
  ])('ends with 1 where nothing can be scored: %j %s', async (files, name, message) => {
    const { stdout, reports, exitCode } = await evaluate(folderOf(gold), join(folderOf(files), name));
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(reports.at(-1)).toContain(message);
  });

  it('is wrong usage without both ends', async () => {
    expect(await evaluate('gold')).toMatchObject({ exitCode: 2, stdout: '' });
    expect((await evaluate('--help')).stdout).toContain('--synonyms');
  });
});
