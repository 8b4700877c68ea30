import { stat } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { type AnnotationFiles, pairAnnotationFiles, withoutAnn } from '../core/agreement/annotationFiles.ts';
import type { ComparedDocument } from '../core/agreement/comparedDocument.ts';
import { type ComparedRelations, commonText, readCompared } from '../core/agreement/readCompared.ts';
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

/**
 * The `.ann` files below two folders by relative path, or the pair of two files.
 * @throws FileError when a folder cannot be read, holds no `.ann` file, or is compared with a file
 */
export async function findAnnotationFiles(a: string, b: string): Promise<AnnotationFiles<string>[]> {
  const [kindOfA, kindOfB] = [await kindOf(a), await kindOf(b)];
  if (kindOfA !== kindOfB)
    throw new FileError(`${a} and ${b}: a folder and a file; give two folders or two .ann files`);
  if (kindOfA === 'file') return [{ id: withoutAnn(a.replace(/^.*[/\\]/, '')), a, b }];
  return pairAnnotationFiles(await listAnnotationFiles(a), await listAnnotationFiles(b));
}

/** Reads both files and their text. The text stands beside either `.ann`, or beside both if it is the same. */
export async function readAgreementSource(
  { id, a, b }: AnnotationFiles<string>,
  relations: ComparedRelations,
): Promise<AgreementSource> {
  if (a === undefined || b === undefined) {
    const message = `${a ?? b}: is in one of the folders only and does not count; add the other annotator's file`;
    return { type: 'problem', message };
  }
  try {
    const text = await readCommonText(a, b);
    const files = { id, text, a: await readTextFile(a), b: await readTextFile(b) };
    const { document, problems } = readCompared(files, relations);
    const paths = { a, b };
    return {
      type: 'document',
      document,
      problems: problems.map(({ side, line, message }) => `${paths[side]}:${line}: ${message}`),
    };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { type: 'problem', message: error.message };
  }
}

async function readCommonText(a: string, b: string): Promise<string> {
  const [pathOfA, pathOfB] = [`${withoutAnn(a)}.txt`, `${withoutAnn(b)}.txt`];
  const common = commonText(await readTextIfThere(pathOfA), await readTextIfThere(pathOfB));
  switch (common.type) {
    case 'text':
      return common.text;
    case 'missing':
      throw new FileError(
        `${a}: has no text: neither ${pathOfA} nor ${pathOfB} is there; put the text beside it`,
      );
    case 'different':
      throw new FileError(
        `${pathOfB}:${common.line}: differs from ${pathOfA}; offsets of different texts cannot be compared, give both annotators one text`,
      );
  }
}

async function listAnnotationFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = await glob('**/*.ann', { cwd: folder, onlyFiles: true, caseSensitiveMatch: false });
  if (paths.length === 0) throw new FileError(`${folder}: holds no .ann file; give a folder of brat's files`);
  const prefix = /[/\\]$/.test(folder) ? folder : `${folder}/`;
  return new Map(paths.map((path) => [withoutAnn(path), prefix + path]));
}

async function kindOf(path: string): Promise<'folder' | 'file'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    throw new FileError(`${path}: cannot be read: ${describeFileFailure(error)}`, { cause: error });
  }
}

async function readTextIfThere(path: string): Promise<string | undefined> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  return isThere ? readTextFile(path) : undefined;
}
