import type { Review } from '../core/review/review.ts';
import { needsRecogniser } from '../engine/extractionRequest.ts';
import { readModelFolder } from '../engine/modelFolder.ts';
import type { PreparedRequest } from './extractionRunner.ts';
import { keyOf } from './keptFile.ts';

/** To be raised when the same models come to find other things in the same text. */
const extractionVersion = 1;

/**
 * A name for all that the suggestions for a text depend on. Of mentions only those count that others annotated: what
 * a person confirms in the review is to change nothing about the suggestions that are left.
 * @throws ModelLoadError when a model's folder cannot be read.
 */
export async function suggestionKey(
  text: string,
  settings: PreparedRequest['settings'],
  review: Review | undefined,
): Promise<string> {
  const { source, folders, synonyms, threshold } = settings;
  const recognises = needsRecogniser(settings);
  const [attitudes, entities] = await Promise.all([
    readModelFolder(folders.attitudes),
    recognises ? readModelFolder(folders.entities) : undefined,
  ]);
  const foreign = recognises
    ? []
    : (settings.mentions ?? [])
        .filter(({ id }) => review?.mentions.get(id)?.origin === undefined)
        .map(({ span, fragments, type }) => [span.start, span.end, type, fragments ?? []]);
  return keyOf([
    extractionVersion,
    text,
    source,
    attitudes.manifest,
    entities?.manifest ?? null,
    synonyms ?? [],
    threshold ?? null,
    foreign,
  ]);
}
