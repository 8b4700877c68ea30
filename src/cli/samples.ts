import { type Command, Option } from 'commander';
import { balanceRows } from '../core/balance.ts';
import { buildContexts } from '../core/contexts.ts';
import type { TermKind } from '../core/contextTerms.ts';
import {
  type ArekitLayout,
  type ArekitOptions,
  arekitRows,
  formatArekit,
  type SampledDocument,
} from '../core/formats/arekit.ts';
import type { TextBKind } from '../core/formats/arekitText.ts';
import { arekitSentences, rusentrelMentions, sentencesWithAuthor } from '../core/formats/rusentrel.ts';
import { buildLinkages } from '../core/samples.ts';
import { sentencesAround } from '../core/sentencesAround.ts';
import { stemWord } from '../core/stem.ts';
import { parseSynonyms } from '../core/synonyms.ts';
import { createGroupOf } from '../core/valueGroups.ts';
import { FileError } from './fileError.ts';
import { wholeNumber } from './options.ts';
import { isSameFile, writeOutput } from './outputs.ts';
import { type LabelKind, readSampleSources, type SampleSource } from './sampleSources.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { readTextFile } from './textFile.ts';

interface SampleOptions {
  readonly source: 'plain' | 'rusentrel';
  readonly layout: ArekitLayout;
  readonly terms: TermKind;
  readonly textB: TextBKind;
  readonly termsPerContext: number;
  readonly stemmer: 'lower' | 'snowball';
  readonly synonyms?: string;
  readonly labels?: LabelKind;
  readonly balance?: number;
  readonly author: boolean;
  readonly out?: string;
}

type GroupOf = (value: string) => string;
type SampleDocument = Extract<SampleSource, { type: 'document' }>;

const examples = `
Mentions come from NAME.ann beside NAME.txt. With -, each line of stdin is
{"id", "text", "ann", "opin"}, the last two the texts of those files.
Files are sampled in the order given. A name that ends in .gz is compressed;
.csv ends rows with CR LF, as AREkit 0.24's own writer does.

Examples:
  aredit samples art7.txt art6.txt --source rusentrel --synonyms synonyms.txt --out train.tsv.gz
  aredit samples corpus/ --labels ann --terms tokens --balance 7 --out train.tsv`;

/** Adds `aredit samples`: AREkit's samples from texts and what is annotated in them. */
export function addSamplesCommand(program: Command, terminal: Terminal = processTerminal): void {
  const command = program
    .command('samples')
    .description('write AREkit samples of annotated texts')
    .argument('<path...>', 'text files, folders, patterns, or - for JSONL from stdin')
    .addOption(
      new Option('--source <kind>', 'rusentrel: a line is a sentence, its {Author, Unknown} is no text')
        .choices(['plain', 'rusentrel'])
        .default('plain'),
    )
    .addOption(
      new Option('--layout <version>', 'columns, order and numbers as this AREkit writes them')
        .choices(['arekit-0.22', 'arekit-0.24'])
        .default('arekit-0.22'),
    )
    .addOption(
      new Option('--terms <kind>', 'what is counted: pieces between mentions, words and marks, or words')
        .choices(['chunks', 'tokens', 'words'])
        .default('chunks'),
    )
    .addOption(
      new Option('--text-b <kind>', 'the second text; _b kinds ask about one label at a time')
        .choices(['c_m', 'nli_m', 'qa_m', 'nli_b', 'qa_b'])
        .default('nli_m'),
    )
    .option('--terms-per-context <n>', 'both ends are less than so many terms apart', wholeNumber(1), 50)
    .addOption(
      new Option('--stemmer <kind>', 'how the words of names are compared')
        .choices(['lower', 'snowball'])
        .default('snowball'),
    )
    .option('--synonyms <file>', 'groups of names, one a line, separated by commas')
    .addOption(
      new Option(
        '--labels <source>',
        'NAME.opin.txt, relations of NAME.ann, or none (default: opin for rusentrel, else ann)',
      ).choices(['opin', 'ann', 'none']),
    )
    .option('--balance <seed>', 'repeat rows until all labels are equally frequent', wholeNumber(0))
    .option(
      '--no-author',
      'leave out the Author and Unknown of each line of RuSentRel, which AREkit 0.24 takes for entities by mistake',
    )
    .option('--out <file>', 'write there instead of stdout; the file is replaced')
    .addHelpText('after', examples);
  command.action(async (paths: string[], options: SampleOptions) => {
    const fault = usageFault(paths, options);
    if (fault !== undefined) command.error(`error: ${fault}`, { exitCode: 2 });
    await writeSamples(paths, options, terminal);
  });
}

