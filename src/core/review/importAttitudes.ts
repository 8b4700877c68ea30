import type { EntityMention, Label } from '../annotations.ts';
import type { Origin } from '../formats/bratOrigin.ts';
import { Draft } from './draft.ts';
import type { SuggestingModels } from './operations.ts';
import { isConfirmed, type Review, type ReviewChange } from './review.ts';

/** An attitude that comes from elsewhere, from a person. */
export interface ImportedAttitude {
  readonly source: EntityMention;
  readonly target: EntityMention;
  readonly label: Label;
  /** What the model suggested of the pair, if it did. */
  readonly suggestion?: { readonly label: Label; readonly probability: number } | undefined;
}

/** What an import comes to. */
export interface AttitudeImport<Given extends ImportedAttitude> {
  readonly change: ReviewChange;
  /** Those that the change brings. */
  readonly added: readonly Given[];
  /** Those that the file has already. */
  readonly known: readonly Given[];
  /** Those against which a person has annotated another label, which stays. */
  readonly contradicted: readonly Given[];
}

/**
 * Puts attitudes from elsewhere into a review, where they count as a person's: they accept or correct what the model
 * said of the same pair, and are added where it said nothing. Ends that are only suggested are confirmed.
 */
export function importAttitudes<Given extends ImportedAttitude>(
  review: Review,
  attitudes: readonly Given[],
  models: SuggestingModels = {},
): AttitudeImport<Given> {
  const draft = new Draft(review);
  const added: Given[] = [];
  const known: Given[] = [];
  const contradicted: Given[] = [];
  for (const attitude of attitudes) {
    const { source, target, label, suggestion } = attitude;
    const sourceId = draft.confirmMention(source, models.entities);
    const targetId = draft.confirmMention(target, models.entities);
    const own = draft.attitudeBetween(sourceId, targetId);
    if (own !== undefined && isConfirmed(own)) {
      (own.label === label ? known : contradicted).push(attitude);
      continue;
    }
    added.push(attitude);
    const by = (suggested: Label) => (suggested === label ? 'accepted' : 'corrected');
    if (own !== undefined) {
      draft.changeAttitude(own.id, { label, origin: { ...own.origin, by: by(own.label) } });
      continue;
    }
    const origin: Origin = suggestion
      ? {
          by: by(suggestion.label),
          ...(models.attitudes !== undefined && { model: models.attitudes }),
          probability: suggestion.probability,
        }
      : { by: 'added' };
    draft.putAttitude(sourceId, targetId, label, origin);
  }
  return { change: draft.change(), added, known, contradicted };
}
