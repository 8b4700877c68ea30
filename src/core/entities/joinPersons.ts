import { restingAfter, type Work } from '../work.ts';
import { type Cluster, countMentions } from './cluster.ts';
import { completeness, hasKnownFirstName, mayBeOnePerson, mergeNames } from './comparePersons.ts';
import type { Joining } from './joining.ts';
import { type PersonName, readPersonName } from './personName.ts';

interface Person {
  readonly cluster: Cluster;
  name: PersonName;
}

/** Keys under which a person is looked up: what the last word of the surname and the first name can be. */
function keysOf({ surname, first }: PersonName): string[] {
  const surnameKeys = [...(surname.at(-1)?.keys() ?? [])].map((key) => `surname ${key}`);
  const firstKeys =
    first && 'readings' in first ? [...first.readings.keys()].map((key) => `first ${key}`) : [];
  return [...surnameKeys, ...firstKeys];
}

/** Persons known so far, found by the parts of their names. */
class Persons {
  private readonly byKey = new Map<string, Set<Person>>();

  add(person: Person): void {
    for (const key of keysOf(person.name)) {
      const known = this.byKey.get(key);
      if (known) known.add(person);
      else this.byKey.set(key, new Set([person]));
    }
  }

  /** Those whom the name may mean. */
  find(name: PersonName): Person[] {
    const candidates = new Set(keysOf(name).flatMap((key) => [...(this.byKey.get(key) ?? [])]));
    return [...candidates].filter((person) => mayBeOnePerson(person.name, name));
  }

  /** Those whose full name begins with the word that stands alone (`Си` and `Си Цзиньпин`) or ends in the two (`Ле Пен`). */
  findLoosely(name: PersonName): Person[] {
    const long = asLongSurname(name);
    if (long) return this.find(long).filter((person) => person.name.surname.length >= long.surname.length);
    const [word] = name.surname;
    if (name.first || name.surname.length !== 1 || !word) return [];
    const candidates = [...word.keys()].flatMap((key) => [...(this.byKey.get(`first ${key}`) ?? [])]);
    return [...new Set(candidates)].filter((person) => person.name.surname.length > 0);
  }
}

/** The name read as a surname of several words: `Ле Пен` may be the end of `Марин Ле Пен`. */
function asLongSurname({ first, patronymic, surname }: PersonName): PersonName | undefined {
  if (!first || !('readings' in first) || patronymic || surname.length === 0) return undefined;
  return { surname: [first.readings, ...surname], gender: undefined };
}

/**
 * Joins the names of one person: `Владимир Путин`, `В. В. Путин`, `Путин`, `Владимир Владимирович`.
 * A shorter name joins a fuller one only if the document knows a single person whom it may mean,
 * so a surname that two persons bear stays by itself.
 */
export function* joiningPersons(clusters: readonly Cluster[], joining: Joining): Work<void> {
  const known = new Persons();
  const named: { cluster: Cluster; name: PersonName; mentions: number }[] = [];
  const persons = clusters.filter(({ family, readings }) => family === 'person' && readings.length > 0);
  yield* restingAfter(128, persons, (cluster) => {
    named.push({ cluster, name: readPersonName(cluster), mentions: countMentions(cluster) });
  });
  named.sort((a, b) => completeness(b.name) - completeness(a.name) || b.mentions - a.mentions);
  yield* restingAfter(128, named, ({ cluster, name }) => {
    const exact = distinct(known.find(name), joining);
    const found = exact.length > 0 ? exact : distinct(known.findLoosely(name), joining);
    const [person] = found;
    if (found.length === 1 && person && joining.join(person.cluster, cluster)) {
      if (exact.length === 1) person.name = mergeNames(person.name, name);
      known.add(person);
    } else if (found.length === 0) known.add({ cluster, name });
  });
}

/** One for each entity; where there are several, those whose first name is no chance word such as `Страх` in `Страх Путина`. */
function distinct(persons: readonly Person[], joining: Joining): Person[] {
  const one = (each: readonly Person[]) => [
    ...new Map(each.map((person) => [joining.rootOf(person.cluster), person])).values(),
  ];
  const all = one(persons);
  const likely = all.length > 1 ? one(persons.filter(({ name }) => hasKnownFirstName(name))) : [];
  return likely.length > 0 ? likely : all;
}
