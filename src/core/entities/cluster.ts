import { finish, type Work } from '../work.ts';
import { commonReadings, mayBeForms, type Readings, readWord } from './inflection.ts';
import type { Family, NameForm } from './nameForm.ts';

/** Spellings of one name: equal words in the same or another case. */
export interface Cluster {
  readonly family: Family;
  /** The most frequent spelling first. */
  readonly forms: NameForm[];
  /** For each word of the name, how all spellings can be read. */
  readings: readonly Readings[];
  /** The user's group of synonyms, if any spelling is in one. */
  group: number | undefined;
}

/** How many mentions the cluster has. */
export function countMentions(cluster: Cluster): number {
  return cluster.forms.reduce((sum, { mentions }) => sum + mentions.length, 0);
}

function join(cluster: Cluster, form: NameForm, readings: readonly Readings[]): void {
  cluster.forms.push(form);
  cluster.readings = cluster.readings.map((known, index) => commonReadings(known, readings[index] ?? known));
}

/** Where a spelling is looked up: for each word under all its readings, as names have some reading of it in common. */
function keysOf({ family, words, value }: NameForm, readings: readonly Readings[]): string[][] {
  // A name without a letter or digit is like nothing but itself.
  if (readings.length === 0) return [[`${family} ${value}`]];
  return readings.map((each, index) =>
    [...each.keys()].map((key) => `${family} ${words.length} ${index} ${key}`),
  );
}

function fits(cluster: Cluster, readings: readonly Readings[], group: number | undefined): boolean {
  if (group !== undefined && cluster.group !== undefined && group !== cluster.group) return false;
  return cluster.readings.every((known, index) => mayBeForms(known, readings[index] ?? new Map()));
}

/** A cluster as it began. */
interface Begun {
  readonly cluster: Cluster;
  readonly order: number;
  readonly firstKeys: readonly string[];
}

/** Finds the cluster of a spelling, however many there are. */
class ClusterIndex {
  readonly #byKey = new Map<string, Begun[]>();

  /** @param keys of the cluster's first form, as `keysOf` gives them */
  add(cluster: Cluster, order: number, keys: readonly (readonly string[])[]): void {
    const begun = { cluster, order, firstKeys: keys[0] ?? [] };
    for (const key of keys.flat()) {
      const others = this.#byKey.get(key);
      if (others) others.push(begun);
      else this.#byKey.set(key, [begun]);
    }
  }

  /** Of those that fit the one whose first word is most like that of the form, the earliest of equals. */
  find(keys: readonly (readonly string[])[], isFit: (cluster: Cluster) => boolean): Cluster | undefined {
    // Thousands of names may begin with `Концерн`: what a name is known by is its rarest word.
    const counts = keys.map((ofWord) =>
      ofWord.reduce((sum, key) => sum + (this.#byKey.get(key)?.length ?? 0), 0),
    );
    const rarest = keys[counts.indexOf(Math.min(...counts))] ?? [];
    const candidates = new Set(rarest.flatMap((key) => this.#byKey.get(key) ?? []));
    const rankOf = ({ firstKeys }: Begun) => keys[0]?.findIndex((key) => firstKeys.includes(key)) ?? 0;
    const [best] = [...candidates]
      .filter(({ cluster }) => isFit(cluster))
      .sort((a, b) => rankOf(a) - rankOf(b) || a.order - b.order);
    return best?.cluster;
  }
}

/**
 * Puts spellings together that are cases of the same words: `Россия`, `России`, `РОССИЕЙ`.
 * What frequent spellings have in common decides about rare ones, so that a chain cannot grow:
 * `Путин` and `Путина` are one man, and `Путиной` is not he.
 * @param groupOf the user's group of synonyms of a spelling; spellings of different groups stay apart
 */
export function clusterForms(
  forms: readonly NameForm[],
  groupOf: (form: NameForm) => number | undefined,
): Cluster[] {
  return finish(clusteringForms(forms, groupOf));
}

/** `clusterForms`, which of many spellings takes a while. */
export function* clusteringForms(
  forms: readonly NameForm[],
  groupOf: (form: NameForm) => number | undefined,
): Work<Cluster[]> {
  const clusters: Cluster[] = [];
  const index = new ClusterIndex();
  const byFrequency = [...forms].sort((a, b) => b.mentions.length - a.mentions.length);
  for (const [at, form] of byFrequency.entries()) {
    if (at % 64 === 0) yield;
    const readings = form.words.map(readWord);
    const group = groupOf(form);
    const keys = keysOf(form, readings);
    const known = index.find(keys, (cluster) => fits(cluster, readings, group));
    if (known) {
      join(known, form, readings);
      known.group ??= group;
      continue;
    }
    const cluster = { family: form.family, forms: [form], readings, group };
    index.add(cluster, clusters.length, keys);
    clusters.push(cluster);
  }
  return clusters;
}
