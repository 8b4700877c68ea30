import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, type Position, type TextDocument, Uri, window, workspace } from 'vscode';
import type { MarkedText } from '../../support/markedText.ts';

/** A new folder in the workspace, for the files of one test. */
export async function newFolder(): Promise<string> {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (!folder) throw new Error('VS Code was opened without a folder.');
  return mkdtemp(join(folder, 'test-'));
}

/** Shows a new file; `ann` is put beside it. */
export async function openText(
  content: string | Uint8Array,
  options: { readonly ann?: string; readonly folder?: string; readonly name?: string } = {},
): Promise<TextDocument> {
  const path = join(options.folder ?? (await newFolder()), options.name ?? 'текст.txt');
  await writeFile(path, content);
  if (options.ann !== undefined) await writeFile(path.replace(/\.txt$/, '.ann'), options.ann);
  return showFile(path);
}

/** Shows a file that is there. */
export async function showFile(path: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(Uri.file(path));
  await window.showTextDocument(document);
  return document;
}

/** Shows a new file whose mentions stand in an `.ann` beside it. */
export function openMarked({ text, ann }: MarkedText): Promise<TextDocument> {
  return openText(text, { ann });
}

/** Runs "Extract Attitudes" on the document and waits for its end. */
export async function extract(document: TextDocument): Promise<void> {
  await window.showTextDocument(document);
  await commands.executeCommand('aredit.extractAttitudes');
}

/** Saves and closes everything: an editor with unsaved changes would ask, and nobody is there to answer. */
export async function closeAll(): Promise<void> {
  await workspace.saveAll(true);
  await commands.executeCommand('workbench.action.closeAllEditors');
}

/** The middle of the `occurrence`-th (from 0) place where `words` stand. */
export function placeOf(document: TextDocument, words: string, occurrence = 0): Position {
  const text = document.getText();
  let offset = -1;
  for (let count = 0; count <= occurrence; count++) {
    offset = text.indexOf(words, offset + 1);
    if (offset < 0) throw new Error(`"${words}" does not stand there ${occurrence + 1} times.`);
  }
  return document.positionAt(offset + Math.floor(words.length / 2));
}

/**
 * Waits until `look` returns something other than `undefined` and `false`.
 * @throws Error with `what` after half a minute.
 */
export async function eventually<T>(
  what: string,
  look: () => T | Promise<T>,
): Promise<Exclude<T, undefined | false>> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found as Exclude<T, undefined | false>;
    if (Date.now() > deadline) throw new Error(`In vain waited for: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
