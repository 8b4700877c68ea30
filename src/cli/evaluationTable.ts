import type { Evaluation } from '../core/evaluation.ts';
import { alignColumns } from './alignedColumns.ts';

/** The score for each way of counting: `3l` finds pairs and labels them, `2l` labels the pairs of gold. */
export interface Evaluations {
  readonly '3l': Evaluation;
  readonly '2l': Evaluation;
}

/** The figures for people, one line a way of counting; `isVerbose` puts those of each document in front. */
export function formatEvaluation(evaluations: Evaluations, isVerbose: boolean): string {
  const rows = (['3l', '2l'] as const).map((name) => {
    const { f1, positive, negative, documents } = evaluations[name];
    const figures = [f1, positive.f1, negative.f1, ...ends(positive), ...ends(negative)];
    return [name, ...figures.map(figure), String(documents.length)];
  });
  const { kept, unknown, loop, duplicate } = evaluations['3l'].predictions;
  const lines = [
    ...(isVerbose ? [...documentLines(evaluations), ''] : []),
    ...alignColumns([['', 'F1', 'F1+', 'F1-', 'P+', 'R+', 'P-', 'R-', 'documents'], ...rows]),
    `predicted opinions: ${kept} counted, ${unknown} with a name in no group, ${loop} of an entity on itself, ${duplicate} repeated`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** The figures for programs, named as in the leaderboard's own programs; full precision. */
export function formatEvaluationJson(evaluations: Evaluations, isVerbose: boolean): string {
  const figures = ({ f1, positive, negative, documents, predictions }: Evaluation) => ({
    f1,
    f1_pos: positive.f1,
    f1_neg: negative.f1,
    pos_prec: positive.precision,
    neg_prec: negative.precision,
    pos_recall: positive.recall,
    neg_recall: negative.recall,
    docs: documents.length,
    predictions,
    ...(isVerbose ? { documents } : {}),
  });
  return `${JSON.stringify({ '3l': figures(evaluations['3l']), '2l': figures(evaluations['2l']) }, undefined, 2)}\n`;
}

function documentLines(evaluations: Evaluations): string[] {
  const rows = evaluations['3l'].documents.map(({ id, positive, negative }, index) => {
    const classified = evaluations['2l'].documents[index];
    const figures = [...ends(positive), ...ends(negative)];
    const second =
      classified === undefined ? [] : [...ends(classified.positive), ...ends(classified.negative)];
    return [id, ...[...figures, ...second].map(figure)];
  });
  const names = ['P+', 'R+', 'P-', 'R-'];
  return alignColumns([
    ['document', ...names.map((name) => `3l ${name}`), ...names.map((name) => `2l ${name}`)],
    ...rows,
  ]);
}

function ends({ precision, recall }: { readonly precision: number; readonly recall: number }): number[] {
  return [precision, recall];
}

function figure(value: number): string {
  return value.toFixed(4);
}
