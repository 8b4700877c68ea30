import { beforeEach, describe, expect, test } from 'vitest';
import type { AnnotationFiles } from '../../../src/editor/annotationFiles.ts';
import { exportBratFolder } from '../../../src/editor/commands/transferBratFolder.ts';
import type { CurrentDocument } from '../../../src/editor/currentDocument.ts';
import { type Files, filesOf, folderWith } from './filesOnDisk.ts';
import { silentLog } from './silentLog.ts';
import { Uri, window } from './vscode.ts';

const text = '😀 Россия осудила Кита\u0438\u0306.\r\n';
const ann = 'T1\tLOC 2 8\tРоссия\nT2\tLOC 17 23\tКита\u0438\u0306\nR1\tNEG Arg1:T1 Arg2:T2\nмусор\n';
const other = 'T1\tLOC 2 8\tРоссия\n';

const settled: Pick<AnnotationFiles, 'settle'> = { settle: async () => undefined };
async function transfer(from: Files, to: Files): Promise<Readonly<Record<string, string>>> {
  const [source, target] = [folderWith(from), folderWith(to)];
  const command = exportBratFolder({} as CurrentDocument, settled as AnnotationFiles, silentLog);
  await command(Uri.file(source), Uri.file(target));
  return filesOf(target);
}

beforeEach(() => {
  window.messages = [];
  window.pressed = undefined;
});

describe('a folder for brat', () => {
  test('has every text with annotations, each line as it was, and the configuration', async () => {
    const files = await transfer(
      {
        'a.txt': text,
        'a.ann': ann,
        'б/b.txt': text,
        'б/b.ann': '',
        'без.txt': text,
        'б/tools.conf': '[options]\n',
      },
      {},
    );
    expect(files).toMatchObject({ 'a.txt': text, 'a.ann': ann, 'б/b.txt': text, 'б/b.ann': '' });
    expect(Object.keys(files).filter((name) => name.endsWith('.conf'))).toEqual([
      'annotation.conf',
      'visual.conf',
      'б/tools.conf',
    ]);
    expect(window.messages).toEqual([
      expect.stringMatching(
        /^2 documents written to aredit-\w+\. Texts without annotations: 1\. Configuration for brat: tools\.conf, annotation\.conf, visual\.conf\.$/,
      ),
    ]);
  });

  const from = { 'a.txt': text, 'a.ann': ann, 'b.txt': text, 'b.ann': ann };
  const to = { 'a.txt': text, 'a.ann': other };

  test('keeps what a person annotated there when asked to go on without', async () => {
    window.pressed = 'Skip Those';
    expect(await transfer(from, to)).toMatchObject({ 'a.ann': other, 'b.ann': ann });
    expect(window.messages[0]).toBe(
      'Documents that have other annotations there already: 1, for example a.ann. Merge both?',
    );
  });

  test('merges both when told so, and lists what could not be', async () => {
    window.pressed = 'Merge';
    const there = { 'a.txt': text.replace('\r\n', '\n'), 'a.ann': 'T7\tGPE 2 8\tРоссия\nE1\tGPE:T9\n' };
    const files = await transfer(from, there);
    expect(files).toMatchObject({ 'a.txt': there['a.txt'], 'b.ann': ann });
    expect(files['a.ann']?.split('\n')).toEqual(expect.arrayContaining(there['a.ann'].split('\n')));
    expect(files['a.ann']).toMatch(/^T2\tLOC 17 23\tКита\u0438\u0306$/m);
    expect(files['a.ann']).toMatch(/^R1\tNEG Arg1:T7 Arg2:T2$/m);
    expect(window.messages.at(-1)).toContain('Lines that could not be merged: 2, the first of them a.ann:1.');
  });

  test('replaces it only when told so', async () => {
    window.pressed = 'Replace';
    expect(await transfer(from, to)).toMatchObject({ 'a.ann': ann, 'b.ann': ann });
  });

  test('writes nothing when nobody answers', async () => {
    expect(await transfer(from, to)).toEqual(to);
  });

  test('replaces what only a model wrote, without a question', async () => {
    const byModel = 'T1\tLOC 2 8\tРоссия\n#1\tAnnotatorNotes T1\t[aredit model]\n';
    expect(await transfer(from, { 'a.txt': text, 'a.ann': byModel })).toMatchObject({ 'a.ann': ann });
    expect(window.messages).toHaveLength(1);
  });

  test('leaves other texts and unreadable files alone, and does the rest', async () => {
    const there = { 'a.txt': 'Другой текст.', 'b.ann': Buffer.from('\xff', 'latin1') };
    const files = await transfer({ ...from, 'c.txt': text, 'c.ann': ann }, there);
    expect(files).toMatchObject({ 'a.txt': 'Другой текст.', 'c.ann': ann });
    expect(Object.keys(files)).not.toContain('a.ann');
    expect(Object.keys(files)).not.toContain('b.txt');
    expect(window.messages).toEqual([
      expect.stringContaining(
        '2 failed, the first of them a.txt: Another text called a.txt is in that folder',
      ),
    ]);
  });
});
