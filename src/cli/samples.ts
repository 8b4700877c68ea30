import type { Command } from 'commander';
import { sampleDocument } from '../core/sampledDocument.ts';
import type { NamedSamples } from '../core/sampleParts.ts';
import { stemWord } from '../core/stem.ts';
import { createGroupOf } from '../core/valueGroups.ts';
import { FileError } from './fileError.ts';
import { refuseToReplaceInputs, type SampleTarget, writeSampleFiles } from './sampleFiles.ts';
import {
  addSampleOptions,
  documentSplit,
  labelKind,
  type SampleOptions,
  usageFault,
} from './sampleOptions.ts';
import { readSampleSources } from './sampleSources.ts';
import { readSynonyms } from './synonymsFile.ts';
import { processTerminal, type Terminal } from './terminal.ts';

type GroupOf = (value: string) => string;

const explanation = `
Mentions come from NAME.ann beside NAME.txt. With -, each line of stdin is
{"id", "text", "ann", "opin"}, the last two the texts of those files.
Files are sampled in the order given. A name that ends in .gz is compressed; one that ends in .jsonl
(or .jsonl.gz) gets a JSON object a row; .csv ends rows with CR LF, as AREkit 0.24's own writer does.

Labels from NAME.ann: POS, NEG and NEU relations are positive, negative and neutral samples, and so
that nothing is lost, pairs without a relation are neutral too; --reviewed-only leaves those out, and
what only a model suggested.
--provenance adds the columns annotation_id, annotation_origin (accepted, corrected, added, or model),
annotation_model and annotation_probability behind AREkit's own, which it reads as before.

--split and --folds deal out whole documents. They are put in the order of the SHA-256 of SEED:NAME
(printf 0:art7 | sha256sum), which neither the order of files nor the folder they stand in changes;
documents of one name stay together. Of that order, --split takes the first documents for the parts
named, rounded but at least one each, and the rest for train; --folds takes turns. The files are called
NAME-train and NAME-test, or NAME-fold-1 and so on, after --out. --balance repeats rows in train alone.

Examples:
  aredit samples art7.txt art6.txt --source rusentrel --synonyms synonyms.txt --out train.tsv.gz
  aredit samples corpus/ --labels ann --terms tokens --balance 7 --out train.tsv
  aredit samples corpus/ --reviewed-only --provenance --split test=0.2 --seed 1 --out samples.jsonl`;

/** Adds `aredit samples`: AREkit's samples from texts and what is annotated in them. */
export function addSamplesCommand(program: Command, terminal: Terminal = processTerminal): void {
  const command = program
    .command('samples')
    .description('write AREkit samples of annotated texts')
    .argument('<path...>', 'text files, folders, patterns, or - for JSONL from stdin')
    .addHelpText('after', explanation);
  addSampleOptions(command);
  command.action(async (paths: string[], options: SampleOptions) => {
    const fault = usageFault(paths, options);
    if (fault !== undefined) command.error(`error: ${fault}`, { exitCode: 2 });
    await writeSamples(paths, options, terminal);
  });
}

async function writeSamples(
  paths: readonly string[],
  options: SampleOptions,
  terminal: Terminal,
): Promise<void> {
  try {
    const groupOf = await readGroups(options, terminal);
    const target = sampleTarget(options, groupOf);
    await refuseToReplaceInputs(paths, target);
    const documents = await readDocuments(paths, options, groupOf, terminal);
    if (documents.length > 0) await writeSampleFiles(documents, target, terminal);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    terminal.report(error.message);
    terminal.setExitCode(1);
  }
}

function sampleTarget(options: SampleOptions, groupOf: GroupOf): SampleTarget {
  const { layout, textB, termsPerContext, provenance = false, balance, format, out } = options;
  return {
    out,
    format: format ?? (/\.jsonl(\.gz)?$/i.test(out ?? '') ? 'jsonl' : 'tsv'),
    rows: {
      layout,
      textB,
      hasLabels: labelKind(options) !== 'none',
      termsPerContext,
      groupOf: layout === 'arekit-0.22' ? groupOf : undefined,
      hasProvenance: provenance,
    },
    balance,
    split: documentSplit(options),
  };
}

async function readDocuments(
  paths: readonly string[],
  options: SampleOptions,
  groupOf: GroupOf,
  terminal: Terminal,
): Promise<NamedSamples[]> {
  const documents: NamedSamples[] = [];
  let position = 0;
  const reading = { kind: labelKind(options), reviewedOnly: options.reviewedOnly ?? false };
  for await (const source of readSampleSources(paths, reading, process.stdin)) {
    if (source.type === 'problem') {
      terminal.report(source.message);
      terminal.setExitCode(1);
    } else {
      for (const warning of source.warnings) terminal.report(warning);
      const { sampled, problems, unsampled } = sampleDocument(source, position, { ...options, groupOf });
      for (const { message } of problems) terminal.report(`${source.name}: ${message}`);
      const ids = unsampled.map(({ id }) => id).join(', ');
      if (ids !== '')
        terminal.report(
          `${source.name}: no sample came of ${ids}: the ends share no sentence, are too far apart, or have a relation above`,
        );
      documents.push(sampled);
    }
    position += 1;
  }
  return documents;
}

async function readGroups({ synonyms, stemmer }: SampleOptions, terminal: Terminal): Promise<GroupOf> {
  const groups = await readSynonyms(synonyms, terminal);
  return createGroupOf(groups, stemmer === 'snowball' ? stemWord : (word) => word);
}
