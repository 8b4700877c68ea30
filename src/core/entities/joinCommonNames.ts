import { commonNames } from '../data/commonNames.ts';
import type { Cluster } from './cluster.ts';
import { mayBeForms, type Readings, readWord } from './inflection.ts';
import type { Joining } from './joining.ts';
import { wordsOf } from './nameForm.ts';

interface CommonName {
  readonly group: number;
  readonly readings: readonly Readings[];
}

function keyOf(words: readonly string[]): string {
  return `${words.length} ${words[0]?.charAt(0)}`;
}

const namesByKey = new Map<string, CommonName[]>();
for (const [group, names] of commonNames.entries()) {
  for (const name of names) {
    const words = wordsOf(name);
    const entry = { group, readings: words.map(readWord) };
    namesByKey.set(keyOf(words), [...(namesByKey.get(keyOf(words)) ?? []), entry]);
  }
}

/** Which of the names that mean the same in any text the cluster has, if any. */
export function commonGroupOf(cluster: Cluster): number | undefined {
  const candidates = namesByKey.get(keyOf(cluster.forms[0]?.words ?? [])) ?? [];
  return candidates.find(({ readings }) =>
    readings.every((known, index) => mayBeForms(known, cluster.readings[index] ?? new Map())),
  )?.group;
}

/** `Россия` and `РФ`: names of places and organisations that mean the same in any text. */
export function joinCommonNames(clusters: readonly Cluster[], joining: Joining): void {
  const firstOfGroup = new Map<number, Cluster>();
  for (const cluster of clusters) {
    const group = cluster.family === 'place or organisation' ? commonGroupOf(cluster) : undefined;
    if (group === undefined) continue;
    const first = firstOfGroup.get(group);
    if (first) joining.join(first, cluster);
    else firstOfGroup.set(group, cluster);
  }
}
