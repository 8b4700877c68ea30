import { mkdir, realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { compress } from '../files/compress.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { describeFileFailure, FileError } from './fileError.ts';

/**
 * Writes a file whole or not at all, making its folder first; a name that ends in `.gz` is compressed, always to
 * the same bytes for the same text.
 * @param ifExists `replace` only where the user named this very file or folder as the output.
 * @throws FileError when the file exists and may not be replaced, or cannot be written; nothing is damaged then.
 */
export async function writeOutput(path: string, text: string, ifExists: 'replace' | 'fail'): Promise<void> {
  const data = /\.gz$/i.test(path) ? compress(text) : text;
  try {
    await mkdir(dirname(path), { recursive: true });
    const existing = await kindOf(path);
    if (existing !== 'nothing' && ifExists === 'fail') {
      throw new FileError(`${path}: already exists and was left as it is; remove it or name another output`);
    }
    // A pipe or device (/dev/stdout) must be written to, not replaced by a file.
    if (existing === 'other') await writeFile(path, data);
    else await writeWhole(path, data);
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(`${path}: cannot be written: ${describeFileFailure(error)}`, { cause: error });
  }
}

/**
 * The path of `name + suffix` in `folder`.
 * @throws FileError when `name` (from a file or from JSON) would lead out of the folder or is no file name.
 */
export function outputPath(folder: string, name: string, suffix: string): string {
  const path = join(folder, name + suffix);
  const isName =
    name !== '' && !name.includes('\0') && !/[/\\]/.test(name) && basename(path) === name + suffix;
  if (!isName || !isWithin(folder, path)) {
    throw new FileError(`${JSON.stringify(name)}: is no file name within ${folder}; rename the document`);
  }
  return path;
}

/** Whether the path leads to something below the folder. */
export function isWithin(folder: string, path: string): boolean {
  const inside = relative(resolve(folder), resolve(path));
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

/** Whether the two paths name one file, through links too; a file that is not there is the same as none. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([a, b].map((path) => realpath(path).catch(() => undefined)));
  return left !== undefined && left === right;
}

async function kindOf(path: string): Promise<'file' | 'other' | 'nothing'> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new FileError(`${path}: is a folder; name a file in it`);
    return found.isFile() ? 'file' : 'other';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'nothing';
    throw error;
  }
}
