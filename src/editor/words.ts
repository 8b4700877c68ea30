import { l10n } from 'vscode';
import type { EntityType, Label } from '../core/annotations.ts';

/** The sign people see for a label: a real minus, not a hyphen. */
export const signs = { positive: '+', negative: '\u2212', neutral: '0' } as const;

/** The name of an entity type for people; types that are not ours are shown as they are. */
export function entityTypeName(type: EntityType): string {
  switch (type) {
    case 'PER':
      return l10n.t('person');
    case 'ORG':
      return l10n.t('organisation');
    case 'LOC':
      return l10n.t('place');
    case 'GEOPOLIT':
      return l10n.t('geopolitical');
    default:
      return type;
  }
}

/** The name of a sign, for screen readers and tooltips. */
export function signName(label: Label): string {
  switch (label) {
    case 'positive':
      return l10n.t('positive');
    case 'negative':
      return l10n.t('negative');
    case 'neutral':
      return l10n.t('neutral');
  }
}
