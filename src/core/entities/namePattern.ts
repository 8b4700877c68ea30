import { countLineEnds } from '../segmentation/characters.ts';
import { type Cluster, clusterForms } from './cluster.ts';
import { mayBeForms, type Readings, readWord } from './inflection.ts';
import { type NameForm, normaliseWord, writtenLetters, writtenWords } from './nameForm.ts';

type Spelling = 'lower' | 'capital' | 'upper';

interface WordPattern {
  readonly readings: Readings;
  readonly spellings: ReadonlySet<Spelling>;
  /** What was asked before: a text has few different words. */
  readonly answers: Map<string, boolean>;
}

/** What a name looks like in a text, in any of its cases. */
export interface NamePattern {
  readonly words: readonly WordPattern[];
  /** What may stand between two words, as `jointOf` gives it; the first set is for the first two. */
  readonly joints: readonly ReadonlySet<string>[];
  /** Characters that the first word can begin with. */
  readonly firstLetters: readonly string[];
}

/** A pattern for each name, its spellings being cases of the same words; what they have in common makes it narrow. */
export function namePatterns(forms: readonly NameForm[]): NamePattern[] {
  return clusterForms(forms, () => undefined)
    .filter(({ readings }) => readings.length > 0)
    .map(toPattern);
}

function toPattern({ forms, readings }: Cluster): NamePattern {
  const names = forms.map(({ value }) => ({ value, words: writtenWords(value) }));
  const jointAfter = (index: number) =>
    names.map(({ value, words }) => jointOf(value, words[index]?.end ?? 0, words[index + 1]?.start ?? 0));
  return {
    words: readings.map((each, index) => ({
      readings: each,
      spellings: new Set(names.map(({ words }) => spellingOf(words[index]?.written ?? ''))),
      answers: new Map(),
    })),
    joints: readings.slice(1).map((_, index) => new Set(jointAfter(index))),
    firstLetters: [
      ...new Set(forms.flatMap(({ words: [first = ''] }) => writtenLetters([...first][0] ?? ''))),
    ],
  };
}

/** What stands between two words, without blanks and quotation marks; a blank line is a joint that no name has. */
export function jointOf(text: string, start: number, end: number): string {
  if (countLineEnds(text, start, end) === 2) return '\n\n';
  return text
    .slice(start, end)
    .replace(/[\s«»„“”"]+/gu, '')
    .replaceAll('‑', '-');
}

/** Whether the word of a text can be the pattern's word at `index`, in whatever case. */
export function fitsWord({ words }: NamePattern, index: number, written: string): boolean {
  const pattern = words[index];
  if (!pattern) return false;
  const known = pattern.answers.get(written);
  if (known !== undefined) return known;
  const fits = isSpeltAlike(pattern, written) || isSentenceStart(words, index, written);
  const answer = fits && mayBeForms(pattern.readings, readWord(normaliseWord(written)));
  pattern.answers.set(written, answer);
  return answer;
}

/** `Правительство России` may have its capital from the start of a sentence, as long as another word has one too. */
function isSentenceStart(words: readonly WordPattern[], index: number, written: string): boolean {
  const others = words.slice(1);
  return (
    index === 0 && spellingOf(written) === 'lower' && others.some(({ spellings }) => !spellings.has('lower'))
  );
}

/** Capitals tell `Мир` from `мир` and `ИРА` from `Ира`; a headline in capitals holds names too, if they are long enough. */
function isSpeltAlike({ spellings }: WordPattern, written: string): boolean {
  const spelling = spellingOf(written);
  if (spellings.has(spelling) || spellings.has('lower')) return true;
  return spelling !== 'lower' && written.length >= 4;
}

function spellingOf(written: string): Spelling {
  // An abbreviation can have a case ending: `МИДе`.
  const isAbbreviation =
    /^[\p{Lu}\p{M}\p{N}'’]+[а-яё]{0,2}$/u.test(written) && /\p{Lu}.*\p{Lu}/u.test(written);
  if (isAbbreviation) return 'upper';
  return /^\p{Lu}/u.test(written) ? 'capital' : 'lower';
}