/** What is wrong with a combination of options that are each right. */
function usageFault(paths: readonly string[], options: SampleOptions): string | undefined {
  if (paths.includes('-') && paths.length > 1) return '- stands for stdin and cannot be mixed with files';
  if (options.balance !== undefined && options.labels === 'none') return '--balance needs labels';
  return undefined;
}

async function writeSamples(
  paths: readonly string[],
  options: SampleOptions,
  terminal: Terminal,
): Promise<void> {
  const labels = options.labels ?? (options.source === 'rusentrel' ? 'opin' : 'ann');
  try {
    const groupOf = await readGroups(options, terminal);
    await refuseToReplaceInputs(paths, options.out);
    const documents: SampledDocument[] = [];
    let position = 0;
    for await (const source of readSampleSources(paths, labels, process.stdin)) {
      if (source.type === 'problem') {
        terminal.report(source.message);
        terminal.setExitCode(1);
      } else {
        for (const warning of source.warnings) terminal.report(warning);
        documents.push(sampleDocument(source, position, options, groupOf, terminal));
      }
      position += 1;
    }
    if (documents.length === 0) return;
    await write(documents, { ...options, labels }, groupOf, terminal);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    terminal.report(error.message);
    terminal.setExitCode(1);
  }
}

async function readGroups({ synonyms, stemmer }: SampleOptions, terminal: Terminal): Promise<GroupOf> {
  const { groups, problems } = parseSynonyms(synonyms === undefined ? '' : await readTextFile(synonyms));
  const [first, ...more] = problems;
  if (first !== undefined) {
    const others = more.length > 0 ? ` (and ${more.length} more like it)` : '';
    terminal.report(`${synonyms}:${first.line ?? 1}: ${first.message}${others}`);
  }
  return createGroupOf(groups, stemmer === 'snowball' ? stemWord : (word) => word);
}

async function refuseToReplaceInputs(paths: readonly string[], out: string | undefined): Promise<void> {
  if (out === undefined) return;
  for (const path of paths) {
    if (await isSameFile(path, out)) throw new FileError(`${out}: is an input; name another output`);
  }
}

function sampleDocument(
  document: SampleDocument,
  position: number,
  options: SampleOptions,
  groupOf: GroupOf,
  terminal: Terminal,
): SampledDocument {
  const { name, text, labels } = document;
  const isEarly = options.layout === 'arekit-0.22';
  const { mentions, sentences, blankedText } = partition(document, options);
  const { contexts, problems } = buildContexts(text, sentences, mentions, {
    terms: options.terms,
    lowerCase: isEarly,
    blankedText,
  });
  for (const { message } of problems) terminal.report(`${name}: ${message}`);
  const linkages = buildLinkages({
    contexts,
    labels,
    termsPerContext: options.termsPerContext,
    groupOf,
    neutralOrder: isEarly ? 'sorted' : 'reading',
  });
  return { id: documentId(name, position, options), linkages };
}

function partition({ text, mentions }: SampleDocument, { source, layout, author }: SampleOptions) {
  if (source === 'plain') return { mentions, sentences: sentencesAround(text, mentions), blankedText: text };
  if (author && layout === 'arekit-0.24') return { mentions, ...sentencesWithAuthor(text) };
  return { mentions: rusentrelMentions(text, mentions), sentences: arekitSentences(text), blankedText: text };
}

/** RuSentRel's documents have numbers, others only their place in the input; AREkit 0.24 takes any name. */
function documentId(name: string, position: number, { source, layout }: SampleOptions): string {
  const number = /\d+/.exec(name)?.[0];
  if (source === 'rusentrel' && number !== undefined) return String(Number(number));
  return layout === 'arekit-0.24' ? name : String(position);
}

async function write(
  documents: readonly SampledDocument[],
  options: SampleOptions,
  groupOf: GroupOf,
  terminal: Terminal,
): Promise<void> {
  const format: ArekitOptions = {
    layout: options.layout,
    textB: options.textB,
    hasLabels: options.labels !== 'none',
    termsPerContext: options.termsPerContext,
    groupOf: options.layout === 'arekit-0.22' ? groupOf : undefined,
  };
  const sampled = arekitRows(documents, format);
  const rows =
    options.balance === undefined
      ? sampled
      : balanceRows(sampled, (row) => row.label ?? row.label_uint ?? 0, options.balance);
  const isNative = options.layout === 'arekit-0.24' && /\.csv(\.gz)?$/i.test(options.out ?? '');
  const table = formatArekit(rows, format, isNative ? '\r\n' : '\n');
  if (options.out === undefined) await terminal.write(table);
  else await writeOutput(options.out, table, 'replace');
  if (terminal.isInteractive) terminal.report(`${rows.length} samples of ${documents.length} documents`);
}
