import { l10n } from 'vscode';
import {
  type Agreement,
  type AgreementScores,
  documentFigures,
  kappaNames,
  strictnesses,
} from '../../core/agreement/agreement.ts';
import { createLinePositions } from '../../core/agreement/linePositions.ts';
import type { MeanScore, Score } from '../../core/agreement/scores.ts';
import { escapeMarkdown } from '../markdownText.ts';
import { figure, kappaName, kindName, outcomeName, strictnessName } from './agreementWords.ts';
import type { Comparison } from './comparison.ts';
import { mentionKinds, relationKinds } from './disagreementFilter.ts';
import { disagreementTitle } from './disagreementText.ts';

/** What the report is made of. */
export type ReportedComparison = Pick<
  Comparison,
  'names' | 'agreement' | 'entries' | 'problems' | 'adjudication'
>;

type Cells = readonly string[];

/** The figures of a comparison and the list of disagreements as Markdown. */
export function agreementReport(comparison: ReportedComparison): string {
  const { names, agreement, entries } = comparison;
  const blocks = [
    `# ${l10n.t('Agreement of two annotators')}`,
    [
      `- A: ${escapeMarkdown(names.a)}`,
      `- B: ${escapeMarkdown(names.b)}`,
      `- ${l10n.t('Documents compared: {0}', entries.length)}`,
    ].join('\n'),
    l10n.t(
      "P: share of B's that A has too. R: share of A's that B has too. F1 is the same whoever is right.",
    ),
    `## ${l10n.t('Mentions')}`,
    scoreTable(agreement.mentions),
    `## ${l10n.t('Relations')}`,
    scoreTable(agreement.relations),
    `## ${l10n.t("Cohen's kappa")}`,
    kappaTable(agreement),
    confusionTable(agreement),
    `## ${l10n.t('By document')}`,
    documentTable(agreement),
    `## ${l10n.t('Disagreements')}`,
    kindTable(comparison),
    ...disagreementTables(comparison),
    ...problemList(comparison),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function scoreTable(scores: AgreementScores): string {
  const rows = strictnesses.flatMap((strictness): Cells[] => {
    const { micro, byType, macroByType, macroByDocument } = scores[strictness];
    return [
      [`**${strictnessName(strictness)}**`, ...counted(micro)],
      ...byType.map(({ name, score }) => [escapeMarkdown(name), ...counted(score)]),
      ...(byType.length > 0 ? [[l10n.t('mean of types'), '', '', '', ...shares(macroByType)]] : []),
      [l10n.t('mean of documents'), '', '', '', ...shares(macroByDocument)],
    ];
  });
  return table(['', 'A', 'B', l10n.t('both'), 'P', 'R', 'F1'], rows);
}

function kappaTable(agreement: Agreement): string {
  const rows = kappaNames.map((name): Cells => {
    const { count, observed, expected, kappa } = agreement[name].all;
    return [kappaName(name), String(count), figure(observed), figure(expected), figure(kappa)];
  });
  return table(['', l10n.t('rated'), l10n.t('alike'), l10n.t('by chance'), 'κ'], rows);
}

/** How often which label of a pair met which: where attitudes are confused. */
function confusionTable({ pairLabels }: Agreement): string {
  const rows = pairLabels.all.confusion.map(({ a, b, count }): Cells => [a, b, String(count)]);
  return table(
    [l10n.t('labels of pairs: A'), 'B', l10n.t('times')],
    rows.map((row) => row.map(escapeMarkdown)),
  );
}

function documentTable(agreement: Agreement): string {
  const rows = documentFigures(agreement).map(
    ({ name, figures }): Cells => [escapeMarkdown(name), ...figures.map(figure)],
  );
  const overlapping = strictnessName('overlap');
  const header = [l10n.t('Mentions'), overlapping, l10n.t('Relations'), overlapping];
  return table(
    [
      '',
      ...header.map((each) => `F1: ${each}`),
      `κ: ${kappaName('tokenTags')}`,
      `κ: ${kappaName('pairLabels')}`,
    ],
    rows,
  );
}

function kindTable({ entries }: ReportedComparison): string {
  const kinds = entries.flatMap(({ disagreements }) => disagreements.map(({ kind }) => kind));
  const rows = [...mentionKinds, ...relationKinds].flatMap((kind): Cells[] => {
    const count = kinds.filter((each) => each === kind).length;
    return count === 0 ? [] : [[kindName(kind), String(count)]];
  });
  return rows.length === 0
    ? l10n.t('The annotators agree on everything.')
    : table([l10n.t('in what they differ'), l10n.t('times')], rows);
}

function disagreementTables({ entries, adjudication }: ReportedComparison): readonly string[] {
  return entries.flatMap((entry) => {
    if (entry.disagreements.length === 0) return [];
    const positionOf = createLinePositions(entry.document.text);
    const rows = entry.disagreements.map((disagreement): Cells => {
      const { line, column } = positionOf(disagreement.span.start);
      const outcome = adjudication?.outcome(entry, disagreement);
      return [
        `${line}:${column}`,
        escapeMarkdown(disagreementTitle({ entry, disagreement })),
        kindName(disagreement.kind),
        escapeMarkdown(disagreement.a?.type ?? '–'),
        escapeMarkdown(disagreement.b?.type ?? '–'),
        ...(adjudication ? [outcome ? outcomeName(outcome) : ''] : []),
      ];
    });
    const header = [l10n.t('place'), l10n.t('words'), l10n.t('in what they differ'), 'A', 'B'];
    const decided = adjudication ? [l10n.t('decided')] : [];
    return [`### ${escapeMarkdown(entry.id)}`, table([...header, ...decided], rows)];
  });
}

function problemList({ problems }: ReportedComparison): readonly string[] {
  if (problems.length === 0) return [];
  const lines = problems.map(({ documentId, line, message }) => {
    const place = line === undefined ? documentId : `${documentId}:${line}`;
    return `- ${escapeMarkdown(place)}: ${escapeMarkdown(message)}`;
  });
  return [`## ${l10n.t('Not compared')}`, lines.join('\n')];
}

function counted({ a, b, matched, ...mean }: Score): Cells {
  return [String(a), String(b), String(matched), ...shares(mean)];
}

function shares({ precision, recall, f1 }: MeanScore): Cells {
  return [figure(precision), figure(recall), figure(f1)];
}

/** A table of Markdown; numbers stand at the right. */
function table(header: Cells, rows: readonly Cells[]): string {
  const isNumber = header.map((_, column) => rows.every((row) => /^[-−\d.,:–]*$/u.test(row[column] ?? '')));
  const line = (cells: Cells) => `| ${cells.join(' | ')} |`;
  const rule = header.map((_, column) => (isNumber[column] ? '---:' : '---'));
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}
