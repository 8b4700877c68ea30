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

/** Where a spelling is looked up: under all readings of its first word, as names have some reading of it in common. */
function keysOf({ family, words, value }: NameForm, readings: readonly Readings[]): string[] {
  const first = readings[0];
  // A name without a letter or digit is like nothing but itself.
  if (!first) return [`${family} ${value}`];
  return [...first.keys()].map((key) => `${family} ${words.length} ${key}`);
}

function fits(cluster: Cluster, readings: readonly Readings[], group: number | undefined): boolean {
  if (group !== undefined && cluster.group !== undefined && group !== cluster.group) return false;
  return cluster.readings.every((known, index) => mayBeForms(known, readings[index] ?? new Map()));
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
  const clustersByKey = new Map<string, Cluster[]>();
  const byFrequency = [...forms].sort((a, b) => b.mentions.length - a.mentions.length);
  for (const [index, form] of byFrequency.entries()) {
    if (index % 64 === 0) yield;
    const readings = form.words.map(readWord);
    const group = groupOf(form);
    const keys = keysOf(form, readings);
    const candidates = new Set(keys.flatMap((key) => clustersByKey.get(key) ?? []));
    const known = [...candidates].find((cluster) => fits(cluster, readings, group));
    if (known) {
      join(known, form, readings);
      known.group ??= group;
      continue;
    }
    const cluster = { family: form.family, forms: [form], readings, group };
    clusters.push(cluster);
    for (const key of keys) {
      const others = clustersByKey.get(key);
      if (others) others.push(cluster);
      else clustersByKey.set(key, [cluster]);
    }
  }
  return clusters;
}
