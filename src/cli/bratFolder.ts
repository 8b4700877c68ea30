import { dirname, join } from 'node:path';
import { type BratDocument, formatBrat } from '../core/formats/brat.ts';
import { bratMentions } from '../core/formats/bratAttitudes.ts';
import { transferBrat } from '../core/formats/bratTransfer.ts';
import { writeAnn, writeBratConfig } from './bratOutputs.ts';
import type { ConvertDocument } from './convertSources.ts';
import { FileError } from './fileError.ts';
import { isWithin, outputPath, writeOutput } from './outputs.ts';
import { readTextFileIfThere } from './textFile.ts';

/** What brat reads of a collection besides its documents. */
const configurationNames = ['annotation.conf', 'visual.conf', 'tools.conf', 'kb_shortcuts.conf'];

/** A document after a change, and lines about what could not be done. */
export interface ChangedDocument {
  readonly brat: BratDocument;
  readonly notes: readonly string[];
}

/** Makes a folder that brat opens: texts, their `.ann` files and the configuration, in subfolders as they were. */
export class BratFolder {
  private readonly written = new Set<string>();
  private readonly configured = new Set<string>();
  private readonly types = new Set<string>();

  /** @param change what becomes of each document on the way, and lines about what could not be done */
  constructor(
    private readonly out: string,
    private readonly change: (document: ConvertDocument) => Promise<ChangedDocument> = async ({ brat }) => ({
      brat,
      notes: [],
    }),
  ) {}

  /** @throws FileError when something else is in the way; nothing of this document was written then */
  async write(document: ConvertDocument): Promise<readonly string[]> {
    const { name, path, subfolder } = document;
    if (isWithin(this.out, path))
      throw new FileError(`${path}: stands in the folder for output; name another folder`);
    const folder = join(this.out, subfolder);
    const textPath = outputPath(folder, name, '.txt');
    if (this.written.has(textPath))
      throw new FileError(`${path}: ${textPath} was written for another document of this name; rename one`);
    const { brat, notes } = await this.change(document);
    const present = await readTextFileIfThere(textPath);
    const transferred = transferBrat(brat, present ?? brat.text);
    if (transferred === undefined)
      throw new FileError(`${textPath}: is another text and was left as it is; name another folder`);
    await writeAnn(outputPath(folder, name, '.ann'), formatBrat(transferred), transferred.text);
    if (present === undefined) await writeOutput(textPath, brat.text, 'fail');
    this.written.add(textPath);
    for (const { type } of bratMentions(brat)) this.types.add(type);
    await this.configure(dirname(path), subfolder);
    return notes;
  }

  /** Adds the configuration that no folder had. */
  async finish(): Promise<void> {
    if (this.written.size > 0) await writeBratConfig(this.out, this.types);
  }

  /** Copies the configuration of the folder and of those above it, up to the one that was named. */
  private async configure(folder: string, subfolder: string): Promise<void> {
    if (this.configured.has(subfolder)) return;
    this.configured.add(subfolder);
    for (const name of configurationNames) {
      const text = await readTextFileIfThere(join(folder, name));
      const path = join(this.out, subfolder, name);
      // One that is there belongs to whoever made the folder.
      if (text !== undefined && (await readTextFileIfThere(path)) === undefined)
        await writeOutput(path, text, 'fail');
    }
    if (subfolder !== '') await this.configure(dirname(folder), dirname(subfolder).replace(/^\.$/, ''));
  }
}
