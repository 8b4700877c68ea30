import { femaleFirstNames, maleFirstNames } from '../data/firstNames.ts';
import type { Cluster } from './cluster.ts';
import { genderOf, type Readings, readingsOfPerson, readWord } from './inflection.ts';
import { isInitial } from './nameForm.ts';

type Gender = 'male' | 'female' | undefined;

/** A part of a name: an initial, or a word with its readings. */
export type NamePart =
  | { readonly initial: string }
  | { readonly initial: string; readonly readings: Readings };

/** What the words of a person's name are. */
export interface PersonName {
  readonly first?: NamePart;
  readonly patronymic?: NamePart;
  /** One for most; several for `Ле Пен` and the like. */
  readonly surname: readonly Readings[];
  readonly gender: Gender;
}

function indexReadings(names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) => [...readWord(name).keys()].filter((key) => !key.startsWith('same:'))),
  );
}

const maleReadings = indexReadings(maleFirstNames);
const femaleReadings = indexReadings(femaleFirstNames);
const undeclined = new Set([...maleFirstNames, ...femaleFirstNames].map((name) => `same:${name}`));
const patronymicStems = new Set(
  maleFirstNames.flatMap((name) => [name, name.replace(/(?:ий|ей|ай|а|я|ь)$/, ''), name.replace(/ий$/, 'ь')]),
);
const malePatronymic = /^(.{2,}?)(?:ов|ев|ьев|)ич(?:а|у|ем|е)?$/;
const femalePatronymic = /^(.{2,}?)(?:ов|ев|ьев|ич|инич)н(?:а|ы|е|у|ой)$/;

/** Whether the lists of names know a first name that the word may be a form of. */
export function isFirstName(readings: Readings): boolean {
  for (const key of readings.keys())
    if (maleReadings.has(key) || femaleReadings.has(key) || undeclined.has(key)) return true;
  return false;
}

/** Whether the word is a patronymic: `Янукович` is none, for nobody is called `Янук`. */
function genderOfPatronymic(word: string): Gender {
  const male = malePatronymic.exec(word)?.[1];
  if (male && patronymicStems.has(male)) return 'male';
  const female = femalePatronymic.exec(word)?.[1];
  return female && patronymicStems.has(female) ? 'female' : undefined;
}

/** Whose first name it is, where the lists of names know it as one sex's only. */
function genderOfFirstName(readings: Readings): Gender {
  const keys = [...readings.keys()];
  const isMale = keys.some((key) => maleReadings.has(key));
  const isFemale = keys.some((key) => femaleReadings.has(key));
  if (isMale === isFemale) return undefined;
  return isMale ? 'male' : 'female';
}

interface Word {
  readonly text: string;
  readonly readings: Readings;
}

function part({ text, readings }: Word): NamePart {
  return isInitial(text) ? { initial: text.charAt(0) } : { initial: text.charAt(0), readings };
}

/** Takes a person's name apart by its initials, its patronymic and the first names that the lists know. */
export function readPersonName(cluster: Cluster): PersonName {
  const texts = cluster.forms[0]?.words ?? [];
  const words = texts.map((text, index) => ({ text, readings: cluster.readings[index] ?? new Map() }));
  const { first, patronymic, surname } = takeApart(words);
  const gender =
    (patronymic && genderOfPatronymic(patronymic.text)) ??
    (first && genderOfFirstName(first.readings)) ??
    (surname.length === 1 ? genderOf(surname[0]?.readings ?? new Map()) : undefined);
  return {
    ...(first && { first: part(first) }),
    ...(patronymic && { patronymic: part(patronymic) }),
    surname: surname.map(({ readings }) => readingsOfPerson(readings, gender)),
    gender,
  };
}

function takeApart(words: readonly Word[]): { first?: Word; patronymic?: Word; surname: readonly Word[] } {
  const initials = words.filter(({ text }) => isInitial(text));
  if (initials.length > 0) {
    const [first, patronymic] = initials;
    return {
      ...(first && { first }),
      ...(patronymic && { patronymic }),
      surname: words.filter(({ text }) => !isInitial(text)),
    };
  }
  const at = words.findIndex(({ text }, index) => index > 0 && genderOfPatronymic(text) !== undefined);
  const [patronymic, first] = [words[at], words[at - 1]];
  if (patronymic && first) {
    const surname = words.filter((word) => word !== patronymic && word !== first);
    return { first, patronymic, surname };
  }
  const [one, two, ...more] = words;
  if (one === undefined) return { surname: [] };
  if (two === undefined) return isFirstName(one.readings) ? { first: one, surname: [] } : { surname: [one] };
  if (more.length === 0 && isFirstName(two.readings) && !isFirstName(one.readings))
    return { first: two, surname: [one] };
  return { first: one, surname: [two, ...more] };
}
