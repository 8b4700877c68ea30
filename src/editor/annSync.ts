import type { Uri } from 'vscode';
import { writeReview } from '../core/review/bratSync.ts';
import { type Conflict, rebaseReview } from '../core/review/rebase.ts';
import { emptyReview, type Review, split, wholeOf } from '../core/review/review.ts';
import { mapTexts } from '../core/textMapping.ts';
import {
  type AnnContent,
  type AnnotatedDocument,
  type DiskContent,
  moveReview,
  readContent,
} from './annContent.ts';
import type { JournalEntry } from './annJournal.ts';
import type { AnnotationStore } from './annotationStore.ts';
import { haveSameBytes, replaceAtomically } from './atomicWrite.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
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

/** Brings the review of one document and its `.ann` file to the same; knows when, and no more, from its caller. */
export class AnnSync {
  readonly #document: AnnotatedDocument;
  readonly #annUri: Uri;
  readonly #store: AnnotationStore;
  #base: AnnContent | undefined;
  #hasSteps: boolean;
  #lostIds: ReadonlySet<string>;
  #conflicts: readonly Conflict[] = [];

  constructor(document: AnnotatedDocument, annUri: Uri, store: AnnotationStore, state?: SyncState) {
    this.#document = document;
    this.#annUri = annUri;
    this.#store = store;
    this.#base = state?.base;
    this.#hasSteps = state?.hasSteps ?? false;
    this.#lostIds = state?.lostIds ?? new Set();
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
    this.#hasSteps = true;
  }

  /** The person has decided. */
  settle(): void {
    this.#conflicts = [];
  }

  /** Goes on from what a journal kept. */
  restore({ text, review, base, hasSteps }: JournalEntry): void {
    const { uri, version } = this.#document;
    const now = this.#document.getText();
    if (base) {
      const annBytes = base.ann === undefined ? undefined : new TextEncoder().encode(base.ann);
      const disk = { text: base.text, annBytes, annText: base.ann ?? '' };
      this.#base = this.#read(disk);
    }
    this.#hasSteps = hasSteps;
    this.#lostIds = new Set(review.lost.map(({ mention }) => mention.id));
    const fileProblems = this.#base?.problems ?? [];
    const moved = moveReview(review, text, now);
    const inFile = this.#base && moveReview(this.#base.review, this.#base.text, now);
    // What was deleted in a text that was then given up stands where it stood.
    const revived = inFile ? withRevived(moved, inFile) : moved;
    this.#store.setReview({ uri, version, text: now }, { review: revived, fileProblems });
  }

  /**
   * Takes in what others did to the files. `false` when the editor has yet to take in a changed text; then nothing
   * was done, and the change of the text will tell when to come again.
   */
  takeIn(disk: DiskContent): boolean {
    const document = this.#document;
    const text = document.getText();
    if (!this.#isEdited && savedText(document, disk.text) !== text) return false;
    // What was there before any file was is new to a file that is there.
    const base =
      this.#base ?? (this.#hasSteps ? this.#read({ ...disk, annBytes: undefined, annText: '' }) : undefined);
    if (base && haveSameBytes(base.disk.annBytes, disk.annBytes)) {
      // The text may be another one, saved or written by others: what is known of it has followed.
      this.#base = { ...base, disk };
      return true;
    }
    const known = this.#known;
    const ours = known?.review ?? emptyReview;
    const next = this.#read(disk, { file: base?.file, seenIds: ours.seenIds });
    const theirs = moveReview(next.review, next.text, text);
    const review = base ? this.#merge(base, ours, theirs, disk) : { ...theirs, rejected: ours.rejected };
    this.#base = next;
    this.#lostIds = new Set(review.lost.map(({ mention }) => mention.id));
    if (known || disk.annBytes) {
      const { uri, version } = document;
      this.#store.setReview({ uri, version, text }, { review, fileProblems: next.problems });
    }
    return true;
  }

  /**
   * Writes the review where it may be written, which is when the file holds the text that the editor shows.
   * `false` when somebody else wrote meanwhile, or the person went on: then it is to be begun again.
   * @throws the error of the file system.
   */
  async write(): Promise<boolean> {
    const base = this.#base;
    const known = this.#known;
    if (!base || !known || this.#isEdited || this.#conflicts.length > 0) return true;
    const mapping = mapTexts(base.disk.text, known.text);
    if (!mapping) return true;
    const { review, text } = known;
    const written = writeReview(base.file, review, base.disk.text, mapping.toDisk);
    const { annText, file } = written;
    if (annText !== base.disk.annText) {
      const annBytes = new TextEncoder().encode(annText);
      this.#hasSteps = false;
      const isWritten = await this.#replace(base.disk.annBytes, annBytes);
      if (!isWritten) return false;
      this.#base = {
        ...base,
        text,
        file,
        review: asInFile(review),
        disk: { ...base.disk, annBytes, annText },
      };
    } else {
      this.#hasSteps = false;
      this.#base = { ...base, text, file, review: asInFile(review) };
    }
    this.#lostIds = new Set(review.lost.map(({ mention }) => mention.id));
    return !this.#hasSteps;
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

  #read(disk: DiskContent, before?: Parameters<typeof readContent>[3]): AnnContent {
    return readContent(disk, this.#document, this.#annUri, before);
  }

  #merge(base: AnnContent, ours: Review, theirs: Review, disk: DiskContent): Review {
    const text = this.#document.getText();
    // Text and annotations come from elsewhere, as when git checks out another version: that is the truth then.
    if (!this.#hasSteps && base.disk.text !== disk.text)
      return withLost(theirs, ours, (id) => this.#lostIds.has(id));
    const { review, conflicts } = rebaseReview(
      moveReview(base.review, base.text, text),
      withRevived(ours, theirs),
      theirs,
    );
    this.#conflicts = [...this.#conflicts, ...conflicts];
    return review;
  }

  async #replace(expected: Uint8Array | undefined, bytes: Uint8Array): Promise<boolean> {
    try {
      return await replaceAtomically(this.#annUri, expected, bytes);
    } catch (error) {
      this.#hasSteps = true;
      throw error;
    }
  }
}

/** Theirs, and of ours what no file holds: rejected suggestions, and lost mentions of which `isKept` wants to know. */
function withLost(theirs: Review, ours: Review, isKept: (id: string) => boolean): Review {
  const { mentions, attitudes, marks } = wholeOf(theirs);
  const [allMentions, allAttitudes] = [new Map(mentions), new Map(attitudes)];
  for (const { mention, attitudes: lost, isMark } of ours.lost) {
    if (isMark || !isKept(mention.id) || allMentions.has(mention.id)) continue;
    allMentions.set(mention.id, mention);
    for (const attitude of lost) if (!allAttitudes.has(attitude.id)) allAttitudes.set(attitude.id, attitude);
  }
  return split({ ...theirs, mentions: allMentions, attitudes: allAttitudes, marks, rejected: ours.rejected });
}

/** Ours without the lost mentions that their file has with words again. */
function withRevived(ours: Review, theirs: Review): Review {
  const revived = ours.lost.filter(({ mention }) => theirs.mentions.get(mention.id)?.type === mention.type);
  if (revived.length === 0) return ours;
  const whole = wholeOf(ours);
  const mentions = new Map(whole.mentions);
  for (const { mention } of revived) {
    const their = theirs.mentions.get(mention.id);
    if (their) mentions.set(mention.id, their);
  }
  return split({ ...ours, ...whole, mentions });
}

/** The review as the file tells it: what was lost or rejected is not in there. */
function asInFile(review: Review): Review {
  return { ...review, lost: [], rejected: new Map() };
}
