import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Uri } from 'vscode';
import { byId } from '../core/byId.ts';
import { type Placed, type Review, split, wholeOf } from '../core/review/review.ts';
import { StepFollower } from '../core/review/stepFollower.ts';
import { finish, type Work } from '../core/work.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { inTurns } from './inTurns.ts';
import { formattingKept, isMissing, keyOf, parsingKept, withLineEnds } from './keptFile.ts';
import type { Log } from './log.ts';

/** What the files of a document do not hold yet, or never will. */
export interface JournalEntry {
  /** The editor's text that the review belongs to. */
  readonly text: string;
  readonly review: Review;
  /** Whether a person took steps that the file does not hold. */
  readonly hasSteps: boolean;
  /** The files that the review goes on from, as they were on disk; no `ann` where there was no such file. */
  readonly base?: { readonly ann?: string | undefined; readonly text: string } | undefined;
}

/** How an entry is kept: maps as lists, and what an undo of an edit would bring back left out. */
interface KeptEntry extends Omit<JournalEntry, 'review'> {
  readonly format: 1;
  readonly address: string;
  readonly review: {
    readonly mentions: readonly Kept<Review['mentions']>[];
    readonly attitudes: readonly Kept<Review['attitudes']>[];
    readonly rejected: readonly Kept<Review['rejected']>[];
    readonly marks: readonly Kept<Review['marks']>[];
    readonly equivalences: Review['equivalences'];
    readonly seenIds: readonly string[];
  };
}

type Kept<Records> = Records extends ReadonlyMap<string, infer Value> ? Value : never;

/**
 * A file for each document whose review is not all in its `.ann`: the text is not saved, the disk is full, words of
 * mentions were deleted, suggested mentions were rejected. With it nothing is lost when VS Code ends or dies.
 */
export class AnnJournal {
  readonly #folder: string;
  readonly #log: Log;
  /** How often each path was written at once: what is under way then is older, and must not take its place. */
  readonly #writtenNow = new Map<string, number>();

  /** @param folder of the extension's own; made when first needed */
  constructor(folder: string, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  async read(document: Uri): Promise<JournalEntry | undefined> {
    try {
      // Our own words, as the checksum shows; another version of the extension may have written them.
      const content = await readFile(this.#pathOf(document), 'utf8');
      const kept = (await inTurns(parsingKept(content))) as KeptEntry | undefined;
      return kept?.format === 1 ? { ...kept, review: readReview(kept.review, kept.text) } : undefined;
    } catch (error) {
      if (!isMissing(error)) this.#log.error('A journal of annotations could not be read.', error);
      return undefined;
    }
  }

  /** @throws the error of the file system. */
  async write(document: Uri, entry: JournalEntry): Promise<void> {
    const path = this.#pathOf(document);
    const writtenNow = this.#writtenNow.get(path);
    await mkdir(this.#folder, { recursive: true });
    const lines = await inTurns(formatting(document, entry));
    await writeWhole(path, withLineEnds(lines), async () => this.#writtenNow.get(path) === writtenNow);
  }

  /** The same at once, for when VS Code ends and waits for nobody. */
  writeNow(document: Uri, entry: JournalEntry): void {
    const path = this.#pathOf(document);
    this.#writtenNow.set(path, (this.#writtenNow.get(path) ?? 0) + 1);
    try {
      mkdirSync(this.#folder, { recursive: true });
      const aside = `${path}.tmp`;
      writeFileSync(aside, finish(formatting(document, entry)).join('\n'));
      renameSync(aside, path);
    } catch (error) {
      this.#log.error('A journal of annotations could not be written.', error);
    }
  }

  async remove(document: Uri): Promise<void> {
    // Were it under way while an entry is written at once, it might take that away.
    rmSync(this.#pathOf(document), { force: true });
  }

  /** What was kept for a document is kept for its new address. */
  async move(from: Uri, to: Uri): Promise<void> {
    await rename(this.#pathOf(from), this.#pathOf(to)).catch((error) => {
      if (!isMissing(error)) this.#log.error('A journal of annotations could not be moved.', error);
    });
  }

  #pathOf(document: Uri): string {
    return join(this.#folder, `${keyOf([document.toString()])}.json`);
  }
}

function formatting(document: Uri, { text, review, base, hasSteps }: JournalEntry): Work<readonly string[]> {
  const { mentions, attitudes, marks } = wholeOf(review);
  const kept: KeptEntry = {
    format: 1,
    address: document.toString(),
    text,
    base,
    hasSteps,
    review: {
      mentions: [...mentions.values()].map(withoutRecollection),
      attitudes: [...attitudes.values()],
      rejected: [...review.rejected.values()].map(withoutRecollection),
      marks: [...marks.values()].map(withoutRecollection),
      equivalences: review.equivalences,
      seenIds: [...review.seenIds],
    },
  };
  return formattingKept(kept);
}

function readReview({ equivalences, seenIds, ...lists }: KeptEntry['review'], text: string): Review {
  return split({
    mentions: byId(lists.mentions.map((record) => recollecting(record, text))),
    attitudes: byId(lists.attitudes),
    rejected: byId(lists.rejected.map((record) => recollecting(record, text))),
    marks: byId(lists.marks.map((record) => recollecting(record, text))),
    equivalences,
    seenIds: new Set(seenIds),
    lost: [],
  });
}

/** Many records share what they recollect, which may be as long as the text. */
function withoutRecollection<Value extends { readonly recollection?: unknown }>(record: Value): Value {
  const { recollection: _, ...rest } = record;
  return rest as Value;
}

/** A lost record remembers at least the words that it lost, so that they are known when they are back. */
function recollecting<Value extends Placed>(record: Value, text: string): Value {
  const { lostWords, fragments: _, recollection: __, ...rest } = record;
  if (lostWords === undefined) return record;
  const { start, end } = record.span;
  const before = { ...rest, span: { start, end: start + lostWords.length } };
  const deletion = [{ start, removed: lostWords, inserted: text.slice(start, end) }];
  // All that is left out was of the words that are gone.
  return new StepFollower(deletion).follow(before) as unknown as Value;
}
