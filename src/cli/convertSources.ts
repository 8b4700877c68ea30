import { dirname, join } from 'node:path';
import { type BratDocument, parseBrat } from '../core/formats/brat.ts';
import { FileError } from './fileError.ts';
import { documentName, findInputs } from './inputs.ts';
import { readTextFile } from './textFile.ts';

/** An annotated text to convert. */
export interface ConvertDocument {
  readonly type: 'document';
  readonly name: string;
  /** Of the text, as messages name it. */
  readonly path: string;
  /** Where it stands below the folder that was named. */
  readonly subfolder: string;
  /** The text and its `.ann` file. */
  readonly brat: BratDocument;
  /** One line for each line of the `.ann` file that is flawed. */
  readonly warnings: readonly string[];
}

/** A document, or the line that says why there is none. */
export type ConvertSource = ConvertDocument | { readonly type: 'problem'; readonly message: string };

/** The annotated texts that the arguments name, each read when it is asked for. */
export async function* readConvertSources(args: readonly string[]): AsyncGenerator<ConvertSource> {
  const { paths, problems, subfolders } = await findInputs(args);
  for (const message of problems) yield { type: 'problem', message };
  for (const path of paths) {
    try {
      yield await readDocument(path, subfolders.get(path) ?? '');
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      yield { type: 'problem', message: error.message };
    }
  }
}

async function readDocument(path: string, subfolder: string): Promise<ConvertDocument> {
  const name = documentName(path);
  const text = await readTextFile(path);
  const annPath = join(dirname(path), `${name}.ann`);
  const brat = parseBrat(await readAnn(path, annPath), text);
  const warnings = brat.problems.map(({ line, message }) => `${annPath}:${line}: ${message}`);
  return { type: 'document', name, path, subfolder, brat, warnings };
}

async function readAnn(path: string, annPath: string): Promise<string> {
  try {
    return await readTextFile(annPath);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new FileError(`${path}: ${error.message}; there is nothing to convert without it`, {
      cause: error,
    });
  }
}
