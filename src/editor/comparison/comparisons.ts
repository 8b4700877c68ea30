import {
  CancellationTokenSource,
  commands,
  type Disposable,
  type Event,
  EventEmitter,
  l10n,
  type Memento,
  window,
} from 'vscode';
import { isCancellation } from '../describeError.ts';
import { contextKeys } from '../ids.ts';
import type { Log } from '../log.ts';
import { Adjudication } from './adjudication.ts';
import { Comparison, type ComparisonAspect, type ComparisonChange } from './comparison.ts';
import { type ComparisonRequest, parseRequest, storedRequest } from './comparisonRequest.ts';
import { ComparisonWatcher } from './comparisonWatcher.ts';
import { isFiltering } from './disagreementFilter.ts';
import { runLongTask, type Task } from './longTask.ts';

/** Where the workspace remembers what is compared. */
const storageKey = 'comparison';

/**
 * The comparison that is open, if one is. After the window was reloaded it is opened again, when it is first looked
 * at; what was decided stands in its third folder.
 */
export class Comparisons {
  readonly #storage: Memento;
  readonly #log: Log;
  #remembered: ComparisonRequest | undefined;
  #opening: Promise<Comparison | undefined> | undefined;
  #comparison: Comparison | undefined;
  #watcher: ComparisonWatcher | undefined;
  #subscription: Disposable | undefined;
  readonly #editors: Disposable;
  readonly #didChange = new EventEmitter<ComparisonAspect>();

  readonly onDidChange: Event<ComparisonAspect> = this.#didChange.event;

  constructor(storage: Memento, log: Log) {
    this.#storage = storage;
    this.#log = log;
    this.#remembered = parseRequest(storage.get(storageKey));
    this.#editors = window.onDidChangeActiveTextEditor(() => this.#setPlace());
    this.#tell('content');
  }

  dispose(): void {
    this.#leave();
    this.#editors.dispose();
    this.#didChange.dispose();
  }

  /** The comparison, if its files have been read. */
  get comparison(): Comparison | undefined {
    return this.#comparison;
  }

  /** The comparison, read first if it is only remembered; `undefined` if there is none. */
  get(): Promise<Comparison | undefined> {
    if (this.#comparison || !this.#remembered) return Promise.resolve(this.#comparison);
    this.#opening ??= this.#openAgain(this.#remembered).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  /** Compares anew; the comparison before, if there was one, is closed. */
  async open(request: ComparisonRequest): Promise<Comparison> {
    const comparison = await runLongTask(l10n.t('Comparing annotations'), async (task) => {
      const opened = await Comparison.open(request, task);
      if (request.gold) await opened.adjudicateInto(new Adjudication(request.gold), task);
      return opened;
    });
    this.#leave();
    this.#comparison = comparison;
    await this.remember();
    return comparison;
  }

  /** Watches the files that the comparison is about now, and remembers it for the next window. */
  async remember(): Promise<void> {
    const comparison = this.#comparison;
    if (!comparison) return;
    this.#watcher?.dispose();
    this.#watcher = new ComparisonWatcher(comparison, (change) => void this.#follow(comparison, change));
    this.#subscription?.dispose();
    this.#subscription = comparison.onDidChange((aspect) => this.#tell(aspect));
    const gold = comparison.adjudication?.folder;
    const { type, a, b, relations } = comparison.request;
    this.#remembered = { type, a, b, relations, ...(gold && { gold }) };
    this.#tell('content');
    await this.#storage.update(storageKey, storedRequest(this.#remembered));
  }

  /** Reads all files anew. */
  async refresh(): Promise<void> {
    const comparison = await this.get();
    if (comparison) await runLongTask(l10n.t('Comparing annotations'), (task) => comparison.refresh(task));
  }

  async close(): Promise<void> {
    this.#leave();
    this.#remembered = undefined;
    this.#tell('content');
    await this.#storage.update(storageKey, undefined);
  }

  async #openAgain(request: ComparisonRequest): Promise<Comparison | undefined> {
    try {
      return await this.open(request);
    } catch (error) {
      // Its folders may be gone since. What cannot be opened again is forgotten, and nothing of it is lost.
      if (!isCancellation(error)) this.#log.error('The comparison could not be opened again.', error);
      await this.close();
      return undefined;
    }
  }

  async #follow(comparison: Comparison, change: ComparisonChange): Promise<void> {
    const { token } = new CancellationTokenSource();
    const quietly: Task = { token, report: () => undefined };
    try {
      await comparison.follow(change, quietly);
    } catch (error) {
      // Files that are being moved come back, or the next reading says what is wrong.
      this.#log.warn('Changed files could not be compared.', error);
    }
  }

  #leave(): void {
    this.#subscription?.dispose();
    this.#watcher?.dispose();
    this.#comparison?.dispose();
    this.#comparison = undefined;
  }

  /** Whether the text of the disagreement that is looked at has the focus: keys must not decide what nobody sees. */
  #setPlace(): void {
    const editor = window.activeTextEditor;
    const current = this.#comparison?.current;
    const isThere = editor && current && this.#comparison?.entryAt(editor.document.uri) === current.entry;
    void commands.executeCommand('setContext', contextKeys.isAtDisagreement, isThere === true);
  }

  #tell(aspect: ComparisonAspect): void {
    const comparison = this.#comparison;
    const set = (key: string, value: unknown) => void commands.executeCommand('setContext', key, value);
    set(contextKeys.isComparing, comparison !== undefined || this.#remembered !== undefined);
    set(contextKeys.isAdjudicating, comparison?.adjudication !== undefined);
    set(contextKeys.comparesAllRelations, comparison?.request.relations === 'all');
    this.#setPlace();
    set(contextKeys.canUndoDecision, comparison?.adjudication?.canUndo === true);
    set(contextKeys.canRedoDecision, comparison?.adjudication?.canRedo === true);
    set(contextKeys.hidesDisagreements, comparison !== undefined && isFiltering(comparison.filter));
    this.#didChange.fire(aspect);
  }
}
