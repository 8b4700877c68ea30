import type { Uri } from 'vscode';
import { type Conflict, takeTheirs } from '../core/review/rebase.ts';
import { shiftChange } from '../core/review/textEdits.ts';
import { stepBetween } from '../core/textDiff.ts';
import { removeLeftovers } from '../files/writeWhole.ts';
import { type AnnotatedDocument, readDisk } from './annContent.ts';
import type { AnnJournal } from './annJournal.ts';
import type { AnnotationStore } from './annotationStore.ts';
import { AnnSync, type SyncState } from './annSync.ts';
import { savedText } from './textFiles.ts';
import { UserError } from './userError.ts';

/** What the file of a document works with. */
export interface AnnotationFileParts {
  readonly store: AnnotationStore;
  readonly journal: AnnJournal;
  /** Asks whose version of annotations stands that were changed here and on disk; `undefined`: not decided yet. */
  readonly ask: (annUri: Uri, conflicts: readonly Conflict[]) => Promise<'ours' | 'theirs' | undefined>;
  /** The title of the step that takes the version on disk. */
  readonly takeTheirsTitle: () => string;
  /** Told when the file could not be written, once until it could again. */
  readonly tell: (annUri: Uri, error: unknown) => void;
}

/** How soon a step is written, how soon a text that others changed, and how soon a failure is tried again, at first. */
const delays = { step: 50, foreignText: 1500, failure: 5000, longestFailure: 60_000, edit: 500 };
/** How often to begin again when others write at the same time. */
const attempts = 5;

/** Keeps the `.ann` file of one open document and its review the same: reads, writes, keeps a journal, tries again. */
export class AnnotationFile {
  readonly document: AnnotatedDocument;
  readonly annUri: Uri;
  readonly #parts: AnnotationFileParts;
  #sync: AnnSync;
  /** One thing after the other. */
  #turn: Promise<void> = Promise.resolve();
  #loaded: Promise<void> = Promise.resolve();
  #syncTimer: NodeJS.Timeout | undefined;
  #syncAt = Number.POSITIVE_INFINITY;
  #journalTimer: NodeJS.Timeout | undefined;
  #journalAt = Number.POSITIVE_INFINITY;
  #lastJournalMs = 0;
  #hasJournal = false;
  #flaw: UserError | undefined;
  #failures = 0;
  #isAsking = false;
  #isEnded = false;
  #lastSyncMs = 0;
  #isTidy = false;

  constructor(document: AnnotatedDocument, annUri: Uri, parts: AnnotationFileParts, state?: SyncState) {
    this.document = document;
    this.annUri = annUri;
    this.#parts = parts;
    this.#sync = new AnnSync(document, annUri, parts.store, state);
  }

  /** Why the files cannot be used; `undefined` when they can. */
  get flaw(): UserError | undefined {
    return this.#flaw;
  }

  /** What another address of the document goes on from. */
  get state(): SyncState {
    return this.#sync.state;
  }

