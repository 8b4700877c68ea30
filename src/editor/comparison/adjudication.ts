import { type Event, EventEmitter, l10n, type Uri, workspace } from 'vscode';
import { type Decision, decide } from '../../core/agreement/adjudication.ts';
import {
  type AdjudicationLog,
  formatAdjudicationLog,
  type LoggedDecision,
  logDecision,
} from '../../core/agreement/adjudicationLog.ts';
import type { Disagreement } from '../../core/agreement/disagreements.ts';
import { frameGold, type GoldFrame, type GoldView, viewGold } from '../../core/agreement/goldView.ts';
import { findOutcomes, type Outcome } from '../../core/agreement/outcomes.ts';
import { type BratDocument, formatBrat } from '../../core/formats/brat.ts';
import { applyPatch, type BratPatch, diffBrat, invertPatch } from '../../core/formats/bratPatch.ts';
import type { Problem } from '../../core/problem.ts';
import { basenameOf } from '../fileNames.ts';
import { UserError } from '../userError.ts';
import type { ComparedEntry } from './comparedEntry.ts';
import { type GoldFile, readGold, readLog, writeGold, writeLog } from './goldFolder.ts';

/** What a person can do about a disagreement: let AREdit write it, or say that they wrote it themselves. */
export type Verdict = Decision | 'edited';

/** A disagreement of a document, beyond the life of both. */
export interface DisagreementKey {
  readonly documentId: string;
  readonly row: string;
}

/** What one decision changed, to be taken back and done again. */
interface Step {
  readonly key: DisagreementKey;
  readonly patch: BratPatch;
  readonly log: readonly LogChange[];
}

interface LogChange {
  readonly row: string;
  readonly before: LoggedDecision | undefined;
  readonly after: LoggedDecision | undefined;
}

/** The third file of a document as it was read last. */
interface GoldState {
  readonly entry: ComparedEntry;
  readonly frame: GoldFrame;
  readonly gold?: GoldFile;
  /** By row: whoever asks may know the disagreement from an earlier reading of the files. */
  readonly outcomes: ReadonlyMap<string, Outcome | undefined>;
  /** Why nothing can be decided in this document. */
  readonly problem?: string;
}

/**
 * Decides disagreements into a third folder. What was decided is read off the files there, whoever wrote them; only
 * undo and redo live in memory.
 */
export class Adjudication {
  readonly folder: Uri;
  #log: AdjudicationLog = { decisions: new Map(), others: [] };
  #problems: readonly Problem[] = [];
  #isStarted = false;
  readonly #states = new Map<string, GoldState>();
  /** A look at a long file takes a while, and more than one step of a decision needs it. */
  readonly #views = new WeakMap<BratDocument, { readonly frame: GoldFrame; readonly view: GoldView }>();
  readonly #done: Step[] = [];
  readonly #undone: Step[] = [];
  /** One after the other: each step reads what the one before it wrote. */
  #last: Promise<unknown> = Promise.resolve();
  readonly #didChange = new EventEmitter<void>();

  readonly onDidChange: Event<void> = this.#didChange.event;

  constructor(folder: Uri) {
    this.folder = folder;
  }

  dispose(): void {
    this.#didChange.dispose();
  }

  /** Whether decisions are on record in the folder. */
  get isStarted(): boolean {
    return this.#isStarted;
  }

  /** What is wrong with the record. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** What the third file says; `undefined` for what is open. */
  outcome({ id, rows }: ComparedEntry, disagreement: Disagreement): Outcome | undefined {
    return this.#states.get(id)?.outcomes.get(rows.get(disagreement) ?? '');
  }

  /** Why nothing can be decided in the document, if that is so. */
  problem({ id }: ComparedEntry): string | undefined {
    return this.#states.get(id)?.problem;
  }

  /** The third file of the document, once it is there. */
  goldOf({ id }: ComparedEntry): GoldFile | undefined {
    const gold = this.#states.get(id)?.gold;
    return gold?.isThere ? gold : undefined;
  }

