import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Uri as RealUri } from 'vscode';
import { addMentions } from '../../../src/core/review/operations.ts';
import { emptyReview, type ReviewChange, type ReviewedMention } from '../../../src/core/review/review.ts';
import { toEditorText } from '../../../src/core/textMapping.ts';
import type { AnnotatedDocument } from '../../../src/editor/annContent.ts';
import { AnnJournal } from '../../../src/editor/annJournal.ts';
import { AnnotationFile, type AnnotationFileParts } from '../../../src/editor/annotationFile.ts';
import { AnnotationStore } from '../../../src/editor/annotationStore.ts';
import { withFileLock } from '../../../src/files/fileLock.ts';
import { markedText } from '../../support/markedText.ts';
import { silentLog } from './silentLog.ts';
import { EndOfLine, Uri } from './vscode.ts';

/** A text in an editor as far as its annotations need it: edited, saved and taken in from the disk by the test. */
class OpenText implements AnnotatedDocument {
  version = 1;
  isDirty = false;
  isClosed = false;
  isUntitled = false;
  encoding = 'utf8';
  eol: AnnotatedDocument['eol'];
  /** Told after a person edited the text, and again when it has become one that is not saved. */
  onEdit = (): void => undefined;
  #text: string;
  constructor(
    readonly uri: RealUri,
    private readonly store: AnnotationStore,
    diskText: string,
  ) {
    this.eol = diskText.includes('\r\n') ? EndOfLine.CRLF : EndOfLine.LF;
    this.#text = toEditorText(diskText, this.#lineEnd);
  }

  get #lineEnd(): '\n' | '\r\n' {
    return this.eol === EndOfLine.CRLF ? '\r\n' : '\n';
  }

  getText(): string {
    return this.#text;
  }

  /** Puts `text` in the place of the first `words`. */
  edit(words: string, text: string): void {
    const start = this.#text.indexOf(words);
    if (start < 0) throw new Error(`"${words}" does not stand there.`);
    this.replace(start, start + words.length, text);
  }

  /** Writes the text as VS Code does: line ends of one kind. */
  async save(byteOrderMark = ''): Promise<void> {
    await writeFile(this.uri.fsPath, byteOrderMark + this.#text);
    this.isDirty = false;
  }

  /** Takes in what stands on the disk, as VS Code does for a text that has no unsaved changes. */
  async reload(): Promise<void> {
    const text = toEditorText(await readFile(this.uri.fsPath, 'utf8'), this.#lineEnd);
    this.isDirty = false;
    this.#replace(0, this.#text.length, text);
  }

  /** Puts `text` in the place of what stands between the two offsets. */
  replace(start: number, end: number, text: string): void {
    // VS Code tells of the edit first, and then that the text is not saved.
    this.#replace(start, end, text);
    this.onEdit();
    if (this.isDirty) return;
    this.isDirty = true;
    this.onEdit();
  }

  #replace(start: number, end: number, text: string): void {
    this.#text = this.#text.slice(0, start) + text + this.#text.slice(end);
    this.version += 1;
    this.store.shift(this.uri, this.version, this.#text, [{ span: { start, end }, text }]);
  }
}

/** A window of VS Code with one text open. */
export class Window {
  readonly store = new AnnotationStore();
  readonly document: OpenText;
  readonly file: AnnotationFile;
  readonly errors: unknown[] = [];
  /** What the person answers when both sides changed the same. */
  answer: 'ours' | 'theirs' | undefined;
  asked = 0;

  constructor(
    folder: string,
    diskText: string,
    content: Partial<Pick<OpenText, 'isDirty'>> & {
      readonly text?: string;
      /** A folder of its own for what this window keeps; else that of the window before. */
      readonly storage?: string;
    } = {},
  ) {
    const uri = Uri.file(join(folder, 'текст.txt')) as unknown as RealUri;
    this.document = new OpenText(uri, this.store, content.text ?? diskText);
    this.document.isDirty = content.isDirty ?? false;
    const parts: AnnotationFileParts = {
      store: this.store,
      journal: new AnnJournal(join(folder, content.storage ?? 'journal'), silentLog),
      ask: async () => {
        this.asked += 1;
        return this.answer;
      },
      takeTheirsTitle: () => 'take theirs',
      tell: (_, error) => this.errors.push(error),
    };
    const annUri = Uri.file(join(folder, 'текст.ann')) as unknown as RealUri;
    this.file = new AnnotationFile(this.document, annUri, parts);
    this.store.onDidChangeReview(() => this.file.noteStep());
    this.document.onEdit = () => this.file.noteEdit();
  }

  get review() {
    return this.store.known(this.document.uri)?.review ?? emptyReview;
  }

  /** Words of the mentions, in the order of the text. */
  get mentions(): readonly string[] {
    const known = this.store.known(this.document.uri);
    return [...this.review.mentions.values()]
      .sort((a, b) => a.span.start - b.span.start)
      .map(({ span }) => known?.wordsAt(span) ?? '');
  }

  get lost(): readonly string[] {
    return this.review.lost.map(({ words }) => words);
  }

  /** The annotated mention of these words. */
  mention(words: string): ReviewedMention | undefined {
    const text = this.document.getText();
    return [...this.review.mentions.values()].find(({ span }) => text.slice(span.start, span.end) === words);
  }

  /** Annotates the first `words` by hand. */
  add(words: string, type = 'PER'): void {
    const start = this.document.getText().indexOf(words);
    const mention = { type, span: { start, end: start + words.length } };
    this.apply(addMentions(this.review, [mention]), `add ${words}`);
  }

  /** Takes a step in the review. */
  apply(change: ReviewChange, title: string): void {
    const text = this.document.getText();
    const { uri, version } = this.document;
    if (!this.store.known(uri)) this.store.setReview({ uri, version, text }, {});
    this.store.apply(uri, change, title);
  }
}

/** A folder with a text and its annotations. */
export class TextOnDisk {
  private constructor(readonly folder: string) {}

  static async make(marked: string): Promise<TextOnDisk> {
    const { text, ann } = markedText(marked);
    const made = new TextOnDisk(await mkdtemp(join(tmpdir(), 'aredit-ann-')));
    await made.writeText(text);
    if (ann !== '') await made.writeAnn(ann);
    return made;
  }

  /** Opens the text in another window. */
  async open(content?: ConstructorParameters<typeof Window>[2]): Promise<Window> {
    const window = new Window(this.folder, await this.text(), content);
    await window.file.load();
    return window;
  }

  text(): Promise<string> {
    return readFile(join(this.folder, 'текст.txt'), 'utf8');
  }

  ann(): Promise<string> {
    return readFile(join(this.folder, 'текст.ann'), 'utf8');
  }

  /** T lines of the file without their ids: type, offsets and words. */
  async mentions(): Promise<readonly string[]> {
    return (await this.ann()).split('\n').flatMap((line) => {
      const [id = '', place, words] = line.split('\t');
      return id.startsWith('T') ? [`${place} ${words}`] : [];
    });
  }

  writeText(text: string): Promise<void> {
    return writeFile(join(this.folder, 'текст.txt'), text);
  }

  writeAnn(ann: string): Promise<void> {
    return writeFile(join(this.folder, 'текст.ann'), ann);
  }

  /** Reads and writes the annotations while no window writes; `undefined` leaves them. */
  changeAnn(change: (ann: string) => string | undefined): Promise<void> {
    return withFileLock(join(this.folder, 'текст.ann'), async () => {
      const changed = change(await this.ann().catch(() => ''));
      if (changed !== undefined) await this.writeAnn(changed);
    });
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