  /** Reads what there is after `before`: the journal first, then the files. Never rejects. */
  load(before: Promise<unknown> = Promise.resolve()): Promise<void> {
    this.#loaded = this.#enqueue(async () => {
      await before;
      const entry = await this.#parts.journal.read(this.document.uri);
      if (entry && !this.#sync.state.base) {
        this.#hasJournal = true;
        await this.#sync.restore(entry);
      }
      await this.#run();
    });
    return this.#loaded;
  }

  /** Resolves when the files were read for the first time; what is written since may be under way. */
  get loaded(): Promise<void> {
    return this.#loaded;
  }

  /** Resolves when all that is under way is done. */
  get ready(): Promise<void> {
    return this.#turn;
  }

  /** A person took a step in the review. */
  noteStep(): void {
    this.#sync.noteStep();
    this.#journalIn(delays.step);
    // What takes long is done seldom.
    this.syncIn(Math.max(delays.step, 4 * this.#lastSyncMs));
  }

  /** The text was edited, or taken in from the disk, or has become one that is not saved. */
  noteEdit(): void {
    this.#sync.noteEdit();
    this.#journalIn(delays.edit);
    if (!this.document.isDirty) this.syncIn(delays.foreignText);
  }

  /** Brings both sides together after a while; the earliest of several wishes counts. */
  syncIn(delayMs: number): void {
    const at = Date.now() + delayMs;
    if (this.#isEnded || at >= this.#syncAt) return;
    clearTimeout(this.#syncTimer);
    this.#syncAt = at;
    this.#syncTimer = setTimeout(() => void this.sync(), delayMs);
  }

  /** Brings both sides together now. Never rejects. */
  sync(): Promise<void> {
    clearTimeout(this.#syncTimer);
    this.#syncAt = Number.POSITIVE_INFINITY;
    return this.#enqueue(() => this.#run());
  }

  /** The document was closed: what it has is written, for the text that is on disk. Never rejects. */
  async close(): Promise<void> {
    if (this.document.isUntitled) {
      this.abandon();
      await this.#parts.journal.remove(this.document.uri);
      return;
    }
    this.#clearTimers();
    await this.#enqueue(async () => {
      await this.#discardEdits();
      await this.#run();
    });
    await this.#enqueue(() => this.#keepJournal());
    this.abandon();
  }

  /** Ends without another word to the files. */
  abandon(): void {
    this.#isEnded = true;
    this.#clearTimers();
  }

  /** Ends at once; what is not written goes to the journal. */
  dispose(): void {
    if (this.#isEnded) return;
    this.abandon();
    const entry = this.#sync.toKeep();
    if (entry) this.#parts.journal.writeNow(this.document.uri, entry);
  }

  #enqueue(task: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(task).catch((error) => this.#fail(error));
    return this.#turn;
  }

  async #run(): Promise<void> {
    if (this.#isEnded || this.document.isUntitled) return;
    const begin = performance.now();
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const disk = await readDisk(this.document, this.annUri);
      // The text was removed: perhaps it is saved again.
      if (!disk || this.#isEnded) return;
      this.#flaw = undefined;
      if (!(await this.#sync.takeIn(disk)) || this.#isEnded) return;
      if (this.#sync.conflicts.length > 0) void this.#ask();
      if (await this.#sync.write()) break;
    }
    await this.#tidy();
    this.#failures = 0;
    this.#lastSyncMs = performance.now() - begin;
    await this.#keepJournal();
  }

  /** A closed document is what its file holds; edits that were not saved are no more. */
  async #discardEdits(): Promise<void> {
    const { uri, version, eol, encoding } = this.document;
    const disk = await readDisk(this.document, this.annUri);
    if (!disk) return;
    const text = savedText(this.document, disk.text);
    const { store } = this.#parts;
    const known = store.known(uri);
    if (known && known.text !== text)
      store.shift(uri, known.version, text, [{ span: { start: 0, end: known.text.length }, text }]);
    const closed = { uri, version, eol, encoding, isDirty: false, isClosed: true, isUntitled: false };
    this.#sync = new AnnSync({ ...closed, getText: () => text }, this.annUri, store, this.#sync.state);
  }

  /** Takes away what an earlier VS Code left that died while it wrote. */
  async #tidy(): Promise<void> {
    if (this.#isTidy || this.annUri.scheme !== 'file' || !this.#sync.state.base?.disk.annBytes) return;
    this.#isTidy = true;
    // It is there to please the eye; nothing hangs on it.
    await removeLeftovers(this.annUri.fsPath).catch(() => undefined);
  }

  #fail(error: unknown): void {
    if (error instanceof UserError) {
      // What a person has to mend is looked at again when something changes.
      this.#flaw = error;
      return;
    }
    if (this.#failures === 0) this.#parts.tell(this.annUri, error);
    const delay = Math.min(delays.failure * 2 ** this.#failures, delays.longestFailure);
    this.#failures += 1;
    this.#journalIn(delays.step);
    this.syncIn(delay);
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const { store } = this.#parts;
    const { uri } = this.document;
    const { conflicts } = this.#sync;
    const text = store.known(uri)?.text ?? '';
    const answer = await this.#parts.ask(this.annUri, conflicts);
    this.#isAsking = false;
    const known = store.known(uri);
    if (answer === undefined || !known || this.#isEnded) return;
    this.#sync.settle();
    if (answer === 'theirs') {
      const change = takeTheirs(known.review, conflicts);
      const moved = known.text === text ? change : shiftChange(change, [stepBetween(text, known.text)]);
      store.apply(uri, moved, this.#parts.takeTheirsTitle());
    }
    this.syncIn(0);
  }

  /** Keeps what is not written after a while; the earliest of several wishes counts. */
  #journalIn(delayMs: number): void {
    // What takes long is done seldom.
    const at = Date.now() + Math.max(delayMs, 10 * this.#lastJournalMs);
    if (this.#isEnded || at >= this.#journalAt) return;
    clearTimeout(this.#journalTimer);
    this.#journalAt = at;
    this.#journalTimer = setTimeout(() => void this.#enqueue(() => this.#keepJournal()), at - Date.now());
  }

  async #keepJournal(): Promise<void> {
    clearTimeout(this.#journalTimer);
    this.#journalAt = Number.POSITIVE_INFINITY;
    if (this.#isEnded) return;
    const begin = performance.now();
    const { journal } = this.#parts;
    const { uri } = this.document;
    const entry = this.#sync.toKeep();
    if (entry) await journal.write(uri, entry);
    else if (this.#hasJournal) await journal.remove(uri);
    this.#hasJournal = entry !== undefined;
    this.#lastJournalMs = performance.now() - begin;
  }

  #clearTimers(): void {
    clearTimeout(this.#syncTimer);
    clearTimeout(this.#journalTimer);
  }
}
