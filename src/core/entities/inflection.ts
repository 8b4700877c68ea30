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
const ordersByName = new Map(declensions.map(({ name }, index) => [name, index]));

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
  const common = new Map<string, boolean>();
  for (const [key, isNominative] of first) if (second.has(key)) common.set(key, isNominative);
  return common;
}

/** Whether some reading is common to both. */
export function mayBeForms(first: Readings, second: Readings): boolean {
  const [few, many] = first.size <= second.size ? [first, second] : [second, first];
  for (const key of few.keys()) if (many.has(key)) return true;
  return false;
}

function declensionOf(key: string): Declension | undefined {
  return declensionsByName.get(nameOf(key));
}

function nameOf(key: string): string {
  return key.slice(0, key.indexOf(':'));
}

function isDeclined(key: string): boolean {
  return !key.startsWith('same:');
}

/** The readings left when the word names a person, of this sex where it is known. */
export function readingsOfPerson(readings: Readings, gender?: 'male' | 'female'): Readings {
  const allowed = gender ? [undefined, gender] : [undefined, 'male', 'female'];
  const kept = new Map<string, boolean>();
  for (const [key, isNominative] of readings)
    if (allowed.includes(declensionOf(key)?.gender)) kept.set(key, isNominative);
  return kept;
}

/** The sex that all declined readings speak for, if they agree. */
export function genderOf(readings: Readings): 'male' | 'female' | undefined {
  const genders = new Set([...readings.keys()].filter(isDeclined).map((key) => declensionOf(key)?.gender));
  const [gender] = genders;
  return genders.size === 1 && gender !== 'none' ? gender : undefined;
}

/**
 * The reading that several forms of a word most likely have: the first in the list of declensions
 * by which one of them is a nominative. A single form, or forms none of which can be one, are read with the longest ending.
 * `undefined` for a word that is not declined.
 */
export function likeliestReading(forms: readonly string[], common: Readings): string | undefined {
  const keys = [...common.keys()].filter(isDeclined).sort((a, b) => orderOf(a) - orderOf(b));
  const readings = [...new Set(forms)].map(readWord);
  const withNominative = keys.find((key) => readings.some((each) => each.get(key) === true));
  if (readings.length > 1 && withNominative !== undefined) return withNominative;
  const stemLength = (key: string) => key.length - key.indexOf(':');
  return keys.sort((a, b) => stemLength(a) - stemLength(b))[0];
}

function orderOf(key: string): number {
  return ordersByName.get(nameOf(key)) ?? declensions.length;
}
