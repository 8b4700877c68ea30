import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addConvertCommand } from '../../../src/cli/convert.ts';
import { runCommand } from './runCommand.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const convert = (...args: readonly string[]) => runCommand(addConvertCommand, 'convert', ...args);

const text = '😀 Россия осудила США.\r\nСША хвалят Россию и Кита\u0438\u0306.\r\n';
const ann = [
  'T1\tLOC 2 8\tРоссия',
  'T2\tLOC 17 20\tСША',
  'T3\tLOC 23 26\tСША',
  'T4\tLOC 34 40\tРоссию',
  'T5\tLOC 43 49\tКита\u0438\u0306',
  'R1\tNEG Arg1:T1 Arg2:T2',
  'R2\tPOS Arg1:T3 Arg2:T4',
  'E1\tLOC:T5',
  'без смысла',
  '',
].join('\n');

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Content by path of all files below the folder. */
function contentOf(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
}

const flaw = ':9: The line has no TAB after its id.';

describe('aredit convert --to ann', () => {
  it('makes a folder that brat opens, subfolders and every byte as they were', async () => {
    const corpus = folderWith({
      'a.txt': text,
      'a.ann': ann,
      'б/a.txt': 'США.',
      'б/a.ann': 'T1\tGPE 0 3\tСША\n',
    });
    const out = join(temporaryFolder(), 'brat');
    const { reports, exitCode } = await convert(corpus, '--to', 'ann', '--out', out);
    expect([exitCode, ...reports]).toEqual([0, `${corpus}/a.ann${flaw}`]);
    const files = contentOf(out);
    expect(files).toMatchObject({
      'a.txt': text,
      'a.ann': ann,
      'б/a.txt': 'США.',
      'б/a.ann': 'T1\tGPE 0 3\tСША\n',
    });
    expect(Object.keys(files)).toHaveLength(6);
    expect(files['annotation.conf']).toMatch(/\[entities\]\nPER\nORG\nLOC\nGEOPOLIT\nGPE\n/);
    expect(files['visual.conf']).toContain('[drawing]');
  });

  it('takes the configuration of the corpus along', async () => {
    const corpus = folderWith({
      'annotation.conf': '[entities]\nСвой\n',
      'kb_shortcuts.conf': 'P\tPER\n',
      'б/в/a.txt': text,
      'б/в/a.ann': '',
      'б/tools.conf': '[options]\n',
    });
    const out = folderWith({ 'kb_shortcuts.conf': 'O\tORG\n' });
    await convert(corpus, '--to', 'ann', '--out', out);
    expect(contentOf(out)).toEqual({
      'annotation.conf': '[entities]\nСвой\n',
      'kb_shortcuts.conf': 'O\tORG\n',
      'visual.conf': expect.stringContaining('[labels]'),
      'б/tools.conf': '[options]\n',
      'б/в/a.ann': '',
      'б/в/a.txt': text,
    });
  });

  it('fits offsets to the copy of the text that is there', async () => {
    const corpus = folderWith({ 'a.txt': text, 'a.ann': ann });
    const out = folderWith({ 'a.txt': `\uFEFF${text.replaceAll('\r\n', '\n')}` });
    await convert(corpus, '--to', 'ann', '--out', out);
    expect(contentOf(out)['a.ann']).toBe(
      ann.replace('2 8', '3 9').replace('17 20', '18 21').replace('23 26', '23 26'),
    );
    const back = folderWith({ 'a.txt': text });
    await convert(out, '--to', 'ann', '--out', back);
    expect(contentOf(back)['a.ann']).toBe(ann);
  });

  it('leaves what a person did and other texts as they are, and does the rest', async () => {
    const corpus = folderWith({
      'a.txt': text,
      'a.ann': ann,
      'b.txt': text,
      'b.ann': ann,
      'c.txt': text,
      'c.ann': ann,
      'd.txt': text,
      'd.ann': ann,
      'e.txt': text,
    });
    const there = {
      'a.txt': text,
      'a.ann': 'T1\tLOC 2 8\tРоссия\n',
      'b.txt': 'Другой текст.',
      'd.ann': Buffer.from('T1\tLOC 2 8\t\xd0\xee\xf1\n', 'latin1'),
    };
    const out = folderWith(there);
    const { reports, exitCode } = await convert(corpus, '--to', 'ann', '--out', out);
    const failures = reports.filter((line) => !line.endsWith(flaw));
    expect([exitCode, ...failures]).toEqual([
      1,
      `${out}/a.ann: holds annotations of a person and was left as it is; name another folder`,
      `${out}/b.txt: is another text and was left as it is; name another folder`,
      expect.stringMatching(/d\.ann: is not UTF-8/),
      `${corpus}/e.txt: ${corpus}/e.ann: cannot be read: no such file or folder (ENOENT); there is nothing to convert without it`,
    ]);
    expect(contentOf(out)).toMatchObject({ 'a.ann': there['a.ann'], 'b.txt': there['b.txt'], 'c.ann': ann });
    expect(readFileSync(join(out, 'd.ann')).equals(there['d.ann'])).toBe(true);
    expect(Object.keys(contentOf(out))).not.toContain('d.txt');
  });

  it('writes again what is the same, and over what only a model said', async () => {
    const corpus = folderWith({ 'a.txt': text, 'a.ann': ann, 'b.txt': text, 'b.ann': ann });
    const byModel = 'T1\tLOC 2 8\tРоссия\n#1\tAnnotatorNotes T1\t[aredit model]\n';
    const out = folderWith({ 'a.txt': text, 'a.ann': ann, 'b.txt': text, 'b.ann': byModel });
    expect(await convert(corpus, '--to', 'ann', '--out', out)).toMatchObject({ exitCode: 0 });
    expect(contentOf(out)).toMatchObject({ 'a.ann': ann, 'b.ann': ann });
  });

  it('refuses to write into the folder that it reads, and two documents into one file', async () => {
    const files = { 'a.txt': text, 'a.ann': ann };
    const [corpus, other] = [folderWith(files), folderWith(files)];
    const inPlace = await convert(corpus, '--to', 'ann', '--out', corpus);
    expect([inPlace.exitCode, inPlace.reports.at(-1)]).toEqual([
      1,
      `${corpus}/a.txt: stands in the folder for output; name another folder`,
    ]);
    const out = temporaryFolder();
    const twice = await convert(corpus, other, '--to', 'ann', '--out', out);
    expect([twice.exitCode, twice.reports.at(-1)]).toEqual([
      1,
      `${other}/a.txt: ${out}/a.txt was written for another document of this name; rename one`,
    ]);
  });
});

