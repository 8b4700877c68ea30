import { type Command, InvalidArgumentError, Option } from 'commander';
import type { TermKind } from '../core/contextTerms.ts';
import type { DocumentSplit } from '../core/documentSplit.ts';
import type { ArekitLayout } from '../core/formats/arekit.ts';
import type { TextBKind } from '../core/formats/arekitText.ts';
import { sourceOption, wholeNumber } from './options.ts';
import type { LabelKind } from './sampleSources.ts';

/** The options of `aredit samples` as they are written. */
export interface SampleOptions {
  readonly source: 'plain' | 'rusentrel';
  readonly layout: ArekitLayout;
  readonly terms: TermKind;
  readonly textB: TextBKind;
  readonly termsPerContext: number;
  readonly stemmer: 'lower' | 'snowball';
  readonly synonyms?: string;
  readonly labels?: LabelKind;
  readonly reviewedOnly?: boolean;
  readonly balance?: number;
  readonly split?: readonly Share[];
  readonly folds?: number;
  readonly seed?: number;
  readonly provenance?: boolean;
  readonly author: boolean;
  readonly format?: 'tsv' | 'jsonl';
  readonly out?: string;
}

type Share = Extract<DocumentSplit, { type: 'shares' }>['shares'][number];

/** Declares the options. */
export function addSampleOptions(command: Command): void {
  command
    .addOption(sourceOption())
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
    .option(
      '--reviewed-only',
      'only pairs with a relation that a person made, accepted or corrected: neutral are those with NEU, not all others too',
    )
    .option('--balance <seed>', 'repeat rows until all labels are equally frequent', wholeNumber(0))
    .option('--split <shares>', 'deal documents out to files: test=0.2, or dev=0.1,test=0.2', shares)
    .option('--folds <k>', 'deal documents out to so many files for cross-validation', wholeNumber(2))
    .option('--seed <n>', 'another seed gives another split (default: 0)', wholeNumber(0))
    .option('--provenance', 'add columns: relation, by whom it is, model and its probability')
    .option(
      '--no-author',
      'leave out the Author and Unknown of each line of RuSentRel, which AREkit 0.24 takes for entities by mistake',
    )
    .addOption(
      new Option(
        '--format <kind>',
        'tsv as AREkit, or a JSON object a line (default: as --out ends)',
      ).choices(['tsv', 'jsonl']),
    )
    .option('--out <file>', 'write there instead of stdout; the file is replaced');
}

/** Where labels come from when nothing is said about it. */
export function labelKind({ labels, source }: SampleOptions): LabelKind {
  return labels ?? (source === 'rusentrel' ? 'opin' : 'ann');
}

/** How documents are dealt out; undefined where all go to one file. */
export function documentSplit({ split, folds, seed = 0 }: SampleOptions): DocumentSplit | undefined {
  if (split !== undefined) return { type: 'shares', shares: split, seed };
  return folds === undefined ? undefined : { type: 'folds', count: folds, seed };
}

/** What is wrong with a combination of options that are each right. */
export function usageFault(paths: readonly string[], options: SampleOptions): string | undefined {
  const { balance, reviewedOnly, provenance, split, folds, seed, out } = options;
  const labels = labelKind(options);
  if (paths.includes('-') && paths.length > 1) return '- stands for stdin and cannot be mixed with files';
  if (balance !== undefined && labels === 'none') return '--balance needs labels';
  if (reviewedOnly && labels !== 'ann') return '--reviewed-only needs --labels ann';
  if (provenance && labels !== 'ann') return '--provenance needs --labels ann';
  if (split !== undefined && folds !== undefined) return '--split and --folds exclude each other';
  if (seed !== undefined && split === undefined && folds === undefined)
    return '--seed needs --split or --folds';
  if (out === undefined && (split !== undefined || folds !== undefined)) return 'several files need --out';
  if (balance !== undefined && folds !== undefined)
    return '--balance would repeat rows in folds that are tested on; balance what is trained on';
  return undefined;
}

function shares(value: string): readonly Share[] {
  const parts = value.split(',').map((part): Share => {
    const [, name, number] = /^\s*([\p{L}\p{N}_-]+)\s*=\s*(0?\.\d+)\s*$/u.exec(part) ?? [];
    if (name === undefined || !(Number(number) > 0))
      throw new InvalidArgumentError(
        'It must be a list of NAME=SHARE, each share between 0 and 1: test=0.2.',
      );
    return { name, share: Number(number) };
  });
  const names = new Set(['train', ...parts.map(({ name }) => name)]);
  if (names.size <= parts.length)
    throw new InvalidArgumentError('Each name may stand once; train is what is left over.');
  if (parts.reduce((sum, { share }) => sum + share, 0) >= 1)
    throw new InvalidArgumentError('The shares must leave something for train: their sum must be below 1.');
  return parts;
}
