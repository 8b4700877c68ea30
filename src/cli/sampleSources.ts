import { dirname, join } from 'node:path';
import { type BratDocument, parseBrat } from '../core/formats/brat.ts';
import { type BratAttitude, bratAttitudes, bratMentions } from '../core/formats/bratAttitudes.ts';
import { parseOpinions } from '../core/formats/opin.ts';
import type { AnnotatedText } from '../core/sampledDocument.ts';
import type { LabelSource } from '../core/samples.ts';
import { FileError } from './fileError.ts';
import { documentName, findInputs } from './inputs.ts';
import { readJsonLines } from './jsonLines.ts';
import { readTextFile } from './textFile.ts';

/** Where the labels of samples come from, as the command line names it. */
export type LabelKind = 'opin' | 'ann' | 'none';

/** Which labels are wanted. */
export interface LabelWish {
  readonly kind: LabelKind;
  /** Of relations, those that a person made, accepted or corrected, and no neutral pairs besides. */
  readonly reviewedOnly: boolean;
}

/** A document to make samples of, or the line that says why there is none. */
export type SampleSource =
  | (AnnotatedText & {
      readonly type: 'document';
      /** One line for each line of its files that could not be read. */
      readonly warnings: readonly string[];
    })
  | { readonly type: 'problem'; readonly message: string };

/** The documents that the arguments name, each read when it is asked for; `-` stands for JSONL from `stdin`. */
export async function* readSampleSources(
  args: readonly string[],
  labels: LabelWish,
  stdin: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<SampleSource> {
  if (args.length === 1 && args[0] === '-') {
    yield* readStream(labels, stdin);
    return;
  }
  const { paths, problems } = await findInputs(args);
  for (const message of problems) yield { type: 'problem', message };
  for (const path of paths) yield await guard(() => readFiles(path, labels));
}

async function* readStream(
  labels: LabelWish,
  stdin: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<SampleSource> {
  for await (const line of readJsonLines(stdin)) {
    if (line.type === 'problem') {
      yield line;
      continue;
    }
    const { id, text, ann, opin } = line.document;
    const where = `stdin line ${line.line}`;
    yield await guard(async () => {
      const annText = requireField(ann, 'ann', where);
      const opinText = labels.kind === 'opin' ? requireField(opin, 'opin', where) : '';
      return compose(
        id,
        text,
        { name: `${where}, ann`, text: annText },
        { name: `${where}, opin`, text: opinText },
        labels,
      );
    });
  }
}

async function readFiles(path: string, labels: LabelWish): Promise<SampleSource> {
  const name = documentName(path);
  const text = await readTextFile(path);
  const annPath = join(dirname(path), `${name}.ann`);
  const opinPath = join(dirname(path), `${name}.opin.txt`);
  const ann = await readCompanion(
    path,
    annPath,
    'the mentions come from there; run aredit extract --format ann first',
  );
  const opin =
    labels.kind === 'opin'
      ? await readCompanion(
          path,
          opinPath,
          'the labels come from there; use --labels ann or --labels none without it',
        )
      : '';
  return compose(name, text, { name: annPath, text: ann }, { name: opinPath, text: opin }, labels);
}

interface NamedText {
  readonly name: string;
  readonly text: string;
}

function compose(
  name: string,
  text: string,
  ann: NamedText,
  opin: NamedText,
  labels: LabelWish,
): SampleSource {
  const brat = parseBrat(ann.text, text);
  const { opinions, problems } = parseOpinions(opin.text);
  return {
    type: 'document',
    name,
    text,
    mentions: bratMentions(brat),
    labels: labelSource(labels, brat, opinions),
    warnings: [
      ...brat.problems.map(({ line, message }) => `${ann.name}:${line}: ${message}`),
      ...problems.map(({ line, message }) => `${opin.name}:${line ?? 1}: ${message}`),
    ],
  };
}

function labelSource(
  { kind, reviewedOnly }: LabelWish,
  brat: BratDocument,
  opinions: ReturnType<typeof parseOpinions>['opinions'],
): LabelSource {
  const isWanted = ({ origin }: BratAttitude) => !reviewedOnly || origin?.by !== 'model';
  switch (kind) {
    case 'none':
      return { type: 'none' };
    case 'opin':
      return { type: 'opinions', opinions };
    case 'ann':
      return { type: 'pairs', pairs: bratAttitudes(brat).filter(isWanted), onlyGiven: reviewedOnly };
  }
}

async function readCompanion(path: string, companion: string, advice: string): Promise<string> {
  try {
    return await readTextFile(companion);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new FileError(`${path}: ${error.message}; ${advice}`, { cause: error });
  }
}

function requireField(value: unknown, field: string, where: string): string {
  if (typeof value === 'string') return value;
  throw new FileError(
    `${where}: needs "${field}", the text of the .${field === 'opin' ? 'opin.txt' : field} file`,
  );
}

async function guard(read: () => Promise<SampleSource>): Promise<SampleSource> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { type: 'problem', message: error.message };
  }
}
