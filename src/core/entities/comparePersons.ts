import { commonReadings, mayBeForms, type Readings } from './inflection.ts';
import { isFirstName, type NamePart, type PersonName } from './personName.ts';

function partsAgree(one: NamePart | undefined, other: NamePart | undefined): boolean {
  if (!one || !other) return true;
  if ('readings' in one && 'readings' in other) return mayBeForms(one.readings, other.readings);
  return one.initial === other.initial;
}

function surnamesAgree(one: readonly Readings[], other: readonly Readings[]): boolean {
  if (one.length === 0 || other.length === 0) return true;
  const length = Math.min(one.length, other.length);
  // `Пен` and `Ле Пен`: the last words count.
  return one
    .slice(-length)
    .every((readings, index) => mayBeForms(readings, other.slice(-length)[index] ?? new Map()));
}

/** Whether the two can name one person, and have enough in common to do so. */
export function mayBeOnePerson(one: PersonName, other: PersonName): boolean {
  if (one.gender && other.gender && one.gender !== other.gender) return false;
  if (!partsAgree(one.first, other.first) || !partsAgree(one.patronymic, other.patronymic)) return false;
  if (one.surname.length > 0 && other.surname.length > 0) return surnamesAgree(one.surname, other.surname);
  // Without a surname on either side it is the first name that both must spell out.
  return Boolean(one.first && other.first && 'readings' in one.first && 'readings' in other.first);
}

/** What the two say of one person, the fuller of each part. */
export function mergeNames(one: PersonName, other: PersonName): PersonName {
  const first = fuller(one.first, other.first);
  const patronymic = fuller(one.patronymic, other.patronymic);
  const surname = one.surname.length >= other.surname.length ? one.surname : other.surname;
  const shared =
    one.surname.length === other.surname.length
      ? one.surname.map((readings, index) => commonReadings(readings, other.surname[index] ?? readings))
      : surname;
  return {
    ...(first && { first }),
    ...(patronymic && { patronymic }),
    surname: shared,
    gender: one.gender ?? other.gender,
  };
}

function fuller(one: NamePart | undefined, other: NamePart | undefined): NamePart | undefined {
  if (!one || !other) return one ?? other;
  return 'readings' in one ? one : other;
}

/** How much a name says; the fullest names are looked at first, names without a surname last. */
export function completeness({ first, patronymic, surname }: PersonName): number {
  const weight = (each: NamePart | undefined) => (each ? ('readings' in each ? 2 : 1) : 0);
  return weight(first) + weight(patronymic) + (surname.length > 0 ? 5 : 0);
}

/** Whether the first name is one that the lists know, or an initial: what else stands before a surname may be no name. */
export function hasKnownFirstName({ first }: PersonName): boolean {
  return first !== undefined && (!('readings' in first) || isFirstName(first.readings));
}
