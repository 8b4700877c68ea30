import type { EntityMention } from '../annotations.ts';
import { compareSpans } from '../span.ts';
import { finish, restingAfter, type Work } from '../work.ts';

/** Names of persons never mean what other names mean; of the others, only unknown types stay apart. */
export type Family = string;

/** One spelling of a name in a document, with all mentions that are spelt so. */
export interface NameForm {
  /** As it stands in the text, blanks made single. */
  readonly value: string;
  readonly family: Family;
  /** Lower-case words with `е` for `ё`, quotation marks left out, hyphens taken apart; an initial keeps its full stop. */
  readonly words: readonly string[];
  /** In reading order. */
  readonly mentions: readonly EntityMention[];
}

const persons = /^(?:PER|PERS|PERSON|PEOPLE|HUMAN)$/i;
const placesAndOrganisations =
  /^(?:LOC|LOCATION|GEOPOLIT|GPE|GEO|ORG|ORGANI[SZ]ATION|LOCORG|COUNTRY|CITY|STATE|PLACE|FAC|FACILITY)$/i;

function familyOf(type: string): Family {
  if (persons.test(type)) return 'person';
  return placesAndOrganisations.test(type) ? 'place or organisation' : `type ${type}`;
}

const initial = /^\p{Lu}\.$/u;
/** A word of a name, or an initial with its full stop. */
export const wordOrInitial = /(?<![\p{L}\p{M}\p{N}])\p{Lu}\.|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;
const latinLookAlikes: ReadonlyMap<string, string> = new Map(
  [...'aeopcyxkmhtb'].map((letter, index) => [letter, 'аеорсухкмнтв'.charAt(index)]),
);

/** A Latin letter inside a Cyrillic word is a typing error that nobody can see. */
function foldLatin(word: string): string {
  if (!/[а-я]/.test(word) || !/[a-z]/.test(word)) return word;
  return word.replace(/[a-z]/g, (letter) => latinLookAlikes.get(letter) ?? letter);
}

/** A word as `NameForm.words` has it. */
export function normaliseWord(written: string): string {
  return foldLatin(written.normalize('NFC').toLowerCase().replaceAll('ё', 'е'));
}

/** Letters and capitals that a word can begin with whose normalised form begins with `letter`. */
export function writtenLetters(letter: string): string[] {
  const lookAlikes = [...latinLookAlikes].flatMap(([latin, cyrillic]) => (cyrillic === letter ? latin : []));
  // A letter of several code points begins with the plain one.
  const variants = [letter, [...letter.normalize('NFD')][0] ?? letter, letter === 'е' ? 'ё' : letter];
  return [...new Set([...variants, ...lookAlikes].flatMap((each) => [each, each.toUpperCase()]))];
}

/** The words of a name as they are written, with their places; what stands in brackets after the name is left out. */
export function writtenWords(value: string): { written: string; start: number; end: number }[] {
  const outside = value.replace(/(?<=\S)\s*\([^а-яё]*$/s, '');
  return Array.from(outside.matchAll(wordOrInitial), ({ index, 0: written }) => ({
    written,
    start: index,
    end: index + written.length,
  }));
}

/** The words of a name, as `NameForm.words` has them; the same in Latin or an abbreviation in brackets after it is left out. */
export function wordsOf(value: string): string[] {
  return writtenWords(value.normalize('NFC')).map(({ written }) => normaliseWord(written));
}

/** Whether a word of a name is an initial such as `в.`. */
export function isInitial(word: string): boolean {
  return initial.test(word.toUpperCase());
}

function spelling(text: string, { span, fragments }: EntityMention): string {
  const pieces = (fragments ?? [span]).map(({ start, end }) => text.slice(start, end));
  return pieces.join(' ').replace(/\s+/g, ' ').trim();
}

/** Equal for mentions that belong to one form. */
export function formKey(text: string, mention: EntityMention): string {
  return `${familyOf(mention.type)} ${spelling(text, mention)}`;
}

/** The spellings of a document's mentions, in the order in which they first occur. */
export function collectForms(text: string, mentions: readonly EntityMention[]): NameForm[] {
  return finish(collectingForms(text, mentions));
}

/** `collectForms`, which of many mentions takes a while. */
export function* collectingForms(text: string, mentions: readonly EntityMention[]): Work<NameForm[]> {
  const forms = new Map<string, NameForm & { mentions: EntityMention[] }>();
  const ordered = [...mentions].sort((a, b) => compareSpans(a.span, b.span));
  yield* restingAfter(500, ordered, (mention) => {
    const value = spelling(text, mention);
    const family = familyOf(mention.type);
    const key = `${family} ${value}`;
    const form = forms.get(key);
    if (form) form.mentions.push(mention);
    else forms.set(key, { value, family, words: wordsOf(value), mentions: [mention] });
  });
  return [...forms.values()];
}
