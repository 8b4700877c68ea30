import { bratAnnotationConf, bratVisualConf } from '../core/formats/bratConfig.ts';
import { isModelOnly } from '../core/formats/bratTransfer.ts';
import { FileError } from './fileError.ts';
import { outputPath, writeOutput } from './outputs.ts';
import { readTextFileIfThere } from './textFile.ts';

/**
 * Writes an `.ann` file into a folder for output, where what a model wrote may be replaced.
 * @param text what the file there speaks of
 * @throws FileError when a person's annotations would be lost; nothing was changed then
 */
export async function writeAnn(path: string, annText: string, text: string): Promise<void> {
  const existing = await readTextFileIfThere(path);
  if (existing === annText) return;
  if (existing !== undefined && !isModelOnly(existing, text)) {
    throw new FileError(`${path}: holds annotations of a person and was left as it is; name another folder`);
  }
  await writeOutput(path, annText, 'replace');
}

/** Adds what brat needs to show the files of a folder, unless its own configuration is there. */
export async function writeBratConfig(folder: string, types: Iterable<string>): Promise<void> {
  const sorted = [...types].sort();
  await writeUnlessThere(folder, 'annotation', bratAnnotationConf(sorted));
  await writeUnlessThere(folder, 'visual', bratVisualConf(sorted));
}

async function writeUnlessThere(folder: string, name: string, text: string): Promise<void> {
  try {
    await writeOutput(outputPath(folder, name, '.conf'), text, 'fail');
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
  }
}
