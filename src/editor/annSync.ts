import type { Uri } from 'vscode';
import { writingReview } from '../core/review/bratSync.ts';
import { emptyHistory } from '../core/review/history.ts';
import { type Conflict, type Rebased, rebaseReview, rebasingReview } from '../core/review/rebase.ts';
import { renameSteps } from '../core/review/renameSteps.ts';
import {
  emptyReview,
  isLost,
  type Review,
  type ReviewedMention,
  split,
  wholeOf,
} from '../core/review/review.ts';
import { mapTexts } from '../core/textMapping.ts';
import { finish, type Work } from '../core/work.ts';
import {
  type AnnContent,
  type AnnotatedDocument,
  type DiskContent,
  moveReview,
  readingContent,
} from './annContent.ts';
import type { JournalEntry } from './annJournal.ts';
import type { AnnotationStore } from './annotationStore.ts';
import { haveSameBytes, replaceAtomically } from './atomicWrite.ts';
import type { DocumentAnnotations, ReviewValues } from './documentAnnotations.ts';
import { inTurns } from './inTurns.ts';
import { savedText } from './textFiles.ts';

/** What a document's files were when they were last read or written, and what became of it since. */
export interface SyncState {
  /** Absent until the files were read, and for a document without file. */
  readonly base: AnnContent | undefined;
  /** Whether a person took steps that the file does not hold. */
  readonly hasSteps: boolean;
  /** Mentions whose words a person had deleted by the time of the last reading or writing. */
  readonly lostIds?: ReadonlySet<string>;
}

/** What the file says and what is known, as one. */
interface Joined extends Pick<ReviewValues, 'review' | 'history'> {
  readonly conflicts: readonly Conflict[];
}

/** Brings the review of one document and its `.ann` file to the same; knows when, and no more, from its caller. */
export class AnnSync {
  readonly #document: AnnotatedDocument;
  readonly #annUri: Uri;
  readonly #store: AnnotationStore;
  #base: AnnContent | undefined;
  /** How many steps a person took, and how many of them the file holds. */
  #steps: number;
  #writtenSteps = 0;
  #lostIds: ReadonlySet<string>;
  /** The review that the file says just so. */
  #inFile: Review | undefined;
  /** The text on disk before that of `#base`, where there is no file yet: whoever makes it may have read that one. */
  #textBefore: string | undefined;
  /** Whether a person edited the text since. */
  #hasEdits: boolean;
  #conflicts: readonly Conflict[] = [];

  constructor(document: AnnotatedDocument, annUri: Uri, store: AnnotationStore, state?: SyncState) {
    this.#document = document;
    this.#annUri = annUri;
    this.#store = store;
    this.#base = state?.base;
    this.#steps = state?.hasSteps ? 1 : 0;
    this.#lostIds = state?.lostIds ?? new Set();
    // An unsaved text that VS Code brings back was edited in the window before.
    this.#hasEdits = this.#isEdited;
  }

  get state(): SyncState {
    return { base: this.#base, hasSteps: this.#hasSteps, lostIds: this.#lostIds };
  }

  /** What was changed here and on disk in different ways and waits for a person's decision: nothing is written before. */
  get conflicts(): readonly Conflict[] {
    return this.#conflicts;
  }

  /** A person took a step in the review. */
  noteStep(): void {
    this.#steps += 1;
  }

  /** Whether a person took steps that the file does not hold. */
  get #hasSteps(): boolean {
    return this.#steps > this.#writtenSteps;
  }

