import { dirname, join, resolve } from 'node:path';
import type { EntityMention } from '../core/annotations.ts';
import { type BratDocument, parseBrat } from '../core/formats/brat.ts';
import { bratMentions } from '../core/formats/bratAttitudes.ts';
import { FileError } from './fileError.ts';
import { documentName, findInputs } from './inputs.ts';
import { readJsonLines } from './jsonLines.ts';
import { readTextFile, readTextFileIfThere } from './textFile.ts';

/** Where mentions come from: the `.ann` file where it has some, only from there, or only from the model. */
export type MentionSource = 'auto' | 'ann' | 'model';

/** A document to extract from. */
export interface SourceDocument {
  readonly type: 'document';
  readonly name: string;
  /** As messages name it: the path of its file, or its line of stdin. */
  readonly place: string;
  /** Absolute path of the folder it stands in; absent for stdin. */
  readonly folder?: string;
  /** Untouched: offsets of `.ann` files count line ends and a byte order mark. */
  readonly text: string;
  /** The `.ann` file that the mentions come from. */
  readonly ann?: BratDocument;
  /** Absent where the model is to find them. */
  readonly mentions?: readonly EntityMention[];
  /** One line for each line of its files that could not be read. */
  readonly warnings: readonly string[];
}

/** A document, or the line that says why there is none. */
export type ExtractSource = SourceDocument | { readonly type: 'problem'; readonly message: string };

/** The documents that the arguments name, each read when it is asked for; `-` stands for JSONL from `stdin`. */
export async function* readExtractSources(
  args: readonly string[],
  mentions: MentionSource,
  stdin: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<ExtractSource> {
  if (args.length === 1 && args[0] === '-') {
    for await (const line of readJsonLines(stdin)) {
      if (line.type === 'problem') yield line;
      else {
        const { id, text, ann } = line.document;
        const place = `stdin line ${line.line}`;
        yield await guard(() =>
          compose({ name: id, place, text }, `${place}, ann`, async () => optionalText(ann, place), mentions),
        );
      }
    }
    return;
  }
  const { paths, problems } = await findInputs(args);
  for (const message of problems) yield { type: 'problem', message };
  for (const path of paths) yield await guard(() => readFiles(path, mentions));
}

async function readFiles(path: string, mentions: MentionSource): Promise<ExtractSource> {
  const name = documentName(path);
  const annPath = join(dirname(path), `${name}.ann`);
  const document = {
    name,
    place: path,
    folder: resolve(dirname(path)),
    text: await readTextFile(path),
  };
  return compose(document, annPath, () => readTextFileIfThere(annPath), mentions);
}

async function compose(
  document: Pick<SourceDocument, 'name' | 'place' | 'folder' | 'text'>,
  annPlace: string,
  readAnn: () => Promise<string | undefined>,
  source: MentionSource,
): Promise<ExtractSource> {
  const found = { type: 'document' as const, ...document, warnings: [] };
  if (source === 'model') return found;
  const annText = await readAnn();
  if (annText === undefined) {
    if (source === 'auto') return found;
    throw new FileError(
      `${document.place}: there is no ${annPlace}, where the mentions should come from; use --entities auto`,
    );
  }
  const ann = parseBrat(annText, document.text);
  const mentions = bratMentions(ann);
  const warnings = ann.problems.map(({ line, message }) => `${annPlace}:${line}: ${message}`);
  // A file without mentions says nothing about them, unless it was named as the only source.
  if (mentions.length === 0 && source === 'auto') return { ...found, warnings };
  return { ...found, ann, mentions, warnings };
}

function optionalText(ann: unknown, place: string): string | undefined {
  if (ann === undefined || typeof ann === 'string') return ann;
  throw new FileError(`${place}: "ann" must be the text of an .ann file`);
}

async function guard(read: () => Promise<ExtractSource>): Promise<ExtractSource> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { type: 'problem', message: error.message };
  }
}
