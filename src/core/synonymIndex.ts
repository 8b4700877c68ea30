import { stemWord } from './stem.ts';

const word = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu;
const caseEnding = /(?:[аеиоуыэюяй]*(?:[оеаяыи]м|[аяыи]х|[ое]го|[ое]му|[аяыи]ми)|[аеиоуыэюяйь]+)$/;
/** Latin letters that look like Cyrillic ones, by their lower-case forms. */
const homoglyphs: ReadonlyMap<string, string> = new Map(
  [...'aeopcyxkmhtb'].map((letter, index) => [letter, 'аеорсухкмнтв'.charAt(index)]),
);
/** A name without the vowels that case adds: `китай` and `китаем`, `иран` and `ираном` become equal. */
function withoutCaseEnding(part: string): string {
  const lowerCase = part.replaceAll('ё', 'е');
  const rest = lowerCase.replace(caseEnding, '');
  return [...rest].length >= 2 ? rest : lowerCase;
}

function words(name: string): string[] {
  return name.match(word) ?? [];
}

function keyOf(name: string, cut: (part: string) => string): string {
  return words(name)
    .flatMap((each) => each.split('-'))
    .map(cut)
    .join(' ');
}

function normalise(name: string): string {
  return words(name.replaceAll('ё', 'е')).join(' ');
}

/**
 * Finds the group of a name as the RuSentRel leaderboard's score does, with stems in place of Mystem's lemmas:
 * the name itself in lower case, then without marks and with `ё` as `е`, then without case endings, then by stems,
 * then all that again with Latin letters in Cyrillic words read as the Cyrillic ones they look like.
 */
export class SynonymIndex {
  private readonly exact = new Map<string, number>();
  private readonly normalised = new Map<string, number>();
  private readonly byCaseless = new Map<string, number>();
  private readonly byStems = new Map<string, number>();
  private readonly found = new Map<string, number | undefined>();

  /**
   * @param groups as `parseSynonyms` gives them; a name in several groups belongs to the last one,
   * but an inexact key of several groups means the one whose name came first.
   */
  constructor(
    groups: readonly (readonly string[])[],
    private readonly foldsHomoglyphs = true,
  ) {
    for (const [group, names] of groups.entries()) {
      for (const name of names) {
        const value = name.toLowerCase();
        this.exact.set(value, group);
        this.normalised.set(normalise(value), group);
      }
    }
    for (const [value, group] of this.exact) {
      setIfNew(this.byCaseless, keyOf(value, withoutCaseEnding), group);
      setIfNew(this.byStems, keyOf(value, stemWord), group);
    }
  }

  /** Index of the name's group in the groups given, `undefined` for a name that no group knows. */
  groupOf(name: string): number | undefined {
    if (this.exact.size === 0) return undefined;
    const value = name.trim().toLowerCase();
    if (this.found.has(value)) return this.found.get(value);
    const group = this.lookUp(value);
    this.found.set(value, group);
    return group;
  }

  private lookUp(value: string): number | undefined {
    const exact = this.exact.get(value);
    if (exact !== undefined) return exact;
    const normalised = normalise(value);
    if (normalised === '') return undefined;
    const group =
      this.normalised.get(normalised) ??
      this.byCaseless.get(keyOf(value, withoutCaseEnding)) ??
      this.byStems.get(keyOf(value, stemWord));
    if (group !== undefined || !this.foldsHomoglyphs) return group;
    if (!/[а-яё]/.test(value) || !/[a-z]/.test(value)) return undefined;
    const folded = value.replace(/[a-z]/g, (letter) => homoglyphs.get(letter) ?? letter);
    return folded === value ? undefined : this.lookUp(folded);
  }
}

function setIfNew(map: Map<string, number>, key: string, group: number): void {
  if (!map.has(key)) map.set(key, group);
}
