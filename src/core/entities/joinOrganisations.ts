import { functionWords } from '../data/organisationWords.ts';
import type { Work } from '../work.ts';
import type { Cluster } from './cluster.ts';
import { mayBeForms, type Readings, readWord } from './inflection.ts';
import { commonGroupOf } from './joinCommonNames.ts';
import type { Joining } from './joining.ts';
import { wordsOf } from './nameForm.ts';

const abbreviation = /^(\p{Lu}{2,7})[а-я]{0,2}$/u;
const quoted = /[«„“"]([^«»„“”"]+)[»”“"]/u;

/** The capitals of an abbreviation, in lower case, a case ending left out; `undefined` for other names. */
function capitalsOf(cluster: Cluster): string | undefined {
  for (const { value, words } of cluster.forms) {
    const match = words.length === 1 ? abbreviation.exec(value.replace(/[«»„“”"]/g, '')) : undefined;
    if (match?.[1]) return match[1].toLowerCase();
  }
  return undefined;
}

/** What the first letters of the words make, with and without the function words; none for a single word. */
function acronymsOf({ forms }: Cluster): string[] {
  const words = forms[0]?.words ?? [];
  const initials = (each: readonly string[]) => each.map((word) => word.charAt(0)).join('');
  const content = words.filter((word) => !functionWords.has(word));
  if (content.length < 2) return [];
  return [...new Set([initials(words), initials(content)])];
}

/** `США` and `Соединённые Штаты Америки`, where no other name of the document has those letters. */
export function joinAcronyms(clusters: readonly Cluster[], joining: Joining): void {
  const full = new Map<string, Cluster[]>();
  const others = clusters.filter(({ family }) => family !== 'person');
  for (const cluster of others) {
    for (const acronym of acronymsOf(cluster)) full.set(acronym, [...(full.get(acronym) ?? []), cluster]);
  }
  for (const cluster of others) {
    const capitals = capitalsOf(cluster);
    // What an abbreviation means in any text it does not also mean here by its letters.
    if (capitals === undefined || commonGroupOf(cluster) !== undefined) continue;
    const sameFamily = (full.get(capitals) ?? []).filter(({ family }) => family === cluster.family);
    const [only, ...more] = joining.distinctRoots(sameFamily);
    if (only && more.length === 0) joining.join(only, cluster);
  }
}

/** What stands in quotation marks inside a longer name: `Газпром` in `ОАО «Газпром»`. */
function quotedPart(cluster: Cluster): readonly string[] | undefined {
  for (const { value, words } of cluster.forms) {
    const inside = wordsOf(quoted.exec(value)?.[1] ?? '');
    if (inside.length > 0 && inside.length < words.length) return inside;
  }
  return undefined;
}

/** `ОАО «Газпром»` and `Газпром`, if there is one such name. */
export function* joiningQuoted(clusters: readonly Cluster[], joining: Joining): Work<void> {
  const byFirstLetter = new Map<string, Cluster[]>();
  const keyOf = (family: string, words: readonly unknown[], letter: string) =>
    `${family} ${words.length} ${letter}`;
  for (const cluster of clusters) {
    const key = keyOf(cluster.family, cluster.readings, cluster.forms[0]?.words[0]?.charAt(0) ?? '');
    const others = byFirstLetter.get(key);
    if (others) others.push(cluster);
    else byFirstLetter.set(key, [cluster]);
  }
  for (const [index, cluster] of clusters.entries()) {
    if (index % 256 === 0) yield;
    const inside = quotedPart(cluster);
    if (!inside) continue;
    const candidates = byFirstLetter.get(keyOf(cluster.family, inside, inside[0]?.charAt(0) ?? '')) ?? [];
    const readings = inside.map(readWord);
    const [only, ...more] = joining.distinctRoots(candidates.filter((each) => isSpelt(each, readings)));
    if (only && more.length === 0) joining.join(only, cluster);
  }
}

function isSpelt(cluster: Cluster, readings: readonly Readings[]): boolean {
  return cluster.readings.every((known, index) => mayBeForms(known, readings[index] ?? new Map()));
}
