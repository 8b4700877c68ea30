import { CancellationError, type Event, EventEmitter, Uri } from 'vscode';
import { type Agreement, sumAgreement } from '../../core/agreement/agreement.ts';
import type { AnnotationFiles } from '../../core/agreement/annotationFiles.ts';
import type { Disagreement } from '../../core/agreement/disagreements.ts';
import type { Adjudication, DisagreementKey } from './adjudication.ts';
import { type ComparedEntry, type ComparisonProblem, type ReadEntry, readEntry } from './comparedEntry.ts';
import { type ComparedSide, type ComparisonRequest, sideNames } from './comparisonRequest.ts';
import { type DisagreementFilter, everything, passes } from './disagreementFilter.ts';
import { goldUri, logName } from './goldFolder.ts';
import { listAnnotations } from './listAnnotations.ts';
import { forEachFile, type Task } from './longTask.ts';

/** A disagreement and the document it is in. */
export interface FoundDisagreement {
  readonly entry: ComparedEntry;
  readonly disagreement: Disagreement;
}

/** What changed on disk, by the ids of documents. */
export interface ComparisonChange {
  /** Documents of which A's or B's files changed. */
  readonly compared: ReadonlySet<string>;
  /** Documents of which the third file changed. */
  readonly gold: ReadonlySet<string>;
  /** Whether files of A or B came or went. */
  readonly isListChanged: boolean;
  /** Whether the record of decisions changed. */
  readonly isLogChanged: boolean;
}

/** What changed of a comparison: what it holds and shows, or only which disagreement is looked at. */
export type ComparisonAspect = 'content' | 'current';

/** Two annotators' files side by side, as they are on disk, and what was decided about them. */
export class Comparison {
  readonly request: ComparisonRequest;
  readonly names: { readonly a: string; readonly b: string };
  #files: readonly AnnotationFiles<ComparedSide>[] = [];
  readonly #read = new Map<string, ReadEntry>();
  #entries: readonly ComparedEntry[] = [];
  #agreement: Agreement | undefined;
  #adjudication: Adjudication | undefined;
  #filter = everything;
  #current: DisagreementKey | undefined;
  #byText: ReadonlyMap<string, ComparedEntry> | undefined;
  readonly #didChange = new EventEmitter<ComparisonAspect>();

  readonly onDidChange: Event<ComparisonAspect> = this.#didChange.event;

  private constructor(request: ComparisonRequest) {
    this.request = request;
    this.names = sideNames(request);
  }

  /**
   * Reads and compares all files.
   * @throws CancellationError when the task was cancelled: figures of a part would mislead
   */
  static async open(request: ComparisonRequest, task: Task): Promise<Comparison> {
    const comparison = new Comparison(request);
    await comparison.#list();
    await comparison.#readAll(comparison.#files, task);
    if (task.token.isCancellationRequested) throw new CancellationError();
    return comparison;
  }

  dispose(): void {
    this.#adjudication?.dispose();
    this.#didChange.dispose();
  }

  /** The files of all documents, those of one side only included. */
  get files(): readonly AnnotationFiles<ComparedSide>[] {
    return this.#files;
  }

  /** Documents that could be compared, in the order of their paths. */
  get entries(): readonly ComparedEntry[] {
    return this.#entries;
  }