  /** Reads the record of decisions anew; files of documents come with `read`. */
  async readLog(): Promise<void> {
    const { log, problems, isThere } = await readLog(this.folder);
    this.#isStarted = isThere;
    this.#problems = problems;
    if (formatAdjudicationLog(log) === formatAdjudicationLog(this.#log)) return;
    this.#log = log;
    for (const { entry, gold } of this.#states.values()) if (gold) this.#keep(entry, gold);
  }

  /** Leaves a record in the folder, so that the next adjudication knows that this one was there. */
  async keepRecord(): Promise<void> {
    await this.readLog();
    if (!this.#isStarted) await writeLog(this.folder, this.#log);
    this.#isStarted = true;
  }

  /** Reads the third file of a document anew. */
  async read(entry: ComparedEntry): Promise<void> {
    try {
      this.#keep(entry, await this.#readGold(entry));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const state = { entry, frame: this.#frameOf(entry), outcomes: new Map(), problem: error.message };
      this.#states.set(entry.id, state);
    }
  }

  /** Writes the third file of a document unless it is there: what both annotators agree on, and the text. */
  async start(entry: ComparedEntry): Promise<void> {
    const gold = await this.#readGold(entry);
    this.#keep(entry, gold.isThere ? gold : await writeGold(gold, entry, gold.brat));
  }

  /**
   * Decides one disagreement.
   * @throws UserError when the third file cannot be written to as it is
   */
  decide(entry: ComparedEntry, disagreement: Disagreement, verdict: Verdict): Promise<void> {
    return this.#inTurn(async () => {
      const row = entry.rows.get(disagreement) ?? '';
      const gold = await this.#writable(entry);
      const view = this.#viewOf(entry, gold.brat);
      const isByHand = verdict === 'edited';
      const after = isByHand ? gold.brat : decide(view, this.#frameOf(entry), disagreement, verdict);
      const settled = verdict === 'undecided' ? undefined : verdict;
      const log = [
        { row, before: this.#log.decisions.get(row), after: settled },
        ...this.#unsettled(entry, disagreement, gold.brat, after),
      ];
      await this.#write(entry, gold, after, log);
      this.#done.push({ key: { documentId: entry.id, row }, patch: diffBrat(gold.brat, after), log });
      this.#undone.length = 0;
    });
  }

  /** Takes the last decision back; what was written by hand meanwhile stays. */
  undo(entryOf: (id: string) => ComparedEntry | undefined): Promise<DisagreementKey | undefined> {
    return this.#inTurn(() => this.#move(this.#done, this.#undone, entryOf, invertStep));
  }

  /** Does again what was taken back. */
  redo(entryOf: (id: string) => ComparedEntry | undefined): Promise<DisagreementKey | undefined> {
    return this.#inTurn(() => this.#move(this.#undone, this.#done, entryOf, (step) => step));
  }

  async #move(
    from: Step[],
    to: Step[],
    entryOf: (id: string) => ComparedEntry | undefined,
    direct: (step: Step) => Step,
  ): Promise<DisagreementKey | undefined> {
    const step = from.at(-1);
    if (!step) return undefined;
    const entry = entryOf(step.key.documentId);
    const gold = entry && (await this.#writable(entry));
    const { patch, log } = direct(step);
    const after = gold && applyPatch(gold.brat, patch);
    if (!after) {
      throw new UserError(
        l10n.t(
          'The lines that this decision wrote were changed since, so it cannot be taken back. Decide again instead.',
        ),
      );
    }
    await this.#write(entry, gold, after, log);
    from.pop();
    to.push(step);
    return step.key;
  }

  /**
   * Decisions on attitudes that went with a mention are none any more: they are open again as soon as it comes back.
   */
  #unsettled(
    entry: ComparedEntry,
    decided: Disagreement,
    before: BratDocument,
    after: BratDocument,
  ): readonly LogChange[] {
    const logged = entry.disagreements.filter(
      (each) => each !== decided && this.#log.decisions.has(entry.rows.get(each) ?? ''),
    );
    if (decided.about.type === 'relation' || logged.length === 0) return [];
    const written = (gold: BratDocument) => findOutcomes(this.#viewOf(entry, gold), logged, () => false);
    const [was, is] = [written(before), written(after)];
    return logged.flatMap((disagreement) => {
      const row = entry.rows.get(disagreement) ?? '';
      const isGone = was.get(disagreement) !== undefined && is.get(disagreement) === undefined;
      return isGone ? [{ row, before: this.#log.decisions.get(row), after: undefined }] : [];
    });
  }

  async #writable(entry: ComparedEntry): Promise<GoldFile> {
    await this.readLog();
    const gold = await this.#readGold(entry);
    const unsaved = workspace.textDocuments.find(
      ({ isDirty, uri }) =>
        isDirty && [gold.annUri, gold.textUri].some((each) => each.toString() === uri.toString()),
    );
    if (!unsaved) return gold;
    throw new UserError(
      l10n.t(
        '{0} in the third folder has changes that are not saved. Save it first.',
        basenameOf(unsaved.uri),
      ),
      [{ title: l10n.t('Save'), command: 'workbench.action.files.saveAll' }],
    );
  }

  async #write(
    entry: ComparedEntry,
    gold: GoldFile,
    after: BratDocument,
    changes: readonly LogChange[],
  ): Promise<void> {
    const isSame = gold.isThere && formatBrat(after) === formatBrat(gold.brat);
    const written = isSame ? gold : await writeGold(gold, entry, after);
    const log = changes.reduce((now, { row, after: decision }) => logDecision(now, row, decision), this.#log);
    await writeLog(this.folder, log);
    this.#log = log;
    this.#isStarted = true;
    // The files of A and B may have been read again since the decision was asked for.
    this.#keep(this.#states.get(entry.id)?.entry ?? entry, written);
    this.#didChange.fire();
  }

  #keep(entry: ComparedEntry, gold: GoldFile): void {
    const isSettled = (disagreement: Disagreement) =>
      this.#log.decisions.has(entry.rows.get(disagreement) ?? '');
    const found = findOutcomes(this.#viewOf(entry, gold.brat), entry.disagreements, isSettled);
    const outcomes = new Map([...found].map(([each, outcome]) => [entry.rows.get(each) ?? '', outcome]));
    this.#states.set(entry.id, { entry, frame: this.#frameOf(entry), gold, outcomes });
  }

  #readGold(entry: ComparedEntry): Promise<GoldFile> {
    const state = this.#states.get(entry.id);
    const known = state?.entry === entry ? state.gold : undefined;
    return readGold(this.folder, entry, this.#frameOf(entry), known);
  }

  #frameOf(entry: ComparedEntry): GoldFrame {
    const state = this.#states.get(entry.id);
    return state?.entry === entry ? state.frame : frameGold(entry.alignment);
  }

  #viewOf(entry: ComparedEntry, gold: BratDocument): GoldView {
    const frame = this.#frameOf(entry);
    const known = this.#views.get(gold);
    if (known?.frame === frame) return known.view;
    const view = viewGold(gold, frame);
    this.#views.set(gold, { frame, view });
    return view;
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

function invertStep({ key, patch, log }: Step): Step {
  return {
    key,
    patch: invertPatch(patch),
    log: log.map(({ row, before, after }) => ({ row, before: after, after: before })),
  };
}
