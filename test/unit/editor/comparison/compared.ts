import { join } from 'node:path';
import type { CancellationToken } from 'vscode';
import { Comparison } from '../../../../src/editor/comparison/comparison.ts';
import type { ComparisonRequest } from '../../../../src/editor/comparison/comparisonRequest.ts';
import type { Task } from '../../../../src/editor/comparison/longTask.ts';
import { type Files, folderWith } from '../filesOnDisk.ts';
import { Uri } from '../vscode.ts';

/** A byte order mark, an emoji, й of two code points, CR and LF: all of them count in the files. */
export const text = '\uFEFF😀 Сергеи\u0306 хвалит ООН.\r\nРим бранит ООН.\nПариж молчит.\n';
const mentions = 'T1\tPER 3 10\tСергеи\u0306\nT2\tORG 18 21\tООН\nT3\tLOC 24 27\tРим\nT4\tORG 35 38\tООН\n';
export const ofA = `${mentions}T5\tLOC 40 45\tПариж\nR1\tPOS Arg1:T1 Arg2:T2\nR2\tNEG Arg1:T3 Arg2:T4\n`;
export const ofB = `${mentions.replace('LOC', 'ORG')}R1\tPOS Arg1:T1 Arg2:T2\nR2\tPOS Arg1:T3 Arg2:T4\n`;
/** What a third file starts with: each line behind what it belongs to. */
export const agreed =
  'T1\tPER 3 10\tСергеи\u0306\nT2\tORG 18 21\tООН\nR1\tPOS Arg1:T1 Arg2:T2\nT4\tORG 35 38\tООН\n';

/** One document of which A and B have three disagreements. */
export const usual = { 'a/x.txt': text, 'a/x.ann': ofA, 'b/x.ann': ofB };

/** Folders of two annotators and a third, with these files in them. */
export function folders(files: Files = usual) {
  const root = folderWith(files);
  return { root, a: join(root, 'a'), b: join(root, 'b'), gold: join(root, 'gold') };
}

/** An address, as the sources know it. */
export const uri = (path: string) => Uri.file(path) as never;

/** A task that nobody follows; it is cancelled once it has reported so often. */
export function task(cancelAfter = Number.POSITIVE_INFINITY): Task {
  let reports = 0;
  const token = {
    get isCancellationRequested() {
      return reports >= cancelAfter;
    },
  } as CancellationToken;
  return {
    token,
    report: () => {
      reports += 1;
    },
  };
}

/** Compares two folders. */
export function compare(
  { a, b }: { readonly a: string; readonly b: string },
  change: Partial<ComparisonRequest> = {},
): Promise<Comparison> {
  return Comparison.open(
    { type: 'folders', a: { uri: uri(a) }, b: { uri: uri(b) }, relations: 'attitudes', ...change },
    task(),
  );
}
