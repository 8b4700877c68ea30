import { Disposable, type Event, EventEmitter, FileType, type Memento, Uri, workspace } from 'vscode';
import { progressOf, type ReviewProgress } from '../../core/review/queue.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { changeTimeOf, decodeUtf8, readFileIfThere } from '../textFiles.ts';
import type { FileNode } from './reviewNodes.ts';

/** Where the progress of documents is kept. */
const mementoKey = 'reviewProgress';

/** Of so many documents it is kept. */
const keptDocuments = 5000;

/** How soon a change is kept; a review makes one at every key. */
const delayMs = 500;

/** Remembers how far the review of each document is, so that a folder's progress can be told without opening it. */
export class FolderProgress {
  readonly #store: AnnotationStore;
  readonly #memento: Memento;
  readonly #progress: Map<string, ReviewProgress>;
  readonly #annotated = new Map<string, { readonly changedAt: number | undefined; readonly count: number }>();
  readonly #changed = new Map<string, Uri>();
  readonly #didChange = new EventEmitter<void>();
  readonly #subscriptions: Disposable;
  #timer: NodeJS.Timeout | undefined;

  /** Fires when the progress of a document is another. */
  readonly onDidChange: Event<void> = this.#didChange.event;

  constructor(store: AnnotationStore, memento: Memento) {
    this.#store = store;
    this.#memento = memento;
    this.#progress = new Map(Object.entries(memento.get<Record<string, ReviewProgress>>(mementoKey, {})));
    this.#subscriptions = Disposable.from(
      this.#didChange,
      store.onDidChangeAnnotations((uri) => {
        this.#changed.set(uri.toString(), uri);
        this.#timer ??= setTimeout(() => this.#keep(), delayMs);
      }),
    );
  }

  dispose(): void {
    if (this.#timer) this.#keep();
    this.#subscriptions.dispose();
  }

  /** The texts in the folder of a document, by name, with what is known of them. */
  async filesBeside(document: Uri): Promise<readonly FileNode[]> {
    if (document.scheme === 'untitled') return [];
    const folder = Uri.joinPath(document, '..');
    const entries = await workspace.fs.readDirectory(folder);
    const names = new Set(entries.filter(([, type]) => type & FileType.File).map(([name]) => name));
    const texts = [...names].filter((name) => /\.txt$/iu.test(name));
    texts.sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
    return Promise.all(
      texts.map(async (name): Promise<FileNode> => {
        const uri = Uri.joinPath(folder, name);
        const progress = this.#progress.get(uri.toString());
        const ann = name.replace(/\.[^.]*$/u, '.ann');
        const annotated =
          progress || !names.has(ann) ? undefined : await this.#countAnnotated(Uri.joinPath(folder, ann));
        return { type: 'file', uri, progress, annotated };
      }),
    );
  }

  /** How many attitudes stand in an `.ann` file that was not looked into further. */
  async #countAnnotated(ann: Uri): Promise<number> {
    const changedAt = await changeTimeOf(ann);
    const known = this.#annotated.get(ann.toString());
    if (known && known.changedAt === changedAt) return known.count;
    const bytes = await readFileIfThere(ann);
    const count = (bytes && decodeUtf8(bytes)?.match(/^R\d+\t/gmu)?.length) ?? 0;
    this.#annotated.set(ann.toString(), { changedAt, count });
    return count;
  }

  #keep(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    let isChanged = false;
    for (const [key, uri] of this.#changed) {
      const annotations = this.#store.get(uri);
      if (!annotations || annotations.completeness === 'none') continue;
      const progress = progressOf(annotations.extraction, annotations.review);
      const known = this.#progress.get(key);
      if (known?.reviewed === progress.reviewed && known.remaining === progress.remaining) continue;
      // The latest last: the oldest is forgotten first.
      this.#progress.delete(key);
      this.#progress.set(key, progress);
      isChanged = true;
    }
    this.#changed.clear();
    if (!isChanged) return;
    const [oldest] = this.#progress.keys();
    if (this.#progress.size > keptDocuments && oldest !== undefined) this.#progress.delete(oldest);
    void this.#memento.update(mementoKey, Object.fromEntries(this.#progress));
    this.#didChange.fire();
  }
}
