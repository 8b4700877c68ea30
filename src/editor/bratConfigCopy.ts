import { Uri, workspace } from 'vscode';
import { writeAtomically } from './atomicWrite.ts';
import { readFileIfThere } from './textFiles.ts';

/** What brat reads of a collection besides its documents. */
const names = ['annotation.conf', 'visual.conf', 'tools.conf', 'kb_shortcuts.conf'];

/**
 * Copies brat's configuration of the folders that the paths lead through, below `source`, into the same ones below
 * `target`; files that are there stay.
 * @param paths of documents, with `/`
 * @returns names of the files that were written, each once
 */
export async function copyBratConfig(
  source: Uri,
  target: Uri,
  paths: readonly string[],
): Promise<readonly string[]> {
  const written = new Set<string>();
  for (const folder of new Set(paths.flatMap(foldersOf))) {
    for (const name of names) {
      const bytes = await readFileIfThere(Uri.joinPath(source, folder, name));
      const copy = Uri.joinPath(target, folder, name);
      if (!bytes || (await readFileIfThere(copy))) continue;
      await workspace.fs.createDirectory(Uri.joinPath(target, folder));
      await writeAtomically(copy, bytes);
      written.add(name);
    }
  }
  return [...written];
}

/** `а/б/text.txt` → ``, `а`, `а/б`. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}
