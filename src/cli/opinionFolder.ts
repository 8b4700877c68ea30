import { dirname, join, resolve } from 'node:path';
import { annotatedOpinions } from '../core/documentOpinions.ts';
import { formatOpinions } from '../core/formats/opin.ts';
import { readReview } from '../core/review/bratSync.ts';
import { mergeAnnotations } from '../core/review/mergeView.ts';
import { isConfirmed } from '../core/review/review.ts';
import type { ConvertDocument } from './convertSources.ts';
import { FileError } from './fileError.ts';
import { outputPath, writeOutput } from './outputs.ts';

interface OpinionFolderOptions {
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
    const { reviewedOnly, synonyms } = this.options;
    const folder = join(this.out, subfolder);
    const opinPath = outputPath(folder, name, '.opin.txt');
    if (this.written.has(opinPath))
      throw new FileError(`${path}: ${opinPath} was written for another document of this name; rename one`);
    const { review } = readReview(brat, (offset) => offset);
    const { entities } = mergeAnnotations({ text: brat.text, review, synonyms }).extraction;
    const attitudes = [...review.attitudes.values()].filter((each) => !reviewedOnly || isConfirmed(each));
    const opinions = annotatedOpinions(attitudes, entities);
    // Beside the texts stand the files of people; a folder named for output may be written again.
    const isBesideText = resolve(folder) === resolve(dirname(path));
    await writeOutput(opinPath, formatOpinions(opinions), isBesideText ? 'fail' : 'replace');
    this.written.add(opinPath);
    return opinions
      .filter(({ opposition }) => opposition > 0)
      .map(
        ({ source, target, label, support, opposition }) =>
          `${path}: ${source} → ${target}: ${support} ${label}, ${opposition} otherwise; written as ${label}`,
      );
  }
}
