import type { Attitude } from '../../core/annotations.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';

/** Whether a person has still to decide on the attitude. */
export function isSuggestion({ confirmed, label }: Attitude): boolean {
  return confirmed !== true && label !== 'neutral';
}

/**
 * What a key is meant for when the cursor is at `offset`: the attitude that is looked at while the cursor is in its
 * sentence, else all wanted ones of the mention at the cursor.
 */
export function attitudesAtCursor(
  { extraction, index }: DocumentAnnotations,
  offset: number,
  lookedAt: Attitude | undefined,
  isWanted: (attitude: Attitude) => boolean,
): readonly Attitude[] {
  const sentence = lookedAt && extraction.sentences[lookedAt.sentenceIndex];
  const isThere = sentence !== undefined && sentence.start <= offset && offset <= sentence.end;
  if (lookedAt && isThere && isWanted(lookedAt)) return [lookedAt];
  const mention = index.mentionAt(offset);
  return mention ? index.attitudesOf(mention.id).filter(isWanted) : [];
}
