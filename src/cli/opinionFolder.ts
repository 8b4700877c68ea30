import { dirname, join, resolve } from 'node:path';
import { annotatedOpinions } from '../core/documentOpinions.ts';
import { groupMentions } from '../core/entities.ts';
import { bratAttitudes, bratMentions } from '../core/formats/bratAttitudes.ts';
import { formatOpinions } from '../core/formats/opin.ts';
import { rusentrelMentions } from '../core/formats/rusentrel.ts';
import type { ConvertDocument } from './convertSources.ts';
import { FileError } from './fileError.ts';
import { outputPath, writeOutput } from './outputs.ts';

interface OpinionFolderOptions {
  readonly source: 'plain' | 'rusentrel';
  /** Whether relations that only a model suggested are left out. */
  readonly reviewedOnly: boolean;
  readonly synonyms: readonly (readonly string[])[];
}

/** Writes an `.opin.txt` file for each document, in subfolders as they were. */
export class OpinionFolder {
  private readonly written = new Set<string>();

  constructor(
    private readonly out: string,
    private readonly options: OpinionFolderOptions,
  ) {}

  /**
   * @returns a line for each pair of entities whose attitudes contradict each other
   * @throws FileError when the file cannot be written or stands beside the text and is a person's
   */
  async write({ name, path, subfolder, brat }: ConvertDocument): Promise<readonly string[]> {
    const { source, reviewedOnly, synonyms } = this.options;
    const folder = join(this.out, subfolder);
    const opinPath = outputPath(folder, name, '.opin.txt');
    if (this.written.has(opinPath))
      throw new FileError(`${path}: ${opinPath} was written for another document of this name; rename one`);
    const all = bratMentions(brat);
    const mentions = source === 'rusentrel' ? rusentrelMentions(brat.text, all) : all;
    const attitudes = bratAttitudes(brat).filter(({ origin }) => !reviewedOnly || origin?.by !== 'model');
    const opinions = annotatedOpinions(attitudes, groupMentions(brat.text, mentions, synonyms));
    // Beside the texts stand the files of people; a folder named for output may be written again.
    const isBesideText = resolve(folder) === resolve(dirname(path));
    await writeOutput(opinPath, formatOpinions(opinions), isBesideText ? 'fail' : 'replace');
    this.written.add(opinPath);
    return opinions
      .filter(({ opposition }) => opposition > 0)
      .map(
        ({ source: subject, target: object, label, support, opposition }) =>
          `${path}: ${subject} → ${object}: ${support} ${label}, ${opposition} otherwise; written as ${label}`,
      );
  }
}
