import { randomUUID } from 'node:crypto';
import { access, constants } from 'node:fs/promises';
import { Uri, workspace } from 'vscode';
import { writeWhole } from '../files/writeWhole.ts';
import { basenameOf } from './fileNames.ts';

/**
 * Writes the whole file or leaves what was there: the bytes go to another file of the same folder first.
 * A reader sees the old content or the new, never a part.
 * @throws the error of the file system; nothing was changed then.
 */
export async function writeAtomically(uri: Uri, bytes: Uint8Array): Promise<void> {
  if (uri.scheme === 'file') {
    await refuseReadOnly(uri.fsPath);
    // VS Code's own rename deletes what is in the way first; the system's takes its place in one step.
    await writeWhole(uri.fsPath, bytes);
    return;
  }
  const temporary = Uri.joinPath(uri, '..', `.${basenameOf(uri)}.${randomUUID()}.tmp`);
  try {
    await workspace.fs.writeFile(temporary, bytes);
    await workspace.fs.rename(temporary, uri, { overwrite: true });
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
