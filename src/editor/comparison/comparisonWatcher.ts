import { Disposable, RelativePattern, type Uri, workspace } from 'vscode';
import { basenameOf, folderOf } from '../fileNames.ts';
import type { Comparison, ComparisonChange } from './comparison.ts';
import type { ComparedSide } from './comparisonRequest.ts';
import { logName } from './goldFolder.ts';

/** How long changes on disk are gathered: a checkout of git changes hundreds of files at once. */
const delayMs = 300;

/** Watches the files of a comparison. */
export class ComparisonWatcher {
  readonly #comparison: Comparison;
  readonly #onDidChange: (change: ComparisonChange) => void;
  readonly #subscriptions: Disposable;
  #compared = new Set<string>();
  #gold = new Set<string>();
  #isListChanged = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(comparison: Comparison, onDidChange: (change: ComparisonChange) => void) {
    this.#comparison = comparison;
    this.#onDidChange = onDidChange;
    const { a, b } = comparison.request;
    const gold = comparison.adjudication?.folder;
    this.#subscriptions = Disposable.from(
      ...[a, b].flatMap((side) => (side.ref === undefined ? this.#watchSide(side) : [])),
      ...(gold ? [watch(gold, '**/*.{ann,txt,tsv}', (uri) => this.#noteGold(idBelow(gold, uri)))] : []),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  #watchSide({ uri }: ComparedSide): Disposable {
    const note = (id: string, isListChanged: boolean) => {
      this.#compared.add(id);
      this.#isListChanged ||= isListChanged;
      this.#schedule();
    };
    if (this.#comparison.request.type === 'folders') {
      return watch(uri, '**/*.{ann,txt}', (file, isNew) => note(idBelow(uri, file), isNew));
    }
    const { id } = this.#comparison.files[0] ?? { id: '' };
    return watch(folderOf(uri), `${basenameOf(uri).replace(/\.ann$/iu, '')}.{ann,txt}`, () =>
      note(id, false),
    );
  }

  #noteGold(id: string): void {
    this.#gold.add(id);
    this.#schedule();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const isLogChanged = this.#gold.delete('');
      const change = {
        compared: this.#compared,
        gold: this.#gold,
        isListChanged: this.#isListChanged,
        isLogChanged,
      };
      [this.#compared, this.#gold, this.#isListChanged] = [new Set(), new Set(), false];
      this.#onDidChange(change);
    }, delayMs);
  }
}

/** Tells of files that changed, and whether they came or went. */
function watch(folder: Uri, pattern: string, note: (file: Uri, isListChanged: boolean) => void): Disposable {
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, pattern));
  return Disposable.from(
    watcher,
    watcher.onDidChange((file) => note(file, false)),
    watcher.onDidCreate((file) => note(file, true)),
    watcher.onDidDelete((file) => note(file, true)),
  );
}

/** The id of the document that a file below `folder` belongs to; empty for the record of decisions. */
function idBelow(folder: Uri, file: Uri): string {
  const path = file.path.slice(folder.path.replace(/\/$/u, '').length + 1);
  return path === logName ? '' : path.replace(/\.[^./]*$/u, '');
}
