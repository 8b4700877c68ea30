import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { EngineError, ModelLoadError } from '../engine/errors.ts';
import type { ExtractionRequest, Extractor } from '../engine/extractionRequest.ts';
import { createExtractor } from '../engine/extractorClient.ts';
import { type ExtractedDocument, type ExtractFormat, suffixes } from './extractFormats.ts';
import { type ExtractSource, type MentionSource, readExtractSources } from './extractSources.ts';
import { ExtractWriter } from './extractWriter.ts';
import { FileError } from './fileError.ts';
import { chooseModelFolders } from './modelFolders.ts';
import { sourceOption, wholeNumber } from './options.ts';
import { mapInOrder } from './orderedMap.ts';
import { readSynonyms } from './synonymsFile.ts';
import type { Terminal } from './terminal.ts';

/** Where the parts of the installed package are. */
export interface Installation {
  /** The bundled `host.ts`. */
  readonly hostPath: string;
  /** The folder of the bundled models. */
  readonly modelsFolder: string;
}

interface ExtractOptions {
  readonly source: ExtractionRequest['source'];
  readonly entities: MentionSource;
  readonly synonyms?: string;
  readonly model?: readonly string[];
  readonly threshold?: number;
  readonly format?: readonly ExtractFormat[];
  readonly out?: string;
  readonly jobs: number;
}

const examples = `
Without --format and --out, a table of who holds what towards whom is shown.
With --out, each document becomes NAME.ann, NAME.opin.txt, NAME.jsonl or NAME.tsv there
(ann and opin unless --format says otherwise). jsonl and tsv may also go to stdout.
Mentions come from NAME.ann beside NAME.txt where it has some, else from the model.
With -, each line of stdin is {"id", "text"} and may hold "ann", the text of such a file;
a line of stdout follows as soon as it is done.

Examples:
  aredit extract article.txt
  aredit extract corpus/ --out found/
  aredit extract art*.txt --source rusentrel --entities ann --synonyms synonyms.txt --format opin --out found/
  aredit extract - < texts.jsonl > attitudes.jsonl`;

/** Adds `aredit extract`. */
export function addExtractCommand(program: Command, terminal: Terminal, installation: Installation): void {
  const command = program
    .command('extract')
    .description('find who is positive or negative towards whom in Russian texts')
    .argument('<path...>', 'text files, folders, patterns, or - for JSONL from stdin')
    .addOption(sourceOption())
    .addOption(
      new Option('--entities <source>', 'take mentions from NAME.ann, from the model, or from either')
        .choices(['auto', 'ann', 'model'])
        .default('auto'),
    )
    .option('--synonyms <file>', 'groups of names, one a line, separated by commas')
    .option('--model <folder>', 'use this model for its task; may be given twice', collect)
    .option('--threshold <x>', 'least probability to report, instead of those of the model', probability)
    .option('--format <list>', `some of ${Object.keys(suffixes).join(',')}`, formats)
    .option('--out <folder>', 'write a file for each document there')
    .option('--jobs <n>', 'documents worked on at once', wholeNumber(1), Math.min(availableParallelism(), 8))
    .addHelpText('after', examples);
  command.action(async (paths: string[], options: ExtractOptions) => {
    const fault = usageFault(paths, options);
    if (fault !== undefined) command.error(`error: ${fault}`, { exitCode: 2 });
    await extract(paths, options, terminal, installation);
  });
}

function usageFault(paths: readonly string[], { format = [], out }: ExtractOptions): string | undefined {
  if (paths.includes('-') && paths.length > 1) return '- stands for stdin and cannot be mixed with files';
  if (out !== undefined) return undefined;
  if (format.includes('ann') || format.includes('opin')) return '--format ann and opin need --out';
  if (format.length > 1) return 'several formats need --out';
  if (paths.includes('-') && format.includes('tsv')) return '- answers in jsonl; tsv needs --out';
  return undefined;
}

