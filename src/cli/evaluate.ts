import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { type EvaluatedDocument, evaluateOpinions } from '../core/evaluation.ts';
import { stemWord } from '../core/stem.ts';
import { SynonymIndex } from '../core/synonymIndex.ts';
import { parseSynonyms } from '../core/synonyms.ts';
import { createGroupOf } from '../core/valueGroups.ts';
import { formatEvaluation, formatEvaluationJson } from './evaluationTable.ts';
import { FileError } from './fileError.ts';
import { readOpinionFiles } from './opinionSources.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { readTextFile } from './textFile.ts';

interface EvaluateOptions {
  readonly synonyms?: string;
  readonly allDocuments?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

const examples = `
GOLD and PREDICTED are folders or .zip archives of .opin.txt files (subject, object, pos|neg, time a
line), single such files, or .jsonl files of {"doc", "subject", "object", "label"}. Documents are matched by the
number in their names. Without --synonyms, synonyms.txt in GOLD or beside it is read.

3l  which pairs hold an opinion, and which: the leaderboard's extraction
2l  which opinion the pairs of gold hold: its classification; other predicted pairs do not count

Example:
  aredit evaluate rusentrel/etalon found/ --synonyms rusentrel/synonyms.txt --verbose`;

/** Adds `aredit evaluate`: the score of the RuSentRel leaderboard. */
export function addEvaluateCommand(program: Command, terminal: Terminal = processTerminal): void {
  program
    .command('evaluate')
    .description('compare opinions with gold ones as the RuSentRel leaderboard does')
    .argument('<gold>', 'the right opinions')
    .argument('<predicted>', 'the opinions to score')
    .option('--synonyms <file>', 'groups of names, one a line, separated by commas')
    .option('--all-documents', 'count gold documents without a prediction as predicted to hold nothing')
    .option('--json', 'write the figures as JSON')
    .option('--verbose', 'add the figures of each document')
    .addHelpText('after', examples)
    .action(async (gold: string, predicted: string, options: EvaluateOptions) => {
      try {
        await evaluate(gold, predicted, options, terminal);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        terminal.report(error.message);
        terminal.setExitCode(1);
      }
    });
}

async function evaluate(
  goldPath: string,
  predictedPath: string,
  options: EvaluateOptions,
  terminal: Terminal,
): Promise<void> {
  const fail = (message: string) => {
    terminal.report(message);
    terminal.setExitCode(1);
  };
  const groupOf = await readGroups(goldPath, options.synonyms, terminal);
  const gold = await readOpinionFiles(goldPath);
  const predicted = await readOpinionFiles(predictedPath);
  for (const message of [...gold.problems, ...predicted.problems]) fail(message);

  const documents: EvaluatedDocument[] = [];
  for (const [id, opinions] of predicted.documents) {
    const right = gold.documents.get(id);
    if (right === undefined)
      fail(`${predictedPath}: document ${id} is not in ${goldPath} and does not count`);
    else documents.push({ id, gold: right, predicted: opinions });
  }
  const absent = [...gold.documents].filter(([id]) => !predicted.documents.has(id));
  if (absent.length > 0 && options.allDocuments !== true) {
    terminal.report(
      `${absent.length} documents of ${goldPath} have no prediction and do not count, as on the leaderboard (--all-documents counts them)`,
    );
  }
  documents.push(...absent.map(([id, opinions]) => ({ id, gold: opinions, predicted: undefined })));
  if (documents.length === absent.length && options.allDocuments !== true) {
    throw new FileError(`${predictedPath}: has no document in common with ${goldPath}; nothing was scored`);
  }

  const absentDocuments = options.allDocuments === true ? 'empty' : 'skip';
  const score = (mode: 'extraction' | 'classification', foreignPairs: 'refuse' | 'drop') =>
    evaluateOpinions(documents, groupOf, { mode, absentDocuments, foreignPairs });
  const evaluations = { '3l': score('extraction', 'refuse'), '2l': score('classification', 'drop') };
  const format = options.json === true ? formatEvaluationJson : formatEvaluation;
  await terminal.write(format(evaluations, options.verbose === true));
}

async function readGroups(
  goldPath: string,
  given: string | undefined,
  terminal: Terminal,
): Promise<(name: string) => number | string | undefined> {
  const path = given ?? (await findSynonyms(goldPath));
  if (path === undefined) {
    terminal.report(
      'no synonyms: names are compared by their stems, which is not how the leaderboard counts (--synonyms)',
    );
    return createGroupOf([], stemWord);
  }
  const index = new SynonymIndex(parseSynonyms(await readTextFile(path)).groups);
  return (name) => index.groupOf(name);
}

async function findSynonyms(goldPath: string): Promise<string | undefined> {
  for (const folder of [goldPath, dirname(goldPath)]) {
    const path = join(folder, 'synonyms.txt');
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
}