describe('aredit convert --to ann --opinions', () => {
  const mentions = ann.split('\n').slice(0, 5).join('\n');
  const imported = async (files: Readonly<Record<string, string>>, ...more: readonly string[]) => {
    const corpus = folderWith(files);
    const out = temporaryFolder();
    const outcome = await convert(corpus, '--to', 'ann', '--opinions', '--out', out, ...more);
    return {
      ann: contentOf(out)['a.ann'] ?? '',
      reports: outcome.reports.map((line) => line.replaceAll(`${corpus}/`, '')),
      exitCode: outcome.exitCode,
    };
  };
  const relations = (content: string) =>
    [...content.matchAll(/^R\d+\t(.*)$/gm)].map(([, relation]) => relation).sort();

  it('makes relations of opinions, between the mentions of both entities in one sentence', async () => {
    const opin = 'Россия, США, neg, current\r\nсша, Китай, pos, current\r\n';
    const {
      ann: content,
      reports,
      exitCode,
    } = await imported({ 'a.txt': text, 'a.ann': `${mentions}\n`, 'a.opin.txt': opin });
    expect([exitCode, reports]).toEqual([0, []]);
    expect(relations(content)).toEqual(['NEG Arg1:T1 Arg2:T2', 'NEG Arg1:T4 Arg2:T3', 'POS Arg1:T3 Arg2:T5']);
    expect(content.match(/\[aredit added\]/g)).toHaveLength(3);
    for (const line of mentions.split('\n')) expect(content).toContain(`${line}\n`);
  });

  it('lists what has no place and what a relation contradicts, and keeps every other line', async () => {
    const opin = [
      'Куба, США, pos',
      'Россия, Россию, pos',
      'Китай, США, плохо',
      'Россия, США, pos',
      'США, Россия, neg',
    ];
    const {
      ann: content,
      reports,
      exitCode,
    } = await imported({
      'a.txt': text,
      'a.ann': `${mentions}\nR1\tNEG Arg1:T1 Arg2:T2\nбез смысла\n`,
      'a.opin.txt': opin.join('\n'),
    });
    expect(exitCode).toBe(0);
    expect(reports.slice(1)).toEqual([
      'a.opin.txt:3: "плохо" is not pos, neg or neu (a name may not hold a comma); the line was left out.',
      'a.opin.txt:1: Куба, США, pos: has no place: nothing in the text is called like the subject',
      'a.opin.txt:2: Россия, Россию, pos: has no place: subject and object are one entity',
      'a.opin.txt:4: Россия, США, pos: T1 and T2 have another relation, which stays',
    ]);
    expect(content).toContain('R1\tNEG Arg1:T1 Arg2:T2\n');
    expect(content).toContain('без смысла\n');
    expect(relations(content)).toEqual([
      'NEG Arg1:T1 Arg2:T2',
      'NEG Arg1:T2 Arg2:T1',
      'NEG Arg1:T3 Arg2:T4',
      'POS Arg1:T4 Arg2:T3',
    ]);
  });

  it('needs the opinions', async () => {
    const { exitCode, reports } = await imported({ 'a.txt': text, 'a.ann': mentions });
    expect([exitCode, reports]).toEqual([1, ['a.opin.txt: cannot be read: no such file or folder (ENOENT)']]);
  });

  it('comes back from RuSentRel as what had a place', async () => {
    const data = join(import.meta.dirname, '../../data/rusentrel');
    const files = ['art6', 'art7'].flatMap((name) => ['.txt', '.ann', '.opin.txt'].map((end) => name + end));
    const corpus = folderWith(
      Object.fromEntries(files.map((name) => [name, readFileSync(join(data, name))])),
    );
    const [there, back] = [temporaryFolder(), temporaryFolder()];
    const options = ['--source', 'rusentrel', '--synonyms', join(data, 'synonyms.txt')];
    const { reports } = await convert(corpus, '--to', 'ann', '--opinions', '--out', there, ...options);
    expect(await convert(there, '--to', 'opin', '--out', back, ...options)).toMatchObject({ exitCode: 0 });
    const lines = (folder: string) =>
      ['art6', 'art7'].flatMap((name) =>
        readFileSync(join(folder, `${name}.opin.txt`), 'utf8')
          .split(/\r?\n/)
          .filter((line) => line.trim() !== ''),
      );
    const placeless = reports.filter((line) => line.includes('has no place')).length;
    expect(lines(back)).toHaveLength(lines(corpus).length - placeless);
    expect(lines(back)).not.toEqual([]);
  });
});