  /** What could not be compared, or not decided in the third folder. */
  get problems(): readonly ComparisonProblem[] {
    const compared = this.#files.flatMap(({ id }) => this.#read.get(id)?.problems ?? []);
    const adjudication = this.#adjudication;
    if (!adjudication) return compared;
    const blocked = this.#entries.flatMap((entry) => {
      const message = adjudication.problem(entry);
      const uri = goldUri(adjudication.folder, entry, '.txt');
      return message === undefined ? [] : [{ documentId: entry.id, uri, message }];
    });
    const uri = Uri.joinPath(adjudication.folder, logName);
    const ofLog = adjudication.problems.map(({ line = 1, message }) => ({
      documentId: logName,
      uri,
      line,
      message,
    }));
    return [...compared, ...blocked, ...ofLog];
  }

  /** Figures of all documents; made when first asked for. */
  get agreement(): Agreement {
    this.#agreement ??= sumAgreement(this.#entries.map(({ counts }) => counts));
    return this.#agreement;
  }

  get adjudication(): Adjudication | undefined {
    return this.#adjudication;
  }

  get filter(): DisagreementFilter {
    return this.#filter;
  }

  set filter(filter: DisagreementFilter) {
    this.#filter = filter;
    this.#tell();
  }

  /** The disagreement that is looked at, if it is still there. */
  get current(): FoundDisagreement | undefined {
    return this.#current && this.find(this.#current);
  }

  set current(found: FoundDisagreement | undefined) {
    const key = found && keyOf(found);
    if (key?.row === this.#current?.row) return;
    this.#current = key;
    this.#didChange.fire('current');
  }

  entry(id: string): ComparedEntry | undefined {
    return this.#read.get(id)?.entry;
  }

  /** The disagreement with this key; `undefined` when a file was changed since. */
  find({ documentId, row }: DisagreementKey): FoundDisagreement | undefined {
    const entry = this.entry(documentId);
    const disagreement = entry?.disagreements.find((each) => entry.rows.get(each) === row);
    return entry && disagreement && { entry, disagreement };
  }

  isOpen({ entry, disagreement }: FoundDisagreement): boolean {
    return this.#adjudication?.outcome(entry, disagreement) === undefined;
  }

  /** The disagreements of a document that the filter lets through, in reading order. */
  shown(entry: ComparedEntry): readonly FoundDisagreement[] {
    return entry.disagreements
      .map((disagreement) => ({ entry, disagreement }))
      .filter((found) => passes(found.disagreement, this.isOpen(found), this.#filter));
  }

  /** The text to show a document's disagreements in: that of the third folder once it is there. */
  shownText(entry: ComparedEntry): Uri {
    return this.#adjudication?.goldOf(entry)?.textUri ?? entry.textUri;
  }

  /** The document whose text, in any of the folders, is at `uri`. */
  entryAt(uri: Uri): ComparedEntry | undefined {
    this.#byText ??= new Map(
      this.#entries.flatMap((entry) => this.#textsOf(entry).map((text) => [text, entry] as const)),
    );
    return this.#byText.get(uri.toString());
  }

  /** Decides into the folder of `adjudication` from now on; what it holds already says what was decided. */
  async adjudicateInto(adjudication: Adjudication, task: Task): Promise<void> {
    await adjudication.readLog();
    await forEachFile(this.#entries, task, (entry) => adjudication.read(entry));
    if (task.token.isCancellationRequested) throw new CancellationError();
    this.#adjudication?.dispose();
    this.#adjudication = adjudication;
    adjudication.onDidChange(() => this.#tell());
    this.#tell();
  }

  /** Reads all files anew. */
  async refresh(task: Task): Promise<void> {
    await this.#list();
    await this.#adjudication?.readLog();
    await this.#readAll(this.#files, task);
    this.#tell();
  }

  /** Reads anew what changed on disk. */
  async follow({ compared, gold, isListChanged, isLogChanged }: ComparisonChange, task: Task): Promise<void> {
    if (isListChanged) await this.#list();
    if (isLogChanged) await this.#adjudication?.readLog();
    const files = this.#files.filter(({ id }) => compared.has(id));
    if (files.length > 0 || isListChanged) await this.#readAll(files, task);
    for (const id of gold) {
      const entry = this.entry(id);
      if (entry) await this.#adjudication?.read(entry);
    }
    this.#tell();
  }

  #tell(): void {
    this.#byText = undefined;
    this.#didChange.fire('content');
  }

  async #list(): Promise<void> {
    this.#files = await listAnnotations(this.request);
    const ids = new Set(this.#files.map(({ id }) => id));
    for (const id of this.#read.keys()) if (!ids.has(id)) this.#read.delete(id);
  }

  async #readAll(files: readonly AnnotationFiles<ComparedSide>[], task: Task): Promise<void> {
    await forEachFile(files, task, async (file) => {
      const read = await readEntry(file, this.request.relations);
      this.#read.set(file.id, read);
      if (read.entry) await this.#adjudication?.read(read.entry);
    });
    this.#entries = this.#files.flatMap(({ id }) => this.#read.get(id)?.entry ?? []);
    this.#agreement = undefined;
  }

  #textsOf(entry: ComparedEntry): readonly string[] {
    const beside = [entry.sides.a, entry.sides.b]
      .filter(({ ref }) => ref === undefined)
      .map(({ uri }) => uri.with({ path: uri.path.replace(/\.ann$/iu, '.txt') }).toString());
    const gold = this.#adjudication?.goldOf(entry)?.textUri.toString();
    return [entry.textUri.toString(), ...beside, ...(gold === undefined ? [] : [gold])];
  }
}

/** What identifies a disagreement when files are read anew. */
export function keyOf({ entry, disagreement }: FoundDisagreement): DisagreementKey {
  return { documentId: entry.id, row: entry.rows.get(disagreement) ?? '' };
}
