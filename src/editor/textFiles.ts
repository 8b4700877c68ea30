import { EndOfLine, FileSystemError, type TextDocument, Uri, workspace } from 'vscode';
import { toEditorText } from '../core/textMapping.ts';

/** The bytes of a file, or `undefined` if there is none. */
export async function readFileIfThere(uri: Uri): Promise<Uint8Array | undefined> {
  return ifThere(workspace.fs.readFile(uri));
}

/** When a file was changed last, in milliseconds, or `undefined` if there is none. */
export async function changeTimeOf(uri: Uri): Promise<number | undefined> {
  return (await ifThere(workspace.fs.stat(uri)))?.mtime;
}

async function ifThere<Value>(found: Thenable<Value>): Promise<Value | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** The bytes of the nearest file of this name in `folder` or a folder above it, up to `root`; brat finds its configuration so. */
export async function readFileAbove(
  folder: Uri,
  root: Uri | undefined,
  name: string,
): Promise<Uint8Array | undefined> {
  const bytes = await readFileIfThere(Uri.joinPath(folder, name));
  const isTop = !root || folder.path === root.path || !folder.path.startsWith(root.path);
  return bytes || isTop ? bytes : readFileAbove(Uri.joinPath(folder, '..'), root, name);
}

/** UTF-8 bytes as text, a byte order mark kept: offsets in `.ann` files count it. `undefined` for other bytes. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What the editor shows of a file's text when nobody has changed it. */
export function savedText(document: Pick<TextDocument, 'eol'>, diskText: string): string {
  return toEditorText(diskText, document.eol === EndOfLine.CRLF ? '\r\n' : '\n');
}
