import { type Command, Option } from 'commander';
import { BratFolder } from './bratFolder.ts';
import { type ConvertDocument, readConvertSources } from './convertSources.ts';
import { FileError } from './fileError.ts';
import { OpinionFolder } from './opinionFolder.ts';
import { opinionImport } from './opinionImport.ts';
import { readSynonyms } from './synonymsFile.ts';
import { processTerminal, type Terminal } from './terminal.ts';

interface ConvertOptions {
  readonly to: 'ann' | 'opin';
  readonly source: 'plain' | 'rusentrel';
  readonly synonyms?: string;
  readonly reviewedOnly?: boolean;
  readonly opinions?: boolean;
  readonly out: string;
}

const explanation = `
Every document is NAME.txt with NAME.ann beside it; what stands in subfolders goes to subfolders.

--to opin writes NAME.opin.txt as RuSentRel has it: a line for each ordered pair of entities that
          relations POS or NEG speak of, whatever their number. Mentions are one entity by the
          synonyms, by their words, or by the rules for names. Where relations contradict each other,
          the more frequent label stands (negative of equals) and the pair is listed. A relation NEU
          gives no line.
--to ann  makes a folder that brat opens: texts, .ann files, annotation.conf and visual.conf (those
          of the corpus, where it has some). In a folder that has the texts already, even with other
          line ends, offsets are fitted to those. What a person annotated there stays as it is.
          With --opinions, those of NAME.opin.txt become relations between mentions of NAME.ann: for
          each opinion, every pair of mentions of its two entities that shares a sentence. The gold of
          RuSentRel is about documents; not every one of these sentences need express the opinion.
          Opinions without such a pair are listed, and so are those that a relation contradicts.

Examples:
  aredit convert corpus/ --to ann --out for-brat/
  aredit convert rusentrel/ --source rusentrel --to ann --opinions --synonyms synonyms.txt --out gold/
  aredit convert corpus/ --to opin --synonyms synonyms.txt --out opinions/`;

/** Adds `aredit convert`: a corpus from one form into another. */
export function addConvertCommand(program: Command, terminal: Terminal = processTerminal): void {
  const command = program
    .command('convert')
    .description('turn annotated texts into a folder for brat or into opinions of documents')
    .argument('<path...>', 'text files, folders, or patterns')
    .addOption(
      new Option('--to <kind>', 'opin: NAME.opin.txt; ann: texts and .ann files, as brat wants them')
        .choices(['ann', 'opin'])
        .makeOptionMandatory(),
    )
    .requiredOption('--out <folder>', 'write there')
    .addOption(
      new Option(
        '--source <kind>',
        'rusentrel: a line is a sentence, its {Author, Unknown} is no text (--opinions)',
      )
        .choices(['plain', 'rusentrel'])
        .default('plain'),
    )
    .option('--synonyms <file>', 'groups of names, one a line, separated by commas')
    .option('--opinions', 'add the opinions of NAME.opin.txt as relations (--to ann)')
    .option('--reviewed-only', 'leave out relations that only a model suggested (--to opin)')
    .addHelpText('after', explanation);
  command.action(async (paths: string[], options: ConvertOptions) => {
    const fault = usageFault(paths, options);
    if (fault !== undefined) command.error(`error: ${fault}`, { exitCode: 2 });
    await convert(paths, options, terminal);
  });
}

function usageFault(
  paths: readonly string[],
  { to, reviewedOnly, opinions }: ConvertOptions,
): string | undefined {
  if (paths.includes('-')) return '- (stdin) cannot be converted; give files or folders';
  if (reviewedOnly && to !== 'opin') return '--reviewed-only needs --to opin';
  if (opinions && to !== 'ann') return '--opinions needs --to ann';
  return undefined;
}

/** Where converted documents go. */
interface Target {
  /** @throws FileError when the document cannot be written; @returns lines about what was lost on the way. */
  write(document: ConvertDocument): Promise<readonly string[]>;
  finish?(): Promise<void>;
}

async function convert(paths: readonly string[], options: ConvertOptions, terminal: Terminal): Promise<void> {
  const fail = (error: unknown) => {
    if (!(error instanceof FileError)) throw error;
    terminal.report(error.message);
    terminal.setExitCode(1);
  };
  try {
    const target = await createTarget(options, terminal);
    let done = 0;
    for await (const source of readConvertSources(paths)) {
      if (source.type === 'problem') {
        fail(new FileError(source.message));
        continue;
      }
      for (const warning of source.warnings) terminal.report(warning);
      try {
        for (const note of await target.write(source)) terminal.report(note);
        done += 1;
        terminal.status(`${done} documents done`);
      } catch (error) {
        fail(error);
      }
    }
    await target.finish?.();
    if (terminal.isInteractive) terminal.report(`${done} documents written to ${options.out}`);
  } catch (error) {
    fail(error);
  }
}

async function createTarget(options: ConvertOptions, terminal: Terminal): Promise<Target> {
  const { to, out, source, reviewedOnly = false, opinions = false } = options;
  const synonyms = await readSynonyms(options.synonyms, terminal);
  switch (to) {
    case 'ann':
      return new BratFolder(out, opinions ? opinionImport({ source, synonyms }) : undefined);
    case 'opin':
      return new OpinionFolder(out, { reviewedOnly, synonyms });
  }
}
