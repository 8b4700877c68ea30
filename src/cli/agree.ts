import { type Command, Option } from 'commander';
import { measureAgreement } from '../core/agreement/agreement.ts';
import type { AnnotationFiles } from '../core/agreement/annotationFiles.ts';
import type { ComparedDocument } from '../core/agreement/comparedDocument.ts';
import { findDisagreements } from '../core/agreement/disagreements.ts';
import { disagreementHeader, disagreementRows } from '../core/agreement/disagreementTable.ts';
import type { ComparedRelations } from '../core/agreement/readCompared.ts';
import { findAnnotationFiles, readAgreementSource } from './agreementSources.ts';
import { formatAgreement, formatAgreementJson } from './agreementTable.ts';
import { FileError } from './fileError.ts';
import { isSameFile, writeOutput } from './outputs.ts';
import { processTerminal, type Terminal } from './terminal.ts';

interface AgreeOptions {
  readonly relations: ComparedRelations;
  readonly disagreements?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

const explanation = `
A and B are folders of brat's .ann files, the texts (.txt) beside those of A, of B or of both, or two
.ann files. Documents are paired by their paths within the folders.

P   share of B's annotations that A has too: precision if A is right, recall if B is
R   share of A's annotations that B has too: recall if A is right, precision if B is
F1  the same whoever is right

exact        at the same places (for a relation: both ends), of the same type; any type: places alone
overlapping  places share a character; matched one to one, as many as possible, then as much text
mean         over the types or documents in which A or B has any

Relations are attitudes: POS and NEG count. NEU says that there is none, so it counts in kappa only.

Cohen's kappa is about what both have rated:
  types of mentions   of the mentions matched, exactly or overlapping
  labels of pairs     POS, NEG, NEU or none for all ordered pairs of different mentions that both
                      marked, in one sentence, not overlapping; the first label of a pair counts
  BIO tags of tokens  B-TYPE, I-TYPE, O of words and marks; of mentions that share tokens the first
                      counts, the longer of two that start together
–   nothing to divide by: nothing was marked or rated, or for kappa, both gave only one rating

Example:
  aredit agree anna/ boris/ --disagreements differences.tsv`;

/** Adds `aredit agree`: how far two annotators agree. */
export function addAgreeCommand(program: Command, terminal: Terminal = processTerminal): void {
  program
    .command('agree')
    .description('compare the brat annotations of two annotators: precision, recall, F1, kappa')
    .argument('<a>', 'the .ann files of one annotator')
    .argument('<b>', 'those of the other')
    .addOption(
      new Option('--relations <kind>', 'which relations to compare')
        .choices(['attitudes', 'all'])
        .default('attitudes'),
    )
    .option('--disagreements <file>', 'write where they differ as a table with TABs; the file is replaced')
    .option('--json', 'write the figures as JSON')
    .option('--verbose', 'add the figures of each document')
    .addHelpText('after', explanation)
    .action(async (a: string, b: string, options: AgreeOptions) => {
      try {
        await agree(a, b, options, terminal);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        terminal.report(error.message);
        terminal.setExitCode(1);
      }
    });
}

async function agree(a: string, b: string, options: AgreeOptions, terminal: Terminal): Promise<void> {
  const files = await findAnnotationFiles(a, b);
  await refuseToReplaceInputs(files, options.disagreements);
  const fail = (message: string) => {
    terminal.report(message);
    terminal.setExitCode(1);
  };
  const documents: ComparedDocument[] = [];
  for (const [index, pair] of files.entries()) {
    terminal.status(`reading ${index + 1} of ${files.length}: ${pair.id}`);
    const source = await readAgreementSource(pair, options.relations);
    if (source.type === 'problem') {
      fail(source.message);
      continue;
    }
    for (const problem of source.problems) fail(problem);
    documents.push(source.document);
  }
  if (documents.length === 0)
    throw new FileError(`${a} and ${b}: have no document that can be compared; nothing was counted`);

  if (options.disagreements !== undefined) {
    const rows = documents.flatMap((document) => disagreementRows(document, findDisagreements(document)));
    const table = [disagreementHeader, ...rows].map((row) => `${row}\n`).join('');
    await writeOutput(options.disagreements, table, 'replace');
  }
  const agreement = measureAgreement(documents);
  await terminal.write(
    options.json === true
      ? formatAgreementJson(agreement)
      : formatAgreement(agreement, options.verbose === true),
  );
}

async function refuseToReplaceInputs(
  files: readonly AnnotationFiles<string>[],
  out: string | undefined,
): Promise<void> {
  if (out === undefined) return;
  const annotations = files.flatMap(({ a, b }) => [a, b]).filter((path) => path !== undefined);
  for (const path of annotations.flatMap((each) => [each, each.replace(/\.ann$/i, '.txt')])) {
    if (await isSameFile(path, out)) throw new FileError(`${out}: is an input; name another output`);
  }
}
