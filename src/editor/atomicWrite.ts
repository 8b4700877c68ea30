import { randomUUID } from 'node:crypto';
import { access, constants } from 'node:fs/promises';
import { Uri, workspace } from 'vscode';
import { withFileLock } from '../files/fileLock.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { basenameOf } from './fileNames.ts';
import { readFileIfThere } from './textFiles.ts';

/**
 * Writes the whole file or leaves what was there: the bytes go to another file of the same folder first.
 * A reader sees the old content or the new, never a part.
 * @throws the error of the file system; nothing was changed then.
 */
export async function writeAtomically(uri: Uri, bytes: Uint8Array): Promise<void> {
  await write(uri, bytes, async () => true);
}

/**
 * The same, but only in the place of what is `expected` to be there; `undefined` is no file.
 * The two are compared when everything but the change of the name is done.
 * @returns whether it was so; else nothing was changed.
 */
export function replaceAtomically(
  uri: Uri,
  expected: Uint8Array | undefined,
  bytes: Uint8Array,
): Promise<boolean> {
  const work = () => write(uri, bytes, async () => haveSameBytes(await readFileIfThere(uri), expected));
  return uri.scheme === 'file' ? withFileLock(uri.fsPath, work) : work();
}

/** Whether two files hold the same, or both are not there. */
export function haveSameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a && b ? Buffer.compare(a, b) === 0 : a === b;
}

async function write(uri: Uri, bytes: Uint8Array, mayReplace: () => Promise<boolean>): Promise<boolean> {
  if (uri.scheme === 'file') {
    await refuseReadOnly(uri.fsPath);
    // VS Code's own rename deletes what is in the way first; the system's takes its place in one step.
    return writeWhole(uri.fsPath, bytes, mayReplace);
  }
  const temporary = Uri.joinPath(uri, '..', `.${basenameOf(uri)}.${randomUUID()}.tmp`);
  try {
    await workspace.fs.writeFile(temporary, bytes);
    const replaces = await mayReplace();
    if (replaces) await workspace.fs.rename(temporary, uri, { overwrite: true });
    else await workspace.fs.delete(temporary);
    return replaces;
  } catch (error) {
    await workspace.fs.delete(temporary).then(undefined, () => undefined);
    throw error;
  }
}

/** A file that somebody made read-only is not to be replaced, though its folder would allow it. */
async function refuseReadOnly(path: string): Promise<void> {
  try {
    await access(path, constants.W_OK);
  } catch (error) {
    const isThere = !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
    if (isThere) throw error;
  }
}