describe('aredit convert --to opin', () => {
  const opin = async (files: Readonly<Record<string, string>>, ...more: readonly string[]) => {
    const corpus = folderWith(files);
    const out = temporaryFolder();
    const outcome = await convert(corpus, '--to', 'opin', '--out', out, ...more);
    const reports = outcome.reports.map((line) => line.replace(`${corpus}/`, ''));
    return { files: contentOf(out), reports, exitCode: outcome.exitCode };
  };

  it('writes what entities hold towards each other over the document', async () => {
    const more = 'T1\tLOC 0 3\tСША\nT2\tX 4 6\tЕС\nR1\tNEU Arg1:T1 Arg2:T2\n';
    const { files, exitCode } = await opin({
      'a.txt': text,
      'a.ann': ann,
      'б/a.txt': 'США ЕС',
      'б/a.ann': more,
    });
    expect([exitCode, files]).toEqual([
      0,
      { 'a.opin.txt': 'Россия, США, neg, current\nСША, Россия, pos, current\n', 'б/a.opin.txt': '' },
    ]);
  });

  it('joins names by the synonyms file', async () => {
    const synonyms = join(folderWith({ 'synonyms.txt': 'США, Китай\n' }), 'synonyms.txt');
    const more = `${ann}R3\tNEG Arg1:T5 Arg2:T4\nR4\tNEG Arg1:T5 Arg2:T1\n`.replace('E1\tLOC:T5\n', '');
    const { files, reports } = await opin({ 'a.txt': text, 'a.ann': more }, '--synonyms', synonyms);
    expect(files['a.opin.txt']).toBe('Россия, США, neg, current\nСША, Россия, neg, current\n');
    expect(reports.at(-1)).toBe('a.txt: США → Россия: 2 negative, 1 otherwise; written as negative');
  });

  it("keeps what the author of RuSentRel's texts holds", async () => {
    const lines = '{Author, Unknown} США осудили.\r\n{Author, Unknown} США хвалят.\r\n';
    const relations = 'T1\tPER 1 7\tAuthor\nT2\tLOC 18 21\tСША\nR1\tNEG Arg1:T1 Arg2:T2\n';
    const { files } = await opin({ 'art1.txt': lines, 'art1.ann': relations }, '--source', 'rusentrel');
    expect(files['art1.opin.txt']).toBe('Author, США, neg, current\n');
  });

  it('leaves out what only a model said where told to', async () => {
    const noted = `${ann}#1\tAnnotatorNotes R1\t[aredit model probability=0.9]\n`;
    const both = await opin({ 'a.txt': text, 'a.ann': noted });
    const reviewed = await opin({ 'a.txt': text, 'a.ann': noted }, '--reviewed-only');
    expect(both.files['a.opin.txt']).toBe('Россия, США, neg, current\nСША, Россия, pos, current\n');
    expect(reviewed.files['a.opin.txt']).toBe('США, Россия, pos, current\n');
  });

  it('replaces in a folder for output, but nothing beside the texts', async () => {
    const corpus = folderWith({ 'a.txt': text, 'a.ann': ann, 'a.opin.txt': 'мнение' });
    const out = folderWith({ 'a.opin.txt': 'мнение' });
    expect(await convert(corpus, '--to', 'opin', '--out', out)).toMatchObject({ exitCode: 0 });
    expect(contentOf(out)['a.opin.txt']).toContain('Россия, США, neg');
    const beside = await convert(corpus, '--to', 'opin', '--out', corpus);
    expect([beside.exitCode, beside.reports.at(-1)]).toEqual([
      1,
      `${corpus}/a.opin.txt: already exists and was left as it is; remove it or name another output`,
    ]);
    expect(contentOf(corpus)['a.opin.txt']).toBe('мнение');
  });
});

describe('aredit convert', () => {
  it.each<[args: readonly string[], message: string]>([
    [['x.txt', '--out', 'o'], "required option '--to <kind>' not specified"],
    [['x.txt', '--to', 'ann'], "required option '--out <folder>' not specified"],
    [['x.txt', '--to', 'tsv', '--out', 'o'], 'Allowed choices are ann, opin.'],
    [['x.txt', '--to', 'ann', '--out', 'o', '--reviewed-only'], '--reviewed-only needs --to opin'],
    [['x.txt', '--to', 'opin', '--out', 'o', '--opinions'], '--opinions needs --to ann'],
    [['-', '--to', 'ann', '--out', 'o'], '- (stdin) cannot be converted'],
    [['--to', 'ann', '--out', 'o'], "missing required argument 'path'"],
  ])('is wrong usage: %j', async (args, message) => {
    const { reports, exitCode, stdout } = await convert(...args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(reports.join('\n')).toContain(message);
  });

  it('helps', async () => {
    const { stdout, exitCode } = await convert('--help');
    expect(exitCode).toBe(0);
    for (const option of ['--to', '--out', '--source', '--synonyms', '--opinions', '--reviewed-only'])
      expect(stdout).toContain(option);
  });
});
