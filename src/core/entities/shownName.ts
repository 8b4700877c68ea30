import type { Cluster } from './cluster.ts';
import { commonReadings, likeliestReading, type Readings, readWord } from './inflection.ts';
import type { NameForm } from './nameForm.ts';

/** How the words of a cluster's spellings most likely read, position by position. */
type Judge = (words: readonly string[]) => boolean;

/**
 * The name under which people see the entity of these clusters: the most frequent spelling in the nominative,
 * or the most frequent one where none is; the earliest of equals.
 */
export function shownName(clusters: readonly Cluster[]): string {
  const isLastNominative = judgeOfLastWords(clusters);
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

/** Whether all words are nominatives by what the spellings of one cluster have in common. */
function judgeOf({ forms, readings }: Cluster): Judge {
  const likeliest = readings.map((common, index) =>
    likeliestReading(
      forms.map(({ words }) => words[index] ?? ''),
      common,
    ),
  );
  return (words) => words.every((word, index) => isNominativeBy(word, likeliest[index]));
}

/** Whether the last word is a nominative by what all names have in common: `Людмила Путина` tells how to read `Путиной`. */
function judgeOfLastWords(clusters: readonly Cluster[]): Judge {
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
