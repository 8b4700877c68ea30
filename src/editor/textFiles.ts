import { EndOfLine, FileSystemError, type TextDocument, type Uri, workspace } from 'vscode';
import { toEditorText } from '../core/textMapping.ts';

/** The bytes of a file, or `undefined` if there is none. */
export async function readFileIfThere(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
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
