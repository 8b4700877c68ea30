import { l10n } from 'vscode';
import type { Label } from '../core/annotations.ts';
import { signName, signs } from './words.ts';

const labelsBySign: ReadonlyMap<string, Label> = new Map([
  [signs.positive, 'positive'],
  [signs.negative, 'negative'],
  [signs.neutral, 'neutral'],
]);

/** Two names and perhaps a sign: what comes before them ends with a colon, what follows begins with a mark. */
const arrow = /(^|: )((?:(?!: ).)+?) → (.+?)(?: ([+\u22120]))?(?=$|[,:]| [·(])/gu;

/** A message as it is to be spoken: `Турция → Греция −, 94 %` is "Турция towards Греция, negative, 94 %". */
export function spokenWords(message: string): string {
  return message
    .replace(arrow, (_, before: string, source: string, target: string, sign?: string) => {
      const label = labelsBySign.get(sign ?? '');
      const words = l10n.t('{0} towards {1}', source, target);
      return before + [words, ...(label === undefined ? [] : [signName(label)])].join(', ');
    })
    .replaceAll(' · ', '. ');
}
