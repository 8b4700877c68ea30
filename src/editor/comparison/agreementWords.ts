import { env, l10n } from 'vscode';
import type { KappaName, Strictness } from '../../core/agreement/agreement.ts';
import type { DisagreementKind } from '../../core/agreement/disagreements.ts';
import type { Outcome } from '../../core/agreement/outcomes.ts';

/** The name of a way to compare. */
export function strictnessName(strictness: Strictness): string {
  switch (strictness) {
    case 'exact':
      return l10n.t('exact');
    case 'exactAnyType':
      return l10n.t('exact, any type');
    case 'overlap':
      return l10n.t('overlapping');
    case 'overlapAnyType':
      return l10n.t('overlapping, any type');
  }
}

/** The name of what is rated. */
export function kappaName(name: KappaName): string {
  switch (name) {
    case 'mentionTypes':
      return l10n.t('types of mentions, exact');
    case 'overlappingMentionTypes':
      return l10n.t('types of mentions, overlapping');
    case 'pairLabels':
      return l10n.t('labels of pairs, exact');
    case 'overlappingPairLabels':
      return l10n.t('labels of pairs, overlapping');
    case 'tokenTags':
      return l10n.t('BIO tags of tokens');
  }
}

/** In what the annotators differ. */
export function kindName(kind: DisagreementKind): string {
  switch (kind) {
    case 'mentionOnlyA':
      return l10n.t('only A marked it');
    case 'mentionOnlyB':
      return l10n.t('only B marked it');
    case 'mentionSpan':
      return l10n.t('different borders');
    case 'mentionType':
      return l10n.t('different types');
    case 'mentionSpanAndType':
      return l10n.t('different borders and types');
    case 'relationOnlyA':
      return l10n.t('only A sees a relation');
    case 'relationOnlyB':
      return l10n.t('only B sees a relation');
    case 'relationLabel':
      return l10n.t('different labels');
    case 'neutralOnlyA':
      return l10n.t('only A says that there is no attitude');
    case 'neutralOnlyB':
      return l10n.t('only B says that there is no attitude');
  }
}

/** What the third file says. */
export function outcomeName(outcome: Outcome): string {
  switch (outcome) {
    case 'a':
      return l10n.t('A taken');
    case 'b':
      return l10n.t('B taken');
    case 'both':
      return l10n.t('both taken');
    case 'neither':
      return l10n.t('neither taken');
    case 'other':
      return l10n.t('something else written');
  }
}

/** A figure in [-1, 1] with three digits; a dash where there was nothing to divide by. */
export function figure(value: number | undefined): string {
  if (value === undefined) return '–';
  const digits = { minimumFractionDigits: 3, maximumFractionDigits: 3 };
  return new Intl.NumberFormat(env.language, digits).format(value);
}
