import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { compareIds } from '../core/agreement/annotationFiles.ts';
import { isCompanion } from '../core/documentNames.ts';
import { describeFileFailure, FileError } from './fileError.ts';

/** The files to work on, in order, and one line for each argument that gave none. */
export interface InputFiles {
  readonly paths: readonly string[];
  readonly problems: readonly string[];
  /** By path: the folder of a file below the folder that was named, `''` for all others. */
  readonly subfolders: ReadonlyMap<string, string>;
}

/**
 * The text files that the arguments name: files as they are, folders with all their `.txt` files below, globs.
 * Order as given; within a folder or glob by name, numbers by value (`art2` before `art10`). A file named twice is
 * taken once. Folders and globs leave out what stands beside texts but is none: `.opin.txt`, `.author.txt`,
 * `.neut.*.txt`, `synonyms.txt`.
 */
export async function findInputs(args: readonly string[]): Promise<InputFiles> {
  const paths = new Map<string, Found>();
  const problems: string[] = [];
  for (const arg of args) {
    try {
      for (const found of await expand(arg)) {
        if (!paths.has(resolve(found.path))) paths.set(resolve(found.path), found);
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      problems.push(error.message);
    }
  }
  const found = [...paths.values()];
  return {
    paths: found.map(({ path }) => path),
    problems,
    subfolders: new Map(found.map(({ path, subfolder }) => [path, subfolder])),
  };
}

interface Found {
  readonly path: string;
  readonly subfolder: string;
}

/** The name of a text without folder and `.txt`: what its other files are called after. */
export function documentName(path: string): string {
  return basename(path).replace(/\.txt$/i, '');
}

async function expand(arg: string): Promise<Found[]> {
  let kind: 'file' | 'folder';
  try {
    kind = (await stat(arg)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (isDynamicPattern(arg)) return expandGlob(arg, arg, 'nothing matches');
    throw new FileError(`${arg}: cannot be read: ${describeFileFailure(error)}`, { cause: error });
  }
  if (kind === 'file') return [{ path: arg, subfolder: '' }];
  return expandGlob(arg, '**/*.txt', 'holds no .txt file', arg);
}

async function expandGlob(
  arg: string,
  pattern: string,
  emptyMessage: string,
  cwd?: string,
): Promise<Found[]> {
  const found = await glob(pattern, {
    caseSensitiveMatch: cwd === undefined,
    onlyFiles: true,
    ...(cwd === undefined ? {} : { cwd }),
  });
  const paths = found
    .filter((path) => !isCompanion(path))
    .sort(compareIds)
    .map((path) =>
      cwd === undefined
        ? { path, subfolder: '' }
        : { path: joinPath(cwd, path), subfolder: dirname(path).replace(/^\.$/, '') },
    );
  if (paths.length === 0)
    throw new FileError(`${arg}: ${emptyMessage}; give a text file, a folder or a pattern`);
  return paths;
}

function joinPath(folder: string, path: string): string {
  return folder === '.' ? path : `${folder.replace(/[/\\]+$/, '')}/${path}`;
}
