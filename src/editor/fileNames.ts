import { Uri } from 'vscode';

/** The last part of the path. */
export function basenameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** The folder of the file. */
export function folderOf(uri: Uri): Uri {
  return Uri.joinPath(uri, '..');
}

/** The file of the same folder and name with another extension: `a/text.txt` → `a/text.ann`. */
export function besides(uri: Uri, extension: string): Uri {
  const name = basenameOf(uri);
  const dot = name.lastIndexOf('.');
  return Uri.joinPath(uri, '..', `${dot > 0 ? name.slice(0, dot) : name}${extension}`);
}

/** Whether the file or folder stands below the folder. */
export function isBelow(uri: Uri, folder: Uri): boolean {
  const start = `${folder.path.replace(/\/$/u, '')}/`;
  return uri.scheme === folder.scheme && uri.authority === folder.authority && uri.path.startsWith(start);
}
