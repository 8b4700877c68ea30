import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Memento } from 'vscode';
import { acceptAttitudes, shownAttitude } from '../../../../src/core/review/operations.ts';
import { emptyReview } from '../../../../src/core/review/review.ts';
import { AnnotationStore } from '../../../../src/editor/annotationStore.ts';
import { basenameOf } from '../../../../src/editor/fileNames.ts';
import { FolderProgress } from '../../../../src/editor/review/folderProgress.ts';
import { annotated, article, articleAttitudes, uri } from '../annotated.ts';
import { folderWith } from '../filesOnDisk.ts';
import { Uri } from '../vscode.ts';

const { extraction, text } = annotated(article, articleAttitudes);

/** What VS Code keeps for the workspace. */
function memento(): Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => values.get(key) ?? fallback,
    update: async (key: string, value: unknown) => void values.set(key, value),
  } as Memento;
}

/** What the list shows: name, reviewed, remaining, attitudes in the file. */
async function shown(progress: FolderProgress, path: string): Promise<readonly unknown[]> {
  const files = await progress.filesBeside(Uri.file(path) as never);
  return files.map(({ uri, progress: known, annotated }) =>
    [basenameOf(uri), known && `${known.reviewed}/${known.remaining}`, annotated].filter(
      (part) => part !== undefined,
    ),
  );
}

/** A store in which attitudes are suggested for the text at `path`. */
function storeWith(path: string): AnnotationStore {
  const store = new AnnotationStore();
  const document = Uri.file(path) as never;
  store.set({
    ...{ uri: document, version: 1, text, suggested: extraction, completeness: 'complete' },
    asRead: { text, suggested: extraction },
  });
  return store;
}

function acceptFirst(store: AnnotationStore, path: string): void {
  const annotations = store.get(Uri.file(path) as never);
  const first = annotations?.extraction.attitudes.find(({ confirmed }) => !confirmed);
  const attitude = annotations && first && shownAttitude(first, (id) => annotations.index.mention(id));
  if (!attitude) throw new Error('There is nothing to accept.');
  store.apply(annotations.uri, acceptAttitudes(annotations.review, [attitude]), 'Accept');
}

describe('The progress of a folder', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('lists the texts as people count, with what their .ann files hold', async () => {
    const folder = folderWith({
      '10.txt': text,
      '9.txt': text,
      '9.ann':
        'T1\tLOC 0 6\tРоссия\nR1\tPOS Arg1:T1 Arg2:T1\n#1\tAnnotatorNotes R1\tR2\nR3\tNEU Arg1:T1 Arg2:T1\n',
      'заметки.md': '',
      'deeper/11.txt': text,
    });
    const progress = new FolderProgress(new AnnotationStore(), memento());
    expect(await shown(progress, join(folder, '10.txt'))).toEqual([['9.txt', 2], ['10.txt']]);
  });

  test('follows a review, tells so once it pauses, and knows it after a restart', async () => {
    const folder = folderWith({ 'a.txt': text, 'b.txt': text });
    const path = join(folder, 'a.txt');
    const store = storeWith(path);
    const kept = memento();
    const progress = new FolderProgress(store, kept);
    const changed = vi.fn();
    progress.onDidChange(changed);
    acceptFirst(store, path);
    acceptFirst(store, path);
    expect(changed).not.toHaveBeenCalled();
    await vi.runAllTimersAsync();
    expect(changed).toHaveBeenCalledTimes(1);
    const expected = [['a.txt', `2/${extraction.attitudes.length - 2}`], ['b.txt']];
    expect(await shown(progress, path)).toEqual(expected);
    expect(await shown(new FolderProgress(new AnnotationStore(), kept), path)).toEqual(expected);
  });

  test('keeps what was not kept yet when VS Code ends', async () => {
    const path = join(folderWith({ 'a.txt': text }), 'a.txt');
    const store = storeWith(path);
    const kept = memento();
    const progress = new FolderProgress(store, kept);
    acceptFirst(store, path);
    progress.dispose();
    const again = new FolderProgress(new AnnotationStore(), kept);
    expect(await shown(again, path)).toEqual([['a.txt', `1/${extraction.attitudes.length - 1}`]]);
  });

  test('is not that of a file alone, of which no model was asked', async () => {
    const path = join(folderWith({ 'a.txt': text }), 'a.txt');
    const store = new AnnotationStore();
    const progress = new FolderProgress(store, memento());
    store.set({
      ...{ uri: Uri.file(path) as never, version: 1, text, review: emptyReview, completeness: 'none' },
      asRead: { text, suggested: undefined },
    } as never);
    await vi.runAllTimersAsync();
    expect(await shown(progress, path)).toEqual([['a.txt']]);
  });

  test('counts an .ann file again when it was changed', async () => {
    const folder = folderWith({ 'a.txt': text, 'a.ann': 'R1\tPOS Arg1:T1 Arg2:T2\n' });
    const path = join(folder, 'a.txt');
    const progress = new FolderProgress(new AnnotationStore(), memento());
    expect(await shown(progress, path)).toEqual([['a.txt', 1]]);
    writeFileSync(join(folder, 'a.ann'), 'R1\tPOS Arg1:T1 Arg2:T2\nR2\tNEG Arg1:T1 Arg2:T2\n');
    utimesSync(join(folder, 'a.ann'), 1, 1);
    expect(await shown(progress, path)).toEqual([['a.txt', 2]]);
  });

  test('is empty beside a text that is in no folder', async () => {
    const progress = new FolderProgress(new AnnotationStore(), memento());
    expect(await progress.filesBeside(uri('untitled:Untitled-1'))).toEqual([]);
  });
});
