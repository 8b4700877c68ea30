import { type Declension, declensions } from '../data/declensions.ts';

/**
 * The ways to read a word as a form of some word: keys of declension and stem, whose value says whether this form
 * would be the nominative. Two words with a key in common may be forms of one.
 */
export type Readings = ReadonlyMap<string, boolean>;

interface Ending {
  readonly declension: Declension;
  readonly isNominative: boolean;
}

/** Every ending with the declensions that have it, so that a word asks only for its own last letters. */
const declensionsByEnding = new Map<string, Ending[]>();
for (const declension of declensions) {
  for (const [index, ending] of declension.endings.entries()) {
    const entry = { declension, isNominative: index === 0 };
    declensionsByEnding.set(ending, [...(declensionsByEnding.get(ending) ?? []), entry]);
  }
}
const longestEnding = Math.max(...[...declensionsByEnding.keys()].map((ending) => ending.length));
const shortestStem = 2;
const declensionsByName = new Map(declensions.map((declension) => [declension.name, declension]));

/**
 * All readings of a word given in lower case with `е` for `ё`.
 * Words that are not Russian, and shorter ones than a stem and an ending, only have themselves.
 */
export function readWord(word: string): Readings {
  const readings = new Map<string, boolean>([[`same:${word}`, true]]);
  if (!/[а-я]$/.test(word)) return readings;
  for (let length = 0; length <= Math.min(longestEnding, word.length - shortestStem); length++) {
    const stem = word.slice(0, word.length - length);
    for (const { declension, isNominative } of declensionsByEnding.get(word.slice(word.length - length)) ??
      []) {
      if (declension.name === 'same' || (declension.stem && !declension.stem.test(stem))) continue;
      readings.set(`${declension.name}:${stem}`, isNominative);
    }
  }
  return readings;
}

/** The readings that both have; a form counts as nominative as the first says. */
export function commonReadings(first: Readings, second: Readings): Readings {
  return new Map([...first].filter(([key]) => second.has(key)));
}

/** Whether some reading is common to both. */
export function mayBeForms(first: Readings, second: Readings): boolean {
  const [few, many] = first.size <= second.size ? [first, second] : [second, first];
  for (const key of few.keys()) if (many.has(key)) return true;
  return false;
}

/** The readings left when the word names a person of this sex. */
export function readingsOfGender(readings: Readings, gender: 'male' | 'female'): Readings {
  return new Map(
    [...readings].filter(([key]) => {
      const declension = declensionsByName.get(key.slice(0, key.indexOf(':')));
      return declension?.gender === undefined || declension.gender === gender;
    }),
  );
}

/** The sex that all declined readings speak for, if they agree. */
export function genderOf(readings: Readings): 'male' | 'female' | undefined {
  const genders = new Set(
    [...readings.keys()]
      .filter((key) => !key.startsWith('same:'))
      .map((key) => declensionsByName.get(key.slice(0, key.indexOf(':')))?.gender),
  );
  const [gender] = genders;
  return genders.size === 1 ? gender : undefined;
}

/** Whether the form is a nominative by some declined reading; an undeclined word always is. */
export function mayBeNominative(readings: Readings): boolean {
  const declined = [...readings].filter(([key]) => !key.startsWith('same:'));
  return declined.length === 0 || declined.some(([, isNominative]) => isNominative);
}
