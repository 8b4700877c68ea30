import type { Label } from './annotations.ts';
import { readLabel } from './placeLabels.ts';

/** What a person has typed of an attitude so far; see `readEntry`. */
export interface AttitudeEntry {
  /** Absent while no sign was typed. */
  readonly label?: Label;
  /** Whether it leads from the other end to the one that it was begun at. */
  readonly isTurned: boolean;
  /** The letters of a place label. */
  readonly letters: string;
  /** Index of the label that the letters are. */
  readonly choice?: number;
  /** Whether the letters are the beginning of no label. */
  readonly isAstray: boolean;
  /** Whether a list was asked for in place of labels. */
  readonly wantsList: boolean;
}

/** Signs by the characters that their keys write, shifted or not, with either layout. */
const signs: ReadonlyMap<string, Label> = new Map([
  ...[...'+='].map((key) => [key, 'positive'] as const),
  ...[...'-−–_'].map((key) => [key, 'negative'] as const),
  ...[...'0)'].map((key) => [key, 'neutral'] as const),
]);

/** The key left of the full stop, with either layout. */
const turning = '<,бБ';

/**
 * Reads `-as`: a negative attitude to the place with the label `as`. The sign can stand before or after the letters,
 * the last one counts; `<` turns the attitude round, and a blank asks for a list.
 */
export function readEntry(typed: string, labels: readonly string[]): AttitudeEntry {
  const characters = [...typed];
  const label = signs.get(characters.findLast((each) => signs.has(each)) ?? '');
  const letters = readLabel(typed);
  const choice = letters === '' ? -1 : labels.indexOf(letters);
  return {
    ...(label && { label }),
    isTurned: characters.filter((each) => turning.includes(each)).length % 2 === 1,
    letters,
    ...(choice >= 0 && { choice }),
    isAstray: !labels.some((each) => each.startsWith(letters)),
    wantsList: /\s/.test(typed),
  };
}
