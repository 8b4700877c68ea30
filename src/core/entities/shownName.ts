import type { Cluster } from './cluster.ts';
import { commonReadings, likeliestReading, type Readings, readWord } from './inflection.ts';
import type { NameForm } from './nameForm.ts';

/** Whether a spelling, word for word, is a nominative. */
type Judge = (words: readonly string[]) => boolean;

/**
 * The name under which people see the entity of these clusters: the most frequent spelling in the nominative,
 * or the most frequent one where none is; the earliest of equals.
 */
export function shownName(clusters: readonly Cluster[]): string {
  const [first, ...others] = clusters.flatMap((cluster) => cluster.forms);
  // Most entities of a long text have one spelling only.
  if (first !== undefined && others.length === 0) return first.value;
  const isLastNominative = judgeOfSurnames(clusters);
  const forms = clusters.flatMap((cluster) => {
    const isNominative = judgeOf(cluster);
    return cluster.forms.map((form) => ({
      form,
      isNominative: isAbbreviation(form) || (isNominative(form.words) && isLastNominative(form.words)),
    }));
  });
  const nominative = forms.filter((each) => each.isNominative);
  const [best] = (nominative.length > 0 ? nominative : forms)
    .map(({ form }) => form)
    .sort((a, b) => b.mentions.length - a.mentions.length || startOf(a) - startOf(b));
  return best?.value ?? '';
}

function isAbbreviation({ value }: NameForm): boolean {
  return /^\p{Lu}+$/u.test(value);
}

function startOf({ mentions }: NameForm): number {
  return mentions[0]?.span.start ?? 0;
}

/**
 * Judges by what the spellings of one cluster have in common. All words of a person's name change with the case;
 * of other names only the first must, as in `Организация Объединённых Наций`.
 */
function judgeOf({ family, forms, readings }: Cluster): Judge {
  const count = family === 'person' ? readings.length : 1;
  const likeliest = readings.slice(0, count).map((common, index) =>
    likeliestReading(
      forms.map(({ words }) => words[index] ?? ''),
      common,
    ),
  );
  return (words) => words.slice(0, count).every((word, index) => isNominativeBy(word, likeliest[index]));
}

/** Judges the last word by what all names of a person have in common: `Людмила Путина` tells how to read `Путиной`. */
function judgeOfSurnames(clusters: readonly Cluster[]): Judge {
  if (clusters.some(({ family }) => family !== 'person')) return () => true;
  const common = clusters
    .map(({ readings }): Readings => readings.at(-1) ?? new Map())
    .reduce((known, readings) => commonReadings(known, readings));
  const lastWords = clusters.flatMap(({ forms }) => forms.map(({ words }) => words.at(-1) ?? ''));
  const likeliest = likeliestReading(lastWords, common);
  return (words) => isNominativeBy(words.at(-1) ?? '', likeliest);
}

function isNominativeBy(word: string, reading: string | undefined): boolean {
  return reading === undefined || (readWord(word).get(reading) ?? true);
}
