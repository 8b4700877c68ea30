import { FileType, Uri, workspace } from 'vscode';
import { compareIds } from '../core/agreement/annotationFiles.ts';
import { isCompanion } from '../core/documentNames.ts';

/** A file below a folder. */
export interface FolderFile {
  readonly uri: Uri;
  /** Below the folder, with `/`. */
  readonly path: string;
}

/**
 * The `.txt` files below the folder, in the order of their paths with numbers by value; what stands beside texts but
 * is none is left out.
 */
export function listTexts(folder: Uri): Promise<readonly FolderFile[]> {
  return listFiles(folder, (path) => /\.txt$/iu.test(path) && !isCompanion(path));
}

/**
 * The files below the folder whose path `isWanted`, in the order of their paths with numbers by value. Hidden folders,
 * packages, and what is reached through a link to a folder are left out.
 */
export async function listFiles(
  folder: Uri,
  isWanted: (path: string) => boolean,
): Promise<readonly FolderFile[]> {
  const found: FolderFile[] = [];
  const visit = async (uri: Uri, prefix: string): Promise<void> => {
    for (const [name, type] of await workspace.fs.readDirectory(uri)) {
      const path = prefix + name;
      const child = Uri.joinPath(uri, name);
      if (type === FileType.Directory) {
        if (!name.startsWith('.') && name !== 'node_modules') await visit(child, `${path}/`);
      } else if (type & FileType.File && isWanted(path)) {
        found.push({ uri: child, path });
      }
    }
  };
  await visit(folder, '');
  return found.sort((a, b) => compareIds(a.path, b.path));
}
