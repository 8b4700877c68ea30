import { stat } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import type { ComparedDocument } from '../core/agreement/comparedDocument.ts';
import { readAnnotator } from '../core/agreement/readAnnotator.ts';
import { parseBrat } from '../core/formats/brat.ts';
import { describeFileFailure, FileError } from './fileError.ts';
import { readTextFile } from './textFile.ts';

/** A document that both folders have, or one line that says what could not be compared. */
export type AgreementSource =
  | {
      readonly type: 'document';
      readonly document: ComparedDocument;
      /** One line for each line of the two files that is flawed. */
      readonly problems: readonly string[];
    }
  | { readonly type: 'problem'; readonly message: string };

/** The two `.ann` files of a document. */
export interface AnnotationFiles {
  /** Path relative to the folders, without `.ann`, with `/`; the file's name where files were given. */
  readonly id: string;
  readonly a: string | undefined;
  readonly b: string | undefined;
}

/**
 * The `.ann` files below two folders by relative path, in the order of paths with numbers by value; or the pair of
 * two files.
 * @throws FileError when a folder cannot be read, holds no `.ann` file, or is compared with a file
 */
export async function pairAnnotationFiles(a: string, b: string): Promise<AnnotationFiles[]> {
  const [kindOfA, kindOfB] = [await kindOf(a), await kindOf(b)];
  if (kindOfA !== kindOfB)
    throw new FileError(`${a} and ${b}: a folder and a file; give two folders or two .ann files`);
  if (kindOfA === 'file') return [{ id: withoutExtension(a.replace(/^.*[/\\]/, '')), a, b }];
  const [inA, inB] = [await listAnnotationFiles(a), await listAnnotationFiles(b)];
  return [...new Set([...inA.keys(), ...inB.keys()])]
    .sort((left, right) => byName.compare(left, right) || (left < right ? -1 : 1))
    .map((id) => ({ id, a: inA.get(id), b: inB.get(id) }));
}

/**
 * Reads both files and their text. The text stands beside either `.ann`, or beside both if it is the same.
 * @param relations whether relations that are no attitudes take part
 */
export async function readAgreementSource(
  { id, a, b }: AnnotationFiles,
  relations: 'attitudes' | 'all',
): Promise<AgreementSource> {
  if (a === undefined || b === undefined) {
    const message = `${a ?? b}: is in one of the folders only and does not count; add the other annotator's file`;
    return { type: 'problem', message };
  }
  try {
    const text = await readCommonText(a, b);
    const sides = [];
    const problems: string[] = [];
    for (const path of [a, b]) {
      const brat = parseBrat(await readTextFile(path), text);
      const annotator = readAnnotator(brat, relations);
      for (const { line, message } of [...brat.problems, ...annotator.problems])
        problems.push(`${path}:${line ?? 1}: ${message}`);
      sides.push({ mentions: annotator.mentions, relations: annotator.relations });
    }
    const [left, right] = sides;
    if (left === undefined || right === undefined) throw new Error('Two files give two sides.');
    return { type: 'document', document: { id, text, a: left, b: right }, problems };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { type: 'problem', message: error.message };
  }
}

async function readCommonText(a: string, b: string): Promise<string> {
  const paths = [a, b].map((path) => `${withoutExtension(path)}.txt`);
  const present = [];
  for (const path of paths) {
    if (await isThere(path)) present.push({ path, text: await readTextFile(path) });
  }
  const [first, second] = present;
  if (first === undefined)
    throw new FileError(`${a}: has no text: neither ${paths.join(' nor ')} is there; put the text beside it`);
  if (second !== undefined && first.text !== second.text) {
    const line = firstDifferentLine(first.text, second.text);
    throw new FileError(
      `${second.path}:${line}: differs from ${first.path}; offsets of different texts cannot be compared, give both annotators one text`,
    );
  }
  return first.text;
}

function firstDifferentLine(a: string, b: string): number {
  let offset = 0;
  while (offset < a.length && a[offset] === b[offset]) offset += 1;
  return a.slice(0, offset).split('\n').length;
}

async function listAnnotationFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = await glob('**/*.ann', { cwd: folder, onlyFiles: true, caseSensitiveMatch: false });
  if (paths.length === 0) throw new FileError(`${folder}: holds no .ann file; give a folder of brat's files`);
  const prefix = /[/\\]$/.test(folder) ? folder : `${folder}/`;
  return new Map(paths.map((path) => [withoutExtension(path), prefix + path]));
}

async function kindOf(path: string): Promise<'folder' | 'file'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    throw new FileError(`${path}: cannot be read: ${describeFileFailure(error)}`, { cause: error });
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function withoutExtension(path: string): string {
  return path.replace(/\.ann$/i, '');
}

const byName = new Intl.Collator('ru', { numeric: true });
