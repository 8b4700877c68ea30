import { Disposable, type FileSystemWatcher, RelativePattern, type Uri, workspace } from 'vscode';
import { basenameOf, folderOf } from './fileNames.ts';

interface WatchedFolder {
  readonly watcher: FileSystemWatcher;
  readonly listeners: Set<{ readonly name: string; readonly tell: () => void }>;
}

/** Tells when an `.ann` file is made, changed or removed by anybody; watches a folder once, however many files it has. */
export class AnnWatchers {
  readonly #folders = new Map<string, WatchedFolder>();

  watch(annUri: Uri, tell: () => void): Disposable {
    const folder = folderOf(annUri);
    const key = folder.toString();
    const watched = this.#folders.get(key) ?? this.#watchFolder(folder);
    const listener = { name: nameOf(annUri), tell };
    watched.listeners.add(listener);
    return new Disposable(() => {
      watched.listeners.delete(listener);
      if (watched.listeners.size > 0 || !this.#folders.delete(key)) return;
      watched.watcher.dispose();
    });
  }

  dispose(): void {
    for (const { watcher } of this.#folders.values()) watcher.dispose();
    this.#folders.clear();
  }

  #watchFolder(folder: Uri): WatchedFolder {
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '*.ann'));
    const listeners: WatchedFolder['listeners'] = new Set();
    const tell = (uri: Uri) => {
      const name = nameOf(uri);
      for (const listener of [...listeners]) if (listener.name === name) listener.tell();
    };
    watcher.onDidCreate(tell);
    watcher.onDidChange(tell);
    watcher.onDidDelete(tell);
    const watched = { watcher, listeners };
    this.#folders.set(folder.toString(), watched);
    return watched;
  }
}

/** File systems disagree about letters of two code points, and some about case; telling once too often does no harm. */
function nameOf(uri: Uri): string {
  return basenameOf(uri).normalize('NFC').toLowerCase();
}
