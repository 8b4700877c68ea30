import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TextDocument, workspace } from 'vscode';
import { addMentions } from '../../../src/core/review/operations.ts';
import { emptyReview, type Review } from '../../../src/core/review/review.ts';
import { AnnJournal } from '../../../src/editor/annJournal.ts';
import { AnnotationFiles } from '../../../src/editor/annotationFiles.ts';
import { AnnotationStore } from '../../../src/editor/annotationStore.ts';
import { newFolder } from './documents.ts';

/** Annotations of all open texts, apart from the extension's own: what another window of VS Code would have. */
export class OtherWindow {
  readonly store = new AnnotationStore();
  readonly files: AnnotationFiles;
  readonly #follower;

  /** @param storage where its journal is */
  private constructor(readonly storage: string) {
    const complain = (message: string, error?: unknown) => {
      throw error ?? new Error(message);
    };
    const silent = () => undefined;
    const log = { trace: silent, debug: silent, info: silent, warn: complain, error: silent, show: silent };
    // Before the files, as in the extension: these go by what has followed the text.
    this.#follower = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        span: { start: rangeOffset, end: rangeOffset + rangeLength },
        text,
      }));
      if (changes.length > 0) this.store.shift(document.uri, document.version, document.getText(), changes);
    });
    this.files = new AnnotationFiles(this.store, new AnnJournal(join(storage, 'journal'), log), log);
  }

  /** @param storage the folder of another that has ended, to go on from */
  static async open(storage?: string): Promise<OtherWindow> {
    const folder = storage ?? (await newFolder());
    await mkdir(folder, { recursive: true });
    return new OtherWindow(folder);
  }

  review(document: TextDocument): Review {
    return this.store.known(document.uri)?.review ?? emptyReview;
  }

  /** Words of the mentions, in the order of the text. */
  mentions(document: TextDocument): readonly string[] {
    const known = this.store.known(document.uri);
    return [...this.review(document).mentions.values()]
      .sort((a, b) => a.span.start - b.span.start)
      .map(({ span }) => known?.wordsAt(span) ?? '');
  }

  /** Annotates the first `words` by hand. */
  async add(document: TextDocument, words: string, type = 'PER'): Promise<void> {
    const { review, text } = await this.files.forEditing(document);
    const start = text.indexOf(words);
    if (start < 0) throw new Error(`"${words}" does not stand there.`);
    const mention = { type, span: { start, end: start + words.length } };
    this.store.apply(document.uri, addMentions(review, [mention]), `add ${words}`);
  }

  /** Ends as a window does. */
  dispose(): void {
    this.#follower.dispose();
    this.files.dispose();
    this.store.dispose();
  }
}
