import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { extract, run } from './cli.ts';
import { complaints, expectNoStack, expectOneComplaint } from './expectations.ts';

const good = 'Россия осудила США. 🙂\n';

let folder: string;
const at = (...names: readonly string[]) => join(folder, ...names);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aredit-входы 🙂-'));
  await writeFile(at('good.txt'), good);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Files that are no text; each costs itself. */
const unreadable: Readonly<Record<string, Buffer>> = {
  'holds random bytes': Buffer.from(Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) % 251)),
  'is a picture': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  'is in windows-1251': Buffer.from([
    0xd0, 0xee, 0xf1, 0xf1, 0xe8, 0xff, 0x20, 0xee, 0xf1, 0xf3, 0xe4, 0xe8, 0xeb, 0xe0,
  ]),
  'is in UTF-16': Buffer.from(`\ufeff${good}`, 'utf16le'),
  'ends in half a letter': Buffer.from(good).subarray(0, 5),
};

/** Odd texts that are texts all the same. */
const odd: Readonly<Record<string, string>> = {
  'is empty': '',
  'is blank': ' \t\r\n\u00a0\u2003\n',
  'begins with a byte order mark': `\ufeff${good}`,
  'has CRLF and CR and LF': `Россия\r\nосудила\rСША.\n\r\n${good}`,
  'is not Russian': 'Russia condemned the USA. 中国谴责美国。 روسيا\n',
  'is full of odd characters': 'Ро\u0301ссия\u200b осу\u00adдила \u202eСША\u202c 👨‍👩‍👧\u0000'.replace(
    '\u0000',
    '\u0007',
  ),
  'looks like code': '# include <Россия>\n{"Author": "Unknown"}\n\\t\\n%s %n $(rm)\n',
};

describe('extract', () => {
  test.each(Object.entries(unreadable))('names a file that %s and reads the others', async (_, content) => {
    await writeFile(at('bad.txt'), content);
    const ended = await run(extract(at('bad.txt'), at('good.txt'), '--out', at('out')));
    expectOneComplaint(ended, 'bad.txt');
    expect(await readFile(at('out', 'good.ann'), 'utf8')).toMatch(/^T1\t|^$/);
  });

  test.each(Object.entries(odd))('reads a text that %s', async (_, content) => {
    await writeFile(at('odd.txt'), content);
    const ended = await run(extract(at('odd.txt'), at('good.txt'), '--out', at('out')));
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    const codePoints = [...content];
    for (const line of (await readFile(at('out', 'odd.ann'), 'utf8')).split('\n')) {
      const [, start, end, text] = /^T\d+\t\S+ (\d+) (\d+)\t(.*)$/.exec(line) ?? [];
      if (text !== undefined) expect(codePoints.slice(Number(start), Number(end)).join('')).toBe(text);
    }
  });

  test('names a file that is not there and a folder without texts', async () => {
    await mkdir(at('empty'));
    const ended = await run(extract(at('lost.txt'), at('empty'), at('good.txt'), '--out', at('out')));
    expectOneComplaint(ended, 'lost.txt');
    expectOneComplaint(ended, 'empty');
  });

  test('reads a text of 20 MB within a minute or two, in bounded memory', async () => {
    const size = 20_000_000;
    await writeFile(at('large.txt'), good.repeat(Math.ceil(size / Buffer.byteLength(good))));
    const ended = await run(
      extract(at('large.txt'), '--threshold', '0.9', '--format', 'opin', '--out', at('out')),
    );
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    expectNoStack(ended);
  });

  test('reads a line of a megabyte without a full stop', async () => {
    await writeFile(at('line.txt'), 'слово и дело '.repeat(45_000));
    const ended = await run(
      extract(at('line.txt'), '--threshold', '0.9', '--format', 'opin', '--out', at('out')),
    );
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
  });

  test('answers each good line of a stream and names each bad one', async () => {
    const lines = [
      JSON.stringify({ id: 'a', text: good }),
      '{"id": "b", "text": ',
      JSON.stringify({ id: 'c' }),
      JSON.stringify({ id: 'd', text: 7 }),
      'null',
      '',
      JSON.stringify({ id: 'e', text: good }),
    ];
    const ended = await run(extract('-'), `${lines.join('\n')}\n`);
    expect(ended).toMatchObject({ code: 1 });
    const answered = ended.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(answered).toEqual(['a', 'e']);
    expect(complaints(ended)).toHaveLength(4);
    expectNoStack(ended);
  });

  test('calls wrong usage by its name and ends with 2', async () => {
    for (const args of [
      ['--nonsense'],
      ['--threshold', 'much'],
      ['--format', 'doc'],
      ['--source', 'web'],
      [],
    ]) {
      const paths = args.length === 0 ? [] : [at('good.txt')];
      const ended = await run(extract(...paths, ...args));
      expect([args, ended.code]).toEqual([args, 2]);
      expectNoStack(ended);
    }
  });

  test.each([
    ['is not there', () => undefined],
    ['has no manifest', async () => void (await mkdir(at('model')))],
    [
      'has a manifest that is no JSON',
      async () => {
        await mkdir(at('model'));
        await writeFile(at('model', 'manifest.json'), '{');
      },
    ],
  ])('says what is wrong with a model that %s', async (_, damage) => {
    await damage();
    const ended = await run(['extract', at('good.txt'), '--model', at('model')]);
    expectOneComplaint(ended, 'model');
  });
});
