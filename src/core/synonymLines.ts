import { namesOfLine } from './synonyms.ts';

interface Line {
  content: string;
  /** As it stands in the file; empty for a last line without one. */
  end: string;
}

/** A line of the file that is being edited. */
export type SynonymLine = Readonly<Line>;

/** A synonyms file while it is being edited: lines that nobody touches stay as they are, blanks and line ends included. */
export class SynonymLines {
  readonly #mark: string;
  readonly #lines: Line[];
  /** Of new lines: that of the file, also when none of its lines is left. */
  readonly #end: string;

  constructor(text: string) {
    const [mark = ''] = /^\uFEFF?/.exec(text) ?? [];
    this.#mark = mark;
    this.#lines = Array.from(
      text.slice(mark.length).matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g),
      ([, content = '', end = '']) => ({ content, end }),
    ).filter(({ content, end }) => content !== '' || end !== '');
    this.#end = this.#lines.find(({ end }) => end !== '')?.end ?? '\n';
  }

  /** Lines that hold names, in order: their names are the groups that `parseSynonyms` gives. */
  get groups(): readonly SynonymLine[] {
    return this.#lines.filter(({ content }) => namesOfLine(content).length > 0);
  }

  /** All lines, those without names too. */
  get contents(): readonly string[] {
    return this.#lines.map(({ content }) => content);
  }

  /** Adds names that the line does not hold yet. */
  add(line: SynonymLine, names: readonly string[]): void {
    const held = new Set(namesOfLine(line.content).map((name) => name.toLowerCase()));
    const missing = clean(names).filter((name) => !held.has(name.toLowerCase()));
    if (missing.length === 0) return;
    const content = line.content.trimEnd();
    const separator = /,$/.test(content) ? ' ' : ', ';
    this.#change(line, content + separator + missing.join(', '));
  }

  /** Adds a line at the end; a file that is empty until then gets LF. */
  append(names: readonly string[]): SynonymLine {
    return this.#insert(this.#lines.length, clean(names).join(', '));
  }

  /** Puts in a line as it is, after the first that is `before` it, or at the top. */
  insert(content: string, before: string | undefined): void {
    this.#insert(before === undefined ? 0 : this.contents.indexOf(before) + 1, content);
  }

  /** Takes the names out of the line, and the line out of the file once it holds none. */
  remove(line: SynonymLine, names: readonly string[]): void {
    const unwanted = new Set(clean(names).map((name) => name.toLowerCase()));
    const parts = line.content.split(',');
    const kept = parts.filter((part) => !unwanted.has(part.trim().toLowerCase()));
    if (kept.length === parts.length) return;
    if (namesOfLine(kept.join(',')).length === 0) this.drop(line);
    else this.#change(line, kept.join(',').trimStart());
  }

  drop(line: SynonymLine): void {
    const index = this.#lines.indexOf(line);
    if (index >= 0) this.#lines.splice(index, 1);
  }

  /** Drops the first line of this content. */
  take(content: string): void {
    this.#lines.splice(this.contents.indexOf(content), 1);
  }

  toString(): string {
    return this.#mark + this.#lines.map(({ content, end }) => content + end).join('');
  }

  #insert(index: number, content: string): Line {
    const above = this.#lines[index - 1];
    if (above?.end === '') above.end = this.#end;
    const line = { content, end: this.#end };
    this.#lines.splice(index, 0, line);
    return line;
  }

  #change(line: SynonymLine, content: string): void {
    const own = this.#lines.find((each) => each === line);
    if (own) own.content = content;
  }
}

/** Names as a line can hold them: without commas, which separate, and without line ends; each once. */
function clean(names: readonly string[]): string[] {
  const plain = names.map((name) => name.replace(/[\s,\uFEFF]+/g, ' ').trim()).filter((name) => name !== '');
  return [...new Map(plain.map((name) => [name.toLowerCase(), name])).values()];
}
