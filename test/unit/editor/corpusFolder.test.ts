import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Uri as VsCodeUri } from 'vscode';
import { listTexts } from '../../../src/editor/corpusFolder.ts';
import { folderWith } from './filesOnDisk.ts';
import { Uri } from './vscode.ts';

describe('the texts of a folder', () => {
  test('are its .txt files in the order of their numbers, without what only stands beside texts', async () => {
    const names = [
      'art10.txt',
      'art2.txt',
      'art2.opin.txt',
      'art2.ann',
      'synonyms.txt',
      'б/ещё/я.TXT',
      '.git/x.txt',
      'node_modules/x.txt',
      'заметки.md',
    ];
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, ''])));
    symlinkSync(folder, join(folder, 'петля'));
    const texts = await listTexts(Uri.file(folder) as unknown as VsCodeUri);
    expect(texts.map(({ path }) => path)).toEqual(['б/ещё/я.TXT', 'art2.txt', 'art10.txt']);
    expect(texts.map(({ uri }) => uri.path)).toEqual(texts.map(({ path }) => `${folder}/${path}`));
  });
});