  /** The text was changed; by a person, if that is not saved. */
  noteEdit(): void {
    if (this.#isEdited) this.#hasEdits = true;
  }

  /** The person has decided. */
  settle(): void {
    this.#conflicts = [];
  }

  /** Goes on from what a journal kept. */
  async restore({ text, review, base, hasSteps }: JournalEntry): Promise<void> {
    if (base) {
      const annBytes = base.ann === undefined ? undefined : new TextEncoder().encode(base.ann);
      const disk = { text: base.text, annBytes, annText: base.ann ?? '' };
      this.#base = await this.#read(disk);
    }
    const { uri } = this.#document;
    const before = this.#document.getText();
    const moved = moveReview(review, text, before);
    const view = await this.#store.prepare(uri, { text: before, review: moved });
    const { version } = this.#document;
    const now = this.#document.getText();
    if (hasSteps) this.#steps += 1;
    this.#lostIds = idsOfLost(review);
    const fileProblems = this.#base?.problems ?? [];
    this.#store.setReview(
      { uri, version, text: now },
      { review: now === before ? moved : moveReview(review, text, now), fileProblems },
      view,
    );
    const known = this.#known;
    if (known && this.#base?.text === now) this.#revive(known, this.#base.review);
  }

  /**
   * Takes in what others did to the files. `false` when the editor has yet to take in a changed text; then nothing
   * was done, and the change of the text will tell when to come again.
   */
  async takeIn(read: DiskContent): Promise<boolean> {
    const last = this.#base?.disk.text;
    // One string for one text: it is compared with itself ten thousand times, and that is for nothing then.
    const disk = read.text === last ? { ...read, text: last } : read;
    if (!this.#isInStep(disk)) return false;
    // What was there before any file was is new to a file that is there.
    const base =
      this.#base ??
      (this.#hasSteps ? await this.#read({ ...disk, annBytes: undefined, annText: '' }) : undefined);
    if (base && haveSameBytes(base.disk.annBytes, disk.annBytes)) {
      // The text may be another one, saved or written by others: what is known of it has followed.
      if (!disk.annBytes && disk.text !== base.disk.text) this.#textBefore = base.disk.text;
      this.#base = { ...base, disk, ...(!disk.annBytes && { countsIn: disk.text }) };
      const known = this.#known;
      if (known?.text === base.text) this.#revive(known, base.review);
      return true;
    }
    const earlierTexts = [base?.disk.text, base?.countsIn, this.#textBefore].filter(
      (text) => text !== undefined,
    );
    const next = await this.#readBest(disk, earlierTexts, { file: base?.file });
    // Steps taken meanwhile are on top of what there was before any file.
    if (!base && this.#hasSteps) return this.takeIn(read);
    if (!this.#isInStep(disk)) return false;
    const { uri } = this.#document;
    const known = this.#store.known(uri);
    if (!known && !disk.annBytes) {
      this.#remember(next, finish(this.#joining(base, next)), base);
      return true;
    }
    const text = this.#document.getText();
    let taken = await inTurns(this.#joining(base, next));
    const view = await this.#store.prepare(uri, { text, review: taken.review });
    // A person may have gone on meanwhile; then the view needs to be brought up to date only where they did.
    if (!base && this.#hasSteps) return this.takeIn(read);
    if (!this.#isInStep(disk)) return false;
    if (this.#store.known(uri) !== known || this.#document.getText() !== text)
      taken = finish(this.#joining(base, next));
    this.#remember(next, taken, base);
    const { version } = this.#document;
    this.#store.setReview(
      { uri, version, text: this.#document.getText() },
      { review: taken.review, history: taken.history, fileProblems: next.problems },
      view,
    );
    return true;
  }

  /** Whether editor and store show what came of the text on disk. */
  #isInStep(disk: DiskContent): boolean {
    const text = this.#document.getText();
    if (!this.#isEdited && savedText(this.#document, disk.text) !== text) return false;
    const known = this.#store.known(this.#document.uri);
    return !known || known.text === text;
  }

  /** What the file says now and what is known at the beginning, as one. */
  *#joining(base: AnnContent | undefined, next: AnnContent): Work<Joined> {
    const known = this.#known;
    const ours = known?.review ?? emptyReview;
    const theirs = moveReview(next.review, next.text, this.#document.getText());
    const { review, renamed, conflicts } = base
      ? yield* this.#merging(base, ours, theirs, next)
      : unmerged(ours, theirs);
    return { review, conflicts, history: renameSteps(known?.history ?? emptyHistory, renamed) };
  }

  #remember(next: AnnContent, { review, conflicts }: Joined, base: AnnContent | undefined): void {
    this.#base = next;
    this.#textBefore = undefined;
    this.#conflicts = [...this.#conflicts, ...conflicts];
    this.#inFile = base ? undefined : review;
    this.#lostIds = idsOfLost(review);
  }

  /**
   * Writes the review where it may be written, which is when the file holds the text that the editor shows.
   * `false` when somebody else wrote meanwhile: then it is to be begun again. What a person does meanwhile waits for
   * the next time.
   * @throws the error of the file system.
   */
  async write(): Promise<boolean> {
    const base = this.#base;
    const known = this.#known;
    if (!base || !known || this.#isEdited || this.#conflicts.length > 0) return true;
    const { review, text } = known;
    if (review === this.#inFile && base.countsIn === base.disk.text) return true;
    const mapping = mapTexts(base.disk.text, text);
    if (!mapping) return true;
    const steps = this.#steps;
    const work = writingReview(base.file, review, base.disk.text, mapping.toDisk);
    const { annText, file } = await inTurns(work);
    const annBytes = annText === base.disk.annText ? base.disk.annBytes : new TextEncoder().encode(annText);
    if (annBytes !== base.disk.annBytes) {
      const isWritten = await replaceAtomically(
        this.#annUri,
        base.disk.annBytes,
        annBytes ?? new Uint8Array(),
      );
      if (!isWritten) return false;
    }
    this.#writtenSteps = steps;
    const disk = { ...base.disk, annBytes, annText };
    this.#base = { ...base, disk, countsIn: disk.text, text, file, review: asInFile(review) };
    this.#inFile = review;
    this.#hasEdits = this.#isEdited;
    this.#lostIds = idsOfLost(review);
    return true;
  }

  /** What has to be kept elsewhere because the files do not hold it; `undefined` when they do. */
  toKeep(): JournalEntry | undefined {
    const known = this.#known;
    if (!known) return undefined;
    const { review, text } = known;
    const { mentions, attitudes, marks, lost, rejected } = review;
    const isUnwritten =
      this.#hasSteps ||
      this.#conflicts.length > 0 ||
      (this.#isEdited && mentions.size + attitudes.size + marks.size > 0);
    if (!isUnwritten && lost.length + rejected.size === 0) return undefined;
    const disk = this.#base?.disk;
    return {
      text,
      review,
      hasSteps: this.#hasSteps,
      base: disk && { text: disk.text, ann: disk.annBytes ? disk.annText : undefined },
    };
  }

  /** What is known of the document as it stands. */
  get #known(): DocumentAnnotations | undefined {
    const known = this.#store.known(this.#document.uri);
    return known?.text === this.#document.getText() ? known : undefined;
  }

  /** Whether the editor holds a text that no file does. */
  get #isEdited(): boolean {
    return this.#document.isDirty || this.#document.isUntitled;
  }

  #read(disk: DiskContent, before?: Parameters<typeof readingContent>[3]): Promise<AnnContent> {
    return inTurns(readingContent(disk, this.#document, this.#annUri, before));
  }

  /** In a text that is as it was again, what had been deleted stands where it stood. */
  #revive(known: DocumentAnnotations, inFile: Review): void {
    if (known.review.lost.length === 0) return;
    this.#store.setReview(known, { review: withRevived(known.review, inFile, known.text) });
  }

  /** Reads the file for the text that it fits better: whoever wrote it may not have known yet that the text was saved. */
  async #readBest(
    disk: DiskContent,
    earlierTexts: readonly string[],
    before: Parameters<typeof readingContent>[3],
  ): Promise<AnnContent> {
    let best = await this.#read(disk, before);
    for (const text of new Set(earlierTexts)) {
      if (best.problems.length === 0) break;
      if (text === disk.text) continue;
      const earlier = await this.#read({ ...disk, text }, before);
      if (earlier.problems.length < best.problems.length) best = { ...earlier, disk };
    }
    return best;
  }

  *#merging(base: AnnContent, ours: Review, theirs: Review, next: AnnContent): Work<Rebased> {
    const text = this.#document.getText();
    // Text and annotations come from elsewhere, as when git checks out another version: that is the truth then.
    if (!this.#hasSteps && base.countsIn !== next.countsIn) {
      // Without steps, what the file did not have and the text has is what came back with its words.
      const isKept = (mention: ReviewedMention) =>
        isLost(mention)
          ? this.#hasEdits || this.#lostIds.has(mention.id)
          : this.#hasEdits && !base.review.mentions.has(mention.id);
      return withUnfiled(base.review, withRevived(ours, theirs, text), theirs, isKept);
    }
    yield;
    const before = moveReview(base.review, base.text, text);
    yield;
    return yield* rebasingReview(before, withRevived(ours, theirs, text), theirs);
  }
}

/** Theirs, where there was no file before. */
function unmerged({ rejected, seenIds }: Review, theirs: Review): Rebased {
  const review = { ...theirs, rejected, seenIds: new Set([...seenIds, ...theirs.seenIds]) };
  return { review, renamed: new Map(), conflicts: [] };
}

/** Theirs, and of ours what no file holds: rejected suggestions, and mentions of which `isKept` wants to know. */
function withUnfiled(
  base: Review,
  ours: Review,
  theirs: Review,
  isKept: (mention: ReviewedMention) => boolean,
): Rebased {
  const whole = wholeOf(ours);
  const all = [...whole.mentions];
  const kept = new Map(all.filter(([, mention]) => isKept(mention)));
  // Where the file did not have the id, theirs may be another mention.
  const known = new Map(
    all.filter(([id]) => theirs.mentions.has(id) && (base.mentions.has(id) || !kept.has(id))),
  );
  const attitudes = new Map(
    [...whole.attitudes].filter(
      ([, { sourceMentionId, targetMentionId }]) => kept.has(sourceMentionId) || kept.has(targetMentionId),
    ),
  );
  const { rejected, seenIds } = ours;
  const unfiled = split({
    ...emptyReview,
    mentions: new Map([...known, ...kept]),
    attitudes,
    rejected,
    seenIds,
  });
  const { review, renamed } = rebaseReview({ ...emptyReview, mentions: known }, unfiled, theirs);
  return { review, renamed, conflicts: [] };
}

/** Ours without the lost mentions that their file, of `text`, has with words again. */
function withRevived(ours: Review, theirs: Review, text: string): Review {
  if (ours.lost.length === 0) return ours;
  const whole = wholeOf(ours);
  const mentions = new Map(whole.mentions);
  for (const { mention, words } of ours.lost) {
    const their = theirs.mentions.get(mention.id);
    // Another mention may have got the id where ours was not in the file.
    const isSame = their?.type === mention.type && words.includes(wordsOf(their, text));
    if (their && isSame) mentions.set(mention.id, their);
  }
  return split({ ...ours, ...whole, mentions });
}

function wordsOf({ span, fragments }: ReviewedMention, text: string): string {
  return (fragments ?? [span]).map(({ start, end }) => text.slice(start, end)).join(' ');
}

/** The review as the file tells it: what was lost or rejected is not in there. */
function asInFile(review: Review): Review {
  return { ...review, lost: [], rejected: new Map() };
}

function idsOfLost({ lost }: Review): ReadonlySet<string> {
  return new Set(lost.map(({ mention }) => mention.id));
}
