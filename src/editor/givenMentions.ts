import type { EntityMention } from '../core/annotations.ts';
import type { Review, ReviewedMention } from '../core/review/review.ts';
import { compareSpans } from '../core/span.ts';
import type { ExtractionRequest } from '../engine/extractionRequest.ts';
import type { SettingValue } from './settings.ts';

/**
 * Which mentions an extraction goes by. Where somebody annotated entities, those and no others; mentions that all
 * come from the review of suggestions are not all there are, so the recogniser looks for more besides them.
 */
export function givenMentions(
  source: SettingValue<'entitySource'>,
  review: Review,
): Pick<ExtractionRequest, 'mentions' | 'recognise' | 'excluded'> {
  const all = [...review.mentions.values()];
  const ours = all.filter(({ origin }) => origin !== undefined);
  switch (source) {
    case 'ann':
      return { mentions: all.map(toMention).sort(inReadingOrder) };
    case 'model':
      return besides(ours, review);
    case 'auto':
      return ours.length === all.length ? besides(all, review) : givenMentions('ann', review);
  }
}

function besides(
  mentions: readonly ReviewedMention[],
  { rejected }: Review,
): Pick<ExtractionRequest, 'mentions' | 'recognise' | 'excluded'> {
  const excluded = [...rejected.values()].flatMap(({ span, lostWords }) =>
    lostWords === undefined ? [span] : [],
  );
  return {
    ...(mentions.length > 0 && {
      mentions: mentions.map(toMention).sort(inReadingOrder),
      recognise: 'besides',
    }),
    ...(excluded.length > 0 && { excluded }),
  };
}

function toMention({ id, type, span, fragments }: ReviewedMention): EntityMention {
  return { id, type, span, ...(fragments && { fragments }) };
}

function inReadingOrder(a: EntityMention, b: EntityMention): number {
  return compareSpans(a.span, b.span);
}
