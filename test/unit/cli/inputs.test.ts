import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentName, findInputs } from '../../../src/cli/inputs.ts';
import { temporaryFolder } from './temporaryFolder.ts';

function folderWith(...names: readonly string[]): string {
  const folder = temporaryFolder();
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), 'текст');
  }
  return folder;
}

const find = async (folder: string, ...args: readonly string[]) => {
  const { paths, problems } = await findInputs(args.map((arg) => join(folder, arg)));
  return { paths: paths.map((path) => relative(folder, path)), problems };
};

describe('findInputs', () => {
  it('takes the texts of a folder by name, numbers by value, and leaves out what belongs to them', async () => {
    const folder = folderWith(
      'art10.txt',
      'art2.txt',
      'Б/я.TXT',
      'art2.ann',
      'art2.opin.txt',
      'art2.author.txt',
      'art2.neut.Train.txt',
    );
    expect(await find(folder, '.')).toEqual({ paths: ['Б/я.TXT', 'art2.txt', 'art10.txt'], problems: [] });
  });
  it('says where below the folder named a text stands', async () => {
    const folder = folderWith('a.txt', 'б/в/я.txt');
    const { paths, subfolders } = await findInputs([folder, join(folder, 'a.txt')]);
    expect(paths.map((path) => subfolders.get(path))).toEqual(['б/в', '']);
  });
  it('keeps the order of files and takes a file named twice once', async () => {
    const folder = folderWith('7.txt', '6.txt', '31.md');
    expect((await find(folder, '7.txt', '31.md', '6.txt', '*.txt')).paths).toEqual([
      '7.txt',
      '31.md',
      '6.txt',
    ]);
  });
  it('takes a file whose name looks like a pattern', async () => {
    const folder = folderWith('[черновик].txt', 'текст (1).txt');
    expect((await find(folder, '[черновик].txt', 'текст (1).txt')).paths).toEqual([
      '[черновик].txt',
      'текст (1).txt',
    ]);
  });
  it('takes .opin.txt when it is named itself', async () => {
    expect((await find(folderWith('a.opin.txt'), 'a.opin.txt')).paths).toEqual(['a.opin.txt']);
  });
  it('says in one line each what is missing or empty, and takes the rest', async () => {
    const folder = folderWith('a.txt');
    mkdirSync(join(folder, 'empty'));
    const { paths, problems } = await find(folder, 'нет.txt', 'empty', '*.md', 'a.txt');
    expect(paths).toEqual(['a.txt']);
    expect(problems).toEqual([
      `${join(folder, 'нет.txt')}: cannot be read: no such file or folder (ENOENT)`,
      `${join(folder, 'empty')}: holds no .txt file; give a text file, a folder or a pattern`,
      `${join(folder, '*.md')}: nothing matches; give a text file, a folder or a pattern`,
    ]);
  });
  it('ends in a folder whose links lead in a circle', async () => {
    const folder = folderWith('a/text.txt');
    symlinkSync(folder, join(folder, 'a', 'loop'));
    expect((await find(folder, '.')).paths).toContain('a/text.txt');
  });
});

describe('documentName', () => {
  it.each([
    ['/x/art7.txt', 'art7'],
    ['a.b.TXT', 'a.b'],
    ['заметка.md', 'заметка.md'],
  ])('of %s is %s', (path, name) => expect(documentName(path)).toBe(name));
});
