import {
  Disposable,
  type FileRenameEvent,
  FileType,
  type FileWillRenameEvent,
  l10n,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { AnnJournal } from './annJournal.ts';
import type { AnnotationFile } from './annotationFile.ts';
import type { SyncState } from './annSync.ts';
import { basenameOf, besides } from './fileNames.ts';
import type { Log } from './log.ts';

/** A document on its way to another address. */
interface Move {
  readonly from: Uri;
  readonly state: SyncState;
  /** Resolves when its files are where they shall be. */
  readonly done: Promise<void>;
  readonly finish: () => void;
}

/** How long an opened document waits for its files; VS Code says nothing when a renaming fails. */
const patienceMs = 5000;

/** Takes `.ann` files and journals along when texts are renamed or moved inside VS Code. */
export class AnnMoves {
  readonly #journal: AnnJournal;
  readonly #fileOf: (document: Uri) => AnnotationFile | undefined;
  readonly #log: Log;
  /** By the address that the document will have. */
  readonly #moves = new Map<string, Move>();
  readonly #subscriptions: Disposable;

  /** @param fileOf the file of an open document */
  constructor(journal: AnnJournal, fileOf: (document: Uri) => AnnotationFile | undefined, log: Log) {
    this.#journal = journal;
    this.#fileOf = fileOf;
    this.#log = log;
    this.#subscriptions = Disposable.from(
      workspace.onWillRenameFiles((event) => this.#begin(event)),
      workspace.onDidRenameFiles((event) => void this.#end(event)),
    );
  }

  /** What a document that was opened at this address was until now, if it was renamed. */
  take(document: Uri): Move | undefined {
    return this.#moves.get(document.toString());
  }

  /** Whether the document is on its way to another address. */
  isMoving(document: Uri): boolean {
    const key = document.toString();
    return [...this.#moves.values()].some(({ from }) => from.toString() === key);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const { finish } of this.#moves.values()) finish();
  }

  #begin({ files, waitUntil }: FileWillRenameEvent): void {
    for (const { oldUri, newUri } of files) {
      for (const { uri } of workspace.textDocuments) {
        const target = movedAddress(uri, oldUri, newUri);
        const file = target && this.#fileOf(uri);
        if (!target || !file) continue;
        // What is on its way to the file shall be there before the file goes.
        waitUntil(file.sync());
        let finish = () => undefined as undefined;
        const done = new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, patienceMs);
          finish = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        const move = {
          from: uri,
          done,
          finish,
          get state() {
            return file.state;
          },
        };
        this.#moves.set(target.toString(), move);
      }
    }
  }

  async #end({ files }: FileRenameEvent): Promise<void> {
    for (const { oldUri, newUri } of files) {
      try {
        await this.#moveAnn(oldUri, newUri, files);
      } catch (error) {
        this.#log.error(`The annotations of ${oldUri.toString()} could not be moved.`, error);
        void window.showErrorMessage(
          l10n.t(
            'The annotations of “{0}” could not be moved along; they are where they were.',
            basenameOf(newUri),
          ),
        );
      }
    }
    for (const [target, move] of [...this.#moves]) {
      const isDone = files.some(
        ({ oldUri, newUri }) => movedAddress(move.from, oldUri, newUri)?.toString() === target,
      );
      if (!isDone) continue;
      await this.#journal.move(move.from, Uri.parse(target));
      move.finish();
      // The old document closes and the new one opens in either order, and both ask for the move.
      setTimeout(() => this.#moves.delete(target), patienceMs).unref();
    }
  }

  async #moveAnn(
    from: Uri,
    to: Uri,
    files: readonly { readonly oldUri: Uri; readonly newUri: Uri }[],
  ): Promise<void> {
    const [oldAnn, newAnn] = [besides(from, '.ann'), besides(to, '.ann')];
    const isOwned = from.path.endsWith('.txt') || this.#moves.get(to.toString())?.state.base?.disk.annBytes;
    const goesAlone = !files.some(({ oldUri }) => oldUri.toString() === oldAnn.toString());
    if (!isOwned || !goesAlone || oldAnn.toString() === newAnn.toString()) return;
    if (!(await isFile(oldAnn)) || !(await isFile(to))) return;
    const isInTheWay = await isFile(newAnn);
    if (isInTheWay && !(await mayReplace(oldAnn, newAnn))) return;
    await workspace.fs.rename(oldAnn, newAnn, { overwrite: isInTheWay });
  }
}

/** Where `uri` will be when `from`, itself or a folder above it, is called `to`; `undefined` when it stays. */
function movedAddress(uri: Uri, from: Uri, to: Uri): Uri | undefined {
  if (uri.toString() === from.toString()) return to;
  const isBelow =
    uri.scheme === from.scheme && uri.authority === from.authority && uri.path.startsWith(`${from.path}/`);
  return isBelow ? to.with({ path: `${to.path}${uri.path.slice(from.path.length)}` }) : undefined;
}

async function isFile(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    ({ type }) => (type & FileType.File) !== 0,
    () => false,
  );
}

async function mayReplace(oldAnn: Uri, newAnn: Uri): Promise<boolean> {
  const replace = l10n.t('Replace');
  const answer = await window.showWarningMessage(
    l10n.t(
      '{0} is there already, so the annotations stay in {1}. Put them in its place?',
      basenameOf(newAnn),
      basenameOf(oldAnn),
    ),
    replace,
  );
  return answer === replace;
}
