import { resolve } from 'node:path';
import { writeAnn, writeBratConfig } from './bratOutputs.ts';
import {
  type ExtractedDocument,
  type ExtractFormat,
  formatDocument,
  formatTsvRows,
  suffixes,
  tsvHeader,
} from './extractFormats.ts';
import { FileError } from './fileError.ts';
import { formatOpinionTable } from './opinionTable.ts';
import { outputPath, writeOutput } from './outputs.ts';
import type { Terminal } from './terminal.ts';

/** Puts each document where the options say. */
export class ExtractWriter {
  private readonly written = new Set<string>();
  private readonly types = new Set<string>();
  private done = 0;

  /** @param formats none: a table for people, on stdout. @param out without it, stdout. */
  constructor(
    private readonly formats: readonly ExtractFormat[],
    private readonly out: string | undefined,
    private readonly terminal: Terminal,
  ) {}

  async write(extracted: ExtractedDocument): Promise<void> {
    if (this.out === undefined) await this.print(extracted);
    else for (const format of this.formats) await this.writeFile(extracted, format, this.out);
    this.done += 1;
    for (const { type } of extracted.answer.extraction.mentions) this.types.add(type);
    this.terminal.status(`${this.done} documents done`);
  }

  /** Adds what brat needs to show the files, unless its own configuration is there. */
  async finish(): Promise<void> {
    if (this.out === undefined || !this.formats.includes('ann') || this.done === 0) return;
    await writeBratConfig(this.out, this.types);
  }

  private async print(extracted: ExtractedDocument): Promise<void> {
    const [format] = this.formats;
    if (format === undefined) {
      await this.terminal.write((this.done > 0 ? '\n' : '') + formatOpinionTable(extracted));
    } else if (format === 'tsv') {
      await this.terminal.write((this.done > 0 ? '' : tsvHeader) + formatTsvRows(extracted));
    } else await this.terminal.write(formatDocument(extracted, format));
  }

  private async writeFile(extracted: ExtractedDocument, format: ExtractFormat, out: string): Promise<void> {
    const { name, folder, place, text } = extracted.document;
    const path = outputPath(out, name, suffixes[format]);
    if (this.written.has(path)) {
      throw new FileError(`${place}: ${path} was written for another document of this name; rename one`);
    }
    this.written.add(path);
    // Beside the texts stand the files of people; a folder named for output may be written again.
    const isBesideText = folder === resolve(out);
    const content = formatDocument(extracted, format);
    if (format === 'ann' && !isBesideText) await writeAnn(path, content, text);
    else await writeOutput(path, content, isBesideText ? 'fail' : 'replace');
  }
}
