import type { Extraction } from '../annotations.ts';
import { byId } from '../byId.ts';
import { rusentrelMentions, rusentrelSentences } from '../formats/rusentrel.ts';
import { type PlacedOpinions, placeOpinions } from '../placedOpinions.ts';
import type { DocumentOpinion } from '../samples.ts';
import { sentencesAround } from '../sentencesAround.ts';
import { stemWord } from '../stem.ts';
import { createGroupOf } from '../valueGroups.ts';
import { type AttitudeImport, type ImportedAttitude, importAttitudes } from './importAttitudes.ts';
import type { SuggestingModels } from './operations.ts';
import type { Review } from './review.ts';

/** A document that opinions are to be put into. */
export interface ImportInputs {
  readonly text: string;
  /** `rusentrel`: a line is a sentence, its leading `{Author, Unknown}` is no text. */
  readonly source: 'plain' | 'rusentrel';
  readonly review: Review;
  /** Annotations and suggestions as one. */
  readonly extraction: Extraction;
  readonly synonyms: readonly (readonly string[])[];
  /** Those that made the suggestions. */
  readonly models?: SuggestingModels | undefined;
}

/** An attitude that an opinion may have been about. */
type PlacedAttitude<Given extends DocumentOpinion> = ImportedAttitude & { readonly opinion: Given };

/** What the import of opinions comes to. */
export interface OpinionImport<Given extends DocumentOpinion> extends AttitudeImport<PlacedAttitude<Given>> {
  /** Opinions that no sentence of the text can be about. */
  readonly unplaced: PlacedOpinions<Given>['unplaced'];
}

/**
 * Puts opinions of a whole document into its review: for each, the pairs of mentions of its two entities that share a
 * sentence become attitudes.
 */
export function importOpinions<Given extends DocumentOpinion>(
  { text, source, review, extraction, synonyms, models }: ImportInputs,
  opinions: readonly Given[],
): OpinionImport<Given> {
  const isLines = source === 'rusentrel';
  const mentions = isLines ? rusentrelMentions(text, extraction.mentions) : extraction.mentions;
  const sentences = isLines ? rusentrelSentences(text) : sentencesAround(text, mentions);
  const { entities } = extraction;
  const groupOf = createGroupOf(synonyms, stemWord);
  const { pairs, unplaced } = placeOpinions({ text, sentences, mentions, entities }, opinions, groupOf);

  const mentionsById = byId(mentions);
  const suggestions = new Map(
    extraction.attitudes.flatMap((attitude) =>
      attitude.id === undefined
        ? [[`${attitude.sourceMentionId} ${attitude.targetMentionId}`, attitude] as const]
        : [],
    ),
  );
  const attitudes = pairs.flatMap(
    ({ sourceMentionId, targetMentionId, opinion }): PlacedAttitude<Given>[] => {
      const [from, to] = [mentionsById.get(sourceMentionId), mentionsById.get(targetMentionId)];
      if (from === undefined || to === undefined) return [];
      const suggestion = suggestions.get(`${sourceMentionId} ${targetMentionId}`);
      return [{ source: from, target: to, label: opinion.label, opinion, suggestion }];
    },
  );
  return { ...importAttitudes(review, attitudes, models), unplaced };
}
