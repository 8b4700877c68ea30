import type { Opinion } from '../core/annotations.ts';
import type { ExtractedDocument } from './extractFormats.ts';

const signs: Readonly<Record<Opinion['label'], string>> = { positive: '+', negative: '\u2212' };

/** What a person reads: a heading with counts, then who → whom, the most certain opinions first. */
export function formatOpinionTable({ document, answer }: ExtractedDocument): string {
  const { entities, opinions } = answer.extraction;
  const names = new Map(entities.map(({ id, name }) => [id, printable(name)]));
  const rows = [...opinions]
    .sort((a, b) => b.probability - a.probability)
    .map(({ sourceEntityId, targetEntityId, label, probability }) => ({
      source: names.get(sourceEntityId) ?? '',
      target: names.get(targetEntityId) ?? '',
      sign: signs[label],
      percent: `${Math.round(probability * 100)} %`,
    }));
  const count = (label: Opinion['label']) => opinions.filter((opinion) => opinion.label === label).length;
  const heading = `${printable(document.name)}: ${entities.length} entities, ${count('negative')} negative, ${count('positive')} positive\n`;
  const sourceWidth = Math.max(0, ...rows.map(({ source }) => widthOf(source)));
  const targetWidth = Math.max(0, ...rows.map(({ target }) => widthOf(target)));
  const lines = rows.map(
    ({ source, target, sign, percent }) =>
      `  ${pad(source, sourceWidth)} → ${pad(target, targetWidth)}  ${sign} ${percent.padStart(5)}\n`,
  );
  return heading + lines.join('');
}

/** One line without control characters, which could do anything to a terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Z}\s]+/gu, ' ').replace(/\p{C}/gu, '');
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Columns, near enough for names: combining characters take none. */
function widthOf(text: string): number {
  return [...text.replace(/\p{M}/gu, '')].length;
}
