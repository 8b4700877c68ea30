import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { installCommand } from './installation.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const command = installCommand();

const article = 'Россия поддержала Сирию, а США осудили её.\r\n😀 Иванов критикует Петрова.';
const ann = 'T1\tLOC 0 6\tРоссия\nT2\tLOC 18 23\tСирию\nT3\tPER 46 52\tИванов\nT4\tPER 63 70\tПетрова\n';

/** A folder with `name.txt` and what else is given. */
function corpus(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const lines = (text: string) => text.split('\n').filter((line) => line !== '');

describe('aredit', () => {
  test('tells its version and helps', async () => {
    expect(await command.run(['--version'])).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
    for (const args of [
      ['--help'],
      ['extract', '--help'],
      ['samples', '--help'],
      ['convert', '--help'],
      ['evaluate', '--help'],
    ]) {
      const { code, stdout, stderr } = await command.run(args);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('Usage: aredit');
    }
  });

  test.each([
    [[]],
    [['nonsense']],
    [['extract']],
    [['extract', 'x.txt', '--source', 'pdf']],
    [['extract', 'x.txt', '--threshold', '2']],
    [['extract', 'x.txt', '--threshold', '']],
    [['extract', 'x.txt', '--format', 'ann,pdf']],
    [['extract', 'x.txt', '--format', 'ann']],
    [['extract', 'x.txt', '--format', 'jsonl,tsv']],
    [['extract', 'x.txt', '--jobs', '0']],
    [['extract', '-', 'x.txt']],
    [['extract', 'x.txt', '--colour']],
  ])('ends with 2 on %j', async (args) => {
    const { code, stdout, stderr } = await command.run(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });
});

describe('aredit extract', () => {
  test('shows a table of who holds what towards whom', async () => {
    const folder = corpus({ 'a.txt': article, 'a.ann': ann, 'b.txt': 'Иванов и Петров.' });
    const { code, stdout, stderr } = await command.run(['extract', folder, '--threshold', '0']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^a: 4 entities, \d negative, \d positive\n/);
    expect(stdout).toMatch(/\n {2}Россия +→ Сирию? +[+−] +\d+ %\n/);
    expect(stdout).toMatch(/\n\nb: \d entit/);
  });

  test('writes a file for each format and document, offsets in code points of the file on disk', async () => {
    const folder = corpus({ 'a.txt': article, 'a.ann': ann });
    const out = join(folder, 'out');
    const args = ['extract', join(folder, 'a.txt'), '--out', out, '--threshold', '0'];
    expect((await command.run([...args, '--format', 'ann,opin,jsonl,tsv'])).code).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      'a.ann',
      'a.jsonl',
      'a.opin.txt',
      'a.tsv',
      'annotation.conf',
      'visual.conf',
    ]);
    const written = readFileSync(join(out, 'a.ann'), 'utf8');
    expect(written.startsWith(ann)).toBe(true);
    expect(written).toMatch(
      /R1\t(POS|NEG) Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes R1\t\[aredit model model=tiny-attitudes/,
    );
    const record = JSON.parse(readFileSync(join(out, 'a.jsonl'), 'utf8'));
    expect(record.id).toBe('a');
    expect(record.mentions[2]).toEqual({ id: 'T3', type: 'PER', start: 46, end: 52, text: 'Иванов' });
    expect(lines(readFileSync(join(out, 'a.opin.txt'), 'utf8'))[0]).toMatch(
      /^Россия, Сири[яю], (pos|neg), current$/,
    );
    const [header, row] = lines(readFileSync(join(out, 'a.tsv'), 'utf8')).map((line) => line.split('\t'));
    expect(header?.length).toBe(row?.length);
    expect(row?.slice(0, 9)).toEqual(['a', 'Россия', 'LOC', '0', '6', 'Сирию', 'LOC', '18', '23']);
  });

  test('writes mentions that the model found as suggestions of the model, and replaces only those', async () => {
    const folder = corpus({ 'a.txt': article });
    const out = join(folder, 'out');
    const args = ['extract', join(folder, 'a.txt'), '--out', out, '--threshold', '0'];
    expect((await command.run(args)).code).toBe(0);
    const first = readFileSync(join(out, 'a.ann'), 'utf8');
    expect(first).toMatch(
      /^T1\t[A-Z]+ \d+ \d+\t.*\n#1\tAnnotatorNotes T1\t\[aredit model model=tiny-entities/,
    );
    expect((await command.run(args)).code).toBe(0);
    expect(readFileSync(join(out, 'a.ann'), 'utf8')).toBe(first);

    const reviewed = first.replace('[aredit model', '[aredit accepted');
    writeFileSync(join(out, 'a.ann'), reviewed);
    const again = await command.run(args);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('annotations of a person');
    expect(readFileSync(join(out, 'a.ann'), 'utf8')).toBe(reviewed);
  });

  test('replaces no .ann file that it cannot read', async () => {
    const folder = corpus({ 'a.txt': article });
    const bytes = Buffer.from('T1\tLOC 0 6\t\xd0\xee\xf1\xf1\xe8\xff\n', 'latin1');
    const out = corpus({});
    writeFileSync(join(out, 'a.ann'), bytes);
    const { code, stderr } = await command.run(['extract', folder, '--format', 'ann', '--out', out]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('is not UTF-8')]);
    expect(readFileSync(join(out, 'a.ann')).equals(bytes)).toBe(true);
  });

  test('replaces no file beside the texts', async () => {
    const folder = corpus({ 'a.txt': article, 'a.ann': ann, 'a.opin.txt': 'gold\n' });
    const { code, stderr } = await command.run(['extract', folder, '--out', folder]);
    expect(code).toBe(1);
    expect(stderr).toContain('already exists');
    expect(readFileSync(join(folder, 'a.ann'), 'utf8')).toBe(ann);
    expect(readFileSync(join(folder, 'a.opin.txt'), 'utf8')).toBe('gold\n');
  });

  test('takes mentions from where it is told', async () => {
    const folder = corpus({ 'a.txt': article, 'a.ann': ann, 'b.txt': 'Иванов и Петров.' });
    const idsFrom = async (entities: string) => {
      const run = await command.run(['extract', folder, '--format', 'jsonl', '--entities', entities]);
      return { ...run, models: lines(run.stdout).map((line) => JSON.parse(line).models.entities) };
    };
    expect((await idsFrom('auto')).models).toEqual([undefined, 'tiny-entities']);
    expect((await idsFrom('model')).models).toEqual(['tiny-entities', 'tiny-entities']);
    const fromAnn = await idsFrom('ann');
    expect(fromAnn.models).toEqual([undefined]);
    expect(fromAnn.code).toBe(1);
    expect(lines(fromAnn.stderr)).toEqual([expect.stringContaining('b.ann')]);
  });

  test('gives documents in the order of the arguments, with one line for each that fails', async () => {
    const folder = corpus({ 'b.txt': article, 'a.txt': 'Иванов.', 'bad.txt': '\u0000', 'c.txt': '' });
    const paths = ['b', 'nowhere', 'bad', 'a', 'c'].map((name) => join(folder, `${name}.txt`));
    const { code, stdout, stderr } = await command.run([
      'extract',
      ...paths,
      '--format',
      'jsonl',
      '--jobs',
      '2',
    ]);
    expect(code).toBe(1);
    expect(lines(stdout).map((line) => JSON.parse(line).id)).toEqual(['b', 'a', 'c']);
    const messages = lines(stderr);
    expect(messages.filter((line) => line.includes('nowhere.txt'))).toHaveLength(1);
    expect(messages.filter((line) => line.includes('bad.txt'))).toHaveLength(1);
    expect(messages.filter((line) => line.includes('c.txt'))).toEqual([expect.stringContaining('no words')]);
  });

  test('refuses a second document of the same name', async () => {
    const folder = corpus({ 'a.txt': 'Иванов.' });
    mkdirSync(join(folder, 'more'));
    writeFileSync(join(folder, 'more', 'a.txt'), 'Петров.');
    const { code, stderr } = await command.run([
      'extract',
      folder,
      '--out',
      join(folder, 'out'),
      '--format',
      'tsv',
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('another document of this name');
  });

  test('uses synonyms, lines of RuSentRel and mentions of its files', async () => {
    const text = '{Author, Unknown} РФ поддержала Сирию. Россия и США.\r\n{Author, Unknown} США за.\r\n';
    const marked = [
      'T1\tAuthor 1 7\tAuthor',
      'T2\tGEOPOLIT 18 20\tРФ',
      'T3\tGEOPOLIT 39 45\tРоссия',
      'T4\tGEOPOLIT 48 51\tСША',
    ];
    const folder = corpus({
      'a.txt': text,
      'a.ann': `${marked.join('\n')}\n`,
      'synonyms.list': 'РФ, Россия\n',
    });
    const args = [
      'extract',
      join(folder, 'a.txt'),
      '--source',
      'rusentrel',
      '--format',
      'jsonl',
      '--threshold',
      '0',
    ];
    const { stdout } = await command.run([...args, '--synonyms', join(folder, 'synonyms.list')]);
    const record = JSON.parse(stdout);
    expect(record.sentences).toHaveLength(2);
    expect(record.entities.map(({ mentionIds }: { mentionIds: string[] }) => mentionIds)).toEqual([
      ['T2', 'T3'],
      ['T4'],
    ]);
    expect(record.attitudes).toHaveLength(4);
  });

  test('answers a line of stdin before the next one comes', async () => {
    const child = command.start(['extract', '-']);
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    const answered = async (count: number) => {
      while (lines(stdout).length < count && child.stdout) await once(child.stdout, 'data');
    };
    child.stdin?.write(`${JSON.stringify({ id: 1, text: article })}\n`);
    await answered(1);
    child.stdin?.write(`${JSON.stringify({ id: 'x', text: article, ann })}\n`);
    await answered(2);
    child.stdin?.end('not json\n');
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    const records = lines(stdout).map((line) => JSON.parse(line));
    expect(records.map(({ id }) => id)).toEqual(['1', 'x']);
    expect(records[1].mentions).toHaveLength(4);
  });

  test('says once that a model cannot be used', async () => {
    const folder = corpus({ 'a.txt': article, 'b.txt': article });
    const { code, stdout, stderr } = await command.run([
      'extract',
      folder,
      '--model',
      join(folder, 'nowhere'),
    ]);
    expect([code, stdout]).toEqual([1, '']);
    expect(lines(stderr)).toEqual([expect.stringContaining('nowhere')]);
  });

  test('refuses two models for one task, and takes a task from its manifest', async () => {
    const folder = corpus({ 'a.txt': article });
    const models = join(command.folder(), 'models');
    const [entities, attitudes] = [join(models, 'tiny-entities'), join(models, 'tiny-attitudes')];
    const args = ['extract', folder, '--format', 'jsonl'];
    expect((await command.run([...args, '--model', attitudes, '--model', entities])).code).toBe(0);
    const twice = await command.run([...args, '--model', entities, '--model', entities]);
    expect(twice.code).toBe(1);
    expect(twice.stderr).toContain('Choose one');
  });

  test('stops at once when interrupted, and leaves no half file', async () => {
    const long = Array.from({ length: 20_000 }, (_, i) => `Иванов ${i} раз критикует Петрова.`).join(' ');
    const folder = corpus({ 'a.txt': article, 'b.txt': long });
    const out = join(folder, 'out');
    const child = command.start(['extract', folder, '--out', out, '--format', 'jsonl', '--jobs', '1']);
    // The first document is written, so the second one is under way.
    while (!existsSync(join(out, 'a.jsonl'))) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect(code).toBe(130);
    expect(readdirSync(out)).toEqual(['a.jsonl']);
  });

  test('stops at once when interrupted while it waits for a line', async () => {
    const child = command.start(['extract', '-']);
    child.stdin?.write(`${JSON.stringify({ id: 1, text: article })}\n`);
    if (child.stdout) await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect(code).toBe(130);
  });

  test('ends quietly when nobody reads on', async () => {
    const folder = corpus(
      Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}.txt`, `${article} `.repeat(30)])),
    );
    const child = command.start(['extract', folder, '--format', 'jsonl']);
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdout?.once('data', () => child.stdout?.destroy());
    const [code] = await once(child, 'close');
    expect([code, stderr]).toEqual([0, '']);
  });
});
