import { l10n } from 'vscode';
import {
  type Agreement,
  type AgreementScores,
  kappaNames,
  strictnesses,
} from '../../core/agreement/agreement.ts';
import type { Kappa } from '../../core/agreement/kappa.ts';
import type { MeanScore, Score } from '../../core/agreement/scores.ts';
import { figure, kappaName, strictnessName } from './agreementWords.ts';

/** One line of figures, and those that go into it. */
export interface FigureRow {
  /** Unique among all rows. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly rows: readonly FigureRow[];
}

/** All figures: of mentions, of relations, kappas, and those of each document. */
export function figureRows(agreement: Agreement): readonly FigureRow[] {
  const { mentions, relations } = agreement;
  return [
    scoreRows('mentions', l10n.t('Mentions'), mentions),
    scoreRows('relations', l10n.t('Relations'), relations),
    {
      id: 'kappa',
      label: l10n.t("Cohen's kappa"),
      description: `κ ${figure(agreement.pairLabels.all.kappa)}`,
      tooltip: l10n.t('Agreement beyond chance on what both have rated; here of the labels of pairs.'),
      rows: kappaNames.map((name) => kappaRow(`kappa/${name}`, kappaName(name), agreement[name].all)),
    },
    documentRows(agreement),
  ];
}

function scoreRows(id: string, label: string, scores: AgreementScores): FigureRow {
  const rows = strictnesses.map((strictness): FigureRow => {
    const { micro, byType, macroByType, macroByDocument } = scores[strictness];
    const at = `${id}/${strictness}`;
    const means = [
      ...(byType.length > 0 ? [meanRow(`${at}/types`, l10n.t('mean of types'), macroByType)] : []),
      meanRow(`${at}/documents`, l10n.t('mean of documents'), macroByDocument),
    ];
    const types = byType.map(({ name, score }) => scoreRow(`${at}/type/${name}`, name, score));
    return { ...scoreRow(at, strictnessName(strictness), micro), rows: [...types, ...means] };
  });
  return { ...scoreRow(id, label, scores.exact.micro), rows };
}

function documentRows(agreement: Agreement): FigureRow {
  const { mentions, relations } = agreement;
  const rows = mentions.exact.byDocument.map(({ name, score }, index): FigureRow => {
    const at = `document/${name}`;
    const [m, r] = [l10n.t('Mentions'), l10n.t('Relations')];
    const of = (scores: AgreementScores, kind: string, label: string) =>
      (['exact', 'overlap'] as const).map((strictness) => {
        const part = scores[strictness].byDocument[index]?.score ?? score;
        return scoreRow(`${at}/${kind}/${strictness}`, `${label}, ${strictnessName(strictness)}`, part);
      });
    const kappas = kappaNames.flatMap((each) => {
      const kappa = agreement[each].byDocument[index]?.kappa;
      return kappa ? kappaRow(`${at}/kappa/${each}`, `κ: ${kappaName(each)}`, kappa) : [];
    });
    const ofRelations = relations.exact.byDocument[index]?.score.f1;
    return {
      id: at,
      label: name,
      description: `F1 ${figure(score.f1)} · ${figure(ofRelations)}`,
      tooltip: `${name}\n${m}: F1 ${figure(score.f1)}\n${r}: F1 ${figure(ofRelations)}`,
      rows: [...of(mentions, 'mentions', m), ...of(relations, 'relations', r), ...kappas],
    };
  });
  return {
    id: 'documents',
    label: l10n.t('By document'),
    description: String(rows.length),
    tooltip: l10n.t('F1 of mentions and of relations, exact, in each document.'),
    rows,
  };
}

function scoreRow(id: string, label: string, score: Score): FigureRow {
  return {
    ...meanRow(id, label, score),
    tooltip: [
      l10n.t('{0}: A has {1}, B has {2}, both have {3}.', label, score.a, score.b, score.matched),
      l10n.t(
        "P: share of B's that A has too. R: share of A's that B has too. F1 is the same whoever is right.",
      ),
    ].join('\n'),
  };
}

function meanRow(id: string, label: string, { precision, recall, f1 }: MeanScore): FigureRow {
  const description = `F1 ${figure(f1)} · P ${figure(precision)} · R ${figure(recall)}`;
  return { id, label, description, tooltip: `${label}: ${description}`, rows: [] };
}

function kappaRow(
  id: string,
  label: string,
  { count, observed, expected, kappa, confusion }: Kappa,
): FigureRow {
  const cells = confusion.map(({ a, b, count }) => `A ${a}, B ${b}: ${count}`);
  return {
    id,
    label,
    description: `κ ${figure(kappa)}`,
    tooltip: [
      l10n.t('{0}: {1} rated, {2} alike, {3} by chance.', label, count, figure(observed), figure(expected)),
      ...cells.slice(0, 12),
      ...(cells.length > 12 ? ['…'] : []),
    ].join('\n'),
    rows: [],
  };
}
