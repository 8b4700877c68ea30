import { Disposable, type FileSystemWatcher, RelativePattern, type Uri, workspace } from 'vscode';
import { areSameGroups } from '../../core/synonyms.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { describeKnownError } from '../describeError.ts';
import { folderOf } from '../fileNames.ts';
import { settingsSection } from '../settings.ts';
import { readSynonyms, synonymsUri } from '../synonymsFile.ts';

/** Keeps the groups of names of every known document as its synonyms file has them, whoever changes that. */
export class SynonymsFollower {
  readonly #store: AnnotationStore;
  readonly #onRegrouped: (document: Uri) => void;
  /** Addresses of synonyms files by those of the documents that they were read for; `undefined` for none. */
  readonly #files = new Map<string, string | undefined>();
  readonly #watchers = new Map<string, FileSystemWatcher>();
  readonly #subscriptions: Disposable;

  /** @param onRegrouped told after groups changed of which entities had been made: pairs may be new */
  constructor(store: AnnotationStore, onRegrouped: (document: Uri) => void) {
    this.#store = store;
    this.#onRegrouped = onRegrouped;
    this.#subscriptions = Disposable.from(
      store.onDidChangeAnnotations((uri) => {
        const key = uri.toString();
        if (!store.known(uri)) this.#files.delete(key);
        else if (!this.#files.has(key)) void this.#read(uri);
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settingsSection}.synonymsFile`)) void this.#readAll(() => true);
      }),
      workspace.onDidGrantWorkspaceTrust(() => void this.#readAll(() => true)),
    );
  }

  /** Takes in what the file says now, for every document that it is for. */
  async take(file: Uri): Promise<void> {
    await this.#readAll((uri) => synonymsUri(uri)?.toString() === file.toString());
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const watcher of this.#watchers.values()) watcher.dispose();
  }

  async #readAll(isWanted: (document: Uri) => boolean): Promise<void> {
    const wanted = [...this.#store.all].map(({ uri }) => uri).filter(isWanted);
    await Promise.all(wanted.map((uri) => this.#read(uri)));
  }

  async #read(document: Uri): Promise<void> {
    const file = synonymsUri(document);
    this.#files.set(document.toString(), file?.toString());
    if (file) this.#watch(file);
    const groups = await groupsFor(document);
    const before = this.#store.known(document);
    if (!before || areSameGroups(before.synonyms, groups)) return;
    const view = await this.#store.prepare(document, { text: before.text, synonyms: groups });
    const known = this.#store.known(document);
    if (!known || areSameGroups(known.synonyms, groups)) return;
    const { uri, version, text } = known;
    this.#store.setReview({ uri, version, text }, { synonyms: groups }, view);
    if (known.groupedBy && !areSameGroups(known.groupedBy, groups)) this.#onRegrouped(uri);
  }

  #watch(file: Uri): void {
    const folder = folderOf(file);
    if (this.#watchers.has(folder.toString())) return;
    // Not by the name of the file, which may hold what means something in a pattern.
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '*'));
    const tell = (changed: Uri) => {
      const isFollowed = [...this.#files.values()].includes(changed.toString());
      if (isFollowed) void this.take(changed);
    };
    watcher.onDidCreate(tell);
    watcher.onDidChange(tell);
    watcher.onDidDelete(tell);
    this.#watchers.set(folder.toString(), watcher);
  }
}

/** What cannot be read groups nothing; an extraction says why. */
async function groupsFor(document: Uri): Promise<readonly (readonly string[])[]> {
  try {
    return (await readSynonyms(document))?.groups ?? [];
  } catch (error) {
    if (describeKnownError(error)) return [];
    throw error;
  }
}
