import { beforeEach, describe, expect, test } from 'vitest';
import type { Uri as VsCodeUri } from 'vscode';
import { sampleWriter } from '../../../src/editor/commands/exportSamples.ts';
import type { DocumentAnnotations } from '../../../src/editor/documentAnnotations.ts';
import { SampleExport } from '../../../src/editor/sampleExport.ts';
import { sampleSourceOf } from '../../../src/editor/sampleSources.ts';
import { reviewOf } from '../core/review/reviewOf.ts';
import { annotated, uri } from './annotated.ts';
import { FakeQuickPick } from './fakeQuickPick.ts';
import { filesOf, folderWith } from './filesOnDisk.ts';
import { Uri, window } from './vscode.ts';

const marked = '[Россия]LOC осудила [США]LOC.';
const { text } = annotated(marked);
const { review } = reviewOf('T1\tLOC 0 6\tРоссия\nT2\tLOC 15 18\tСША\nR1\tNEG Arg1:T1 Arg2:T2\n', text);
const documents = Array.from({ length: 5 }, (_, index) =>
  annotated(marked, [], { review, uri: uri(`file:///${index}.txt`) }),
);

/** Writes samples of the documents into the folder; `lines` are those that Enter is pressed on. */
async function write(
  folder: string,
  lines: readonly string[],
  given: readonly DocumentAnnotations[] = documents,
): Promise<void> {
  const pick = new FakeQuickPick();
  window.createQuickPick = () => pick;
  const writer = sampleWriter();
  const work = writer(new SampleExport(given.map(sampleSourceOf)), {
    uri: Uri.file(`${folder}/samples.tsv`) as unknown as VsCodeUri,
    isFolder: true,
  });
  for (const line of lines) pick.enter(line);
  pick.enter(pick.items[0]?.label);
  await work;
}

beforeEach(() => {
  window.messages = [];
  window.pressed = undefined;
});

describe('an export of samples', () => {
  test('writes the file and says what it holds', async () => {
    const folder = folderWith();
    await write(folder, []);
    expect(Object.keys(filesOf(folder))).toEqual(['samples.tsv']);
    expect(window.messages).toEqual([
      'samples.tsv written: 10 samples (0 positive, 5 negative, 5 neutral) · 5 documents.',
    ]);
  });

  test('writes a file for each part, as JSON lines where told so', async () => {
    const folder = folderWith();
    await write(folder, ['Files', 'Format', 'Columns with the origin of labels']);
    const files = filesOf(folder);
    expect(Object.keys(files)).toEqual(['samples-test.jsonl', 'samples-train.jsonl']);
    expect(JSON.parse(files['samples-test.jsonl']?.split('\n')[1] ?? '')).toMatchObject({
      annotation_id: 'R1',
    });
  });

  test('replaces no file without asking, and then all or none', async () => {
    const there = { 'samples-test.tsv': 'alt' };
    const folder = folderWith(there);
    await write(folder, ['Files']);
    expect(filesOf(folder)).toEqual(there);
    expect(window.messages).toEqual(['samples-test.tsv is there already. Replace it?']);
    window.pressed = 'Replace';
    await write(folder, ['Files']);
    const files = filesOf(folder);
    expect(Object.keys(files)).toEqual(['samples-test.tsv', 'samples-train.tsv']);
    expect(files['samples-test.tsv']).not.toBe('alt');
  });

  test('writes nothing where there is no sample, or fewer documents than files', async () => {
    const folder = folderWith();
    await expect(write(folder, [], [annotated(marked)])).rejects.toThrow('no sample');
    await expect(write(folder, ['Files', 'Files', 'Files', 'Files'])).rejects.toThrow('fewer documents');
    expect(filesOf(folder)).toEqual({});
  });
});