function defaultFormats(paths: readonly string[], { out }: ExtractOptions): readonly ExtractFormat[] {
  if (out !== undefined) return ['ann', 'opin'];
  return paths.includes('-') ? ['jsonl'] : [];
}

async function extract(
  paths: readonly string[],
  options: ExtractOptions,
  terminal: Terminal,
  { hostPath, modelsFolder }: Installation,
): Promise<void> {
  const controller = new AbortController();
  const stop = () => {
    controller.abort();
    // Nothing may be under way but the wait for the next line.
    process.stdin.destroy();
  };
  process.once('SIGINT', stop);
  const extractor = createExtractor({ hostPath, workers: options.jobs });
  try {
    const folders = await chooseModelFolders(options.model ?? [], modelsFolder, options.entities !== 'ann');
    const synonyms = await readSynonyms(options.synonyms, terminal);
    const { source, threshold } = options;
    const settings = { source, folders, synonyms, ...(threshold !== undefined && { threshold }) };
    const sources = readExtractSources(paths, options.entities, process.stdin);
    const outcomes = mapInOrder(sources, 2 * options.jobs, (each) =>
      extractOne(each, settings, extractor, controller.signal, terminal),
    );
    const formats = options.format ?? defaultFormats(paths, options);
    await writeOutcomes(outcomes, new ExtractWriter(formats, options.out, terminal), terminal);
  } catch (error) {
    if (controller.signal.aborted) {
      // As a shell reports a program that Ctrl+C ended.
      process.exitCode = 130;
    } else if (
      error instanceof FileError ||
      error instanceof ModelLoadError ||
      error instanceof EngineError
    ) {
      terminal.report(error.message);
      terminal.setExitCode(1);
    } else throw error;
  } finally {
    process.removeListener('SIGINT', stop);
    terminal.status('');
    extractor.dispose();
    // A terminal that still waits for lines would keep the process.
    process.stdin.destroy();
  }
}

type Outcome =
  | { readonly type: 'done'; readonly extracted: ExtractedDocument }
  | Extract<ExtractSource, { type: 'problem' }>;

/** @throws what concerns all documents: a model that cannot be used, a cancellation. */
async function extractOne(
  source: ExtractSource,
  settings: Omit<ExtractionRequest, 'text'>,
  extractor: Extractor,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<Outcome> {
  if (source.type === 'problem') return source;
  const { text, mentions, place } = source;
  try {
    const answer = await extractor.extract(
      { ...settings, text, ...(mentions && { mentions }) },
      signal,
      ({ doneSentences, totalSentences }) =>
        terminal.status(`${place}: ${doneSentences} of ${totalSentences} sentences`),
    );
    return { type: 'done', extracted: { document: source, answer } };
  } catch (error) {
    if (error instanceof EngineError) return { type: 'problem', message: `${place}: ${error.message}` };
    throw error;
  }
}

async function writeOutcomes(
  outcomes: AsyncIterable<Outcome>,
  writer: ExtractWriter,
  terminal: Terminal,
): Promise<void> {
  const fail = (message: string) => {
    terminal.report(message);
    terminal.setExitCode(1);
  };
  for await (const outcome of outcomes) {
    if (outcome.type === 'problem') {
      fail(outcome.message);
      continue;
    }
    const { document, answer } = outcome.extracted;
    for (const warning of document.warnings) terminal.report(warning);
    for (const { message } of answer.extraction.problems) terminal.report(`${document.place}: ${message}`);
    try {
      await writer.write(outcome.extracted);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      fail(error.message);
    }
  }
  await writer.finish();
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function probability(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return number;
}

function formats(value: string): readonly ExtractFormat[] {
  const known = Object.keys(suffixes);
  const isKnown = (name: string): name is ExtractFormat => known.includes(name);
  return value.split(',').map((part) => {
    const name = part.trim();
    if (!isKnown(name)) throw new InvalidArgumentError(`It must be a list of ${known.join(', ')}.`);
    return name;
  });
}
