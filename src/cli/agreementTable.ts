import {
  type Agreement,
  type AgreementScores,
  documentFigures,
  type KappaName,
  kappaNames,
  type Strictness,
  strictnesses,
} from '../core/agreement/agreement.ts';
import type { KappaTable } from '../core/agreement/kappa.ts';
import type { MeanScore, Score } from '../core/agreement/scores.ts';
import { alignColumns } from './alignedColumns.ts';

const strictnessNames: Readonly<Record<Strictness, string>> = {
  exact: 'exact',
  exactAnyType: 'exact, any type',
  overlap: 'overlapping',
  overlapAnyType: 'overlapping, any type',
};

const ratedNames: Readonly<Record<KappaName, string>> = {
  mentionTypes: 'types of mentions, exact',
  overlappingMentionTypes: 'types of mentions, overlapping',
  pairLabels: 'labels of pairs, exact mentions',
  overlappingPairLabels: 'labels of pairs, overlapping',
  tokenTags: 'BIO tags of tokens',
};

/** The figures for people; `isVerbose` adds those of each document. */
export function formatAgreement(agreement: Agreement, isVerbose: boolean): string {
  const blocks = [
    scoreBlock('mentions', agreement.mentions),
    scoreBlock('relations', agreement.relations),
    kappaBlock(kappaNames.map((key) => [ratedNames[key], agreement[key]])),
    ...(isVerbose ? [documentBlock(agreement)] : []),
    [`documents compared: ${agreement.mentions.exact.byDocument.length}`],
  ];
  return blocks.map((lines) => lines.map((line) => `${line.trimEnd()}\n`).join('')).join('\n');
}

/** The figures for programs, full precision; what is undefined is null. */
export function formatAgreementJson(agreement: Agreement): string {
  return `${JSON.stringify(agreement, (_, value: unknown) => value ?? null, 2)}\n`;
}

function scoreBlock(title: string, scores: AgreementScores): string[] {
  const rows = strictnesses.flatMap((key) => {
    const { micro, byType, macroByType, macroByDocument } = scores[key];
    return [
      [strictnessNames[key], ...counted(micro)],
      ...byType.map((part) => [`  ${part.name}`, ...counted(part.score)]),
      ...(byType.length > 0 ? [['  mean of types', ...averaged(macroByType)]] : []),
      ['  mean of documents', ...averaged(macroByDocument)],
    ];
  });
  return alignColumns([[title, 'A', 'B', 'both', 'P', 'R', 'F1'], ...rows]);
}

function kappaBlock(tables: readonly (readonly [string, KappaTable])[]): string[] {
  const rows = tables.map(([name, { all }]) => [
    name,
    String(all.count),
    figure(all.observed),
    figure(all.expected),
    figure(all.kappa),
  ]);
  return alignColumns([["Cohen's kappa", 'rated', 'alike', 'by chance', 'kappa'], ...rows]);
}

function documentBlock(agreement: Agreement): string[] {
  const header = ['document', 'mentions F1', 'overlapping', 'relations F1', 'overlapping', 'BIO', 'pairs'];
  const rows = documentFigures(agreement).map(({ name, figures }) => [name, ...figures.map(figure)]);
  return alignColumns([header, ...rows]);
}

function counted({ a, b, matched, precision, recall, f1 }: Score): string[] {
  return [...[a, b, matched].map(String), ...[precision, recall, f1].map(figure)];
}

function averaged({ precision, recall, f1 }: MeanScore): string[] {
  return ['', '', '', ...[precision, recall, f1].map(figure)];
}

function figure(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(4);
}
