/** How much two annotators have in common. Figures in [0, 1], `undefined` where there is nothing to divide by. */
export interface Score {
  /** How many A has. */
  readonly a: number;
  /** How many B has. */
  readonly b: number;
  readonly matched: number;
  /** Share of B's that A has too: precision if A is right, recall if B is. */
  readonly precision: number | undefined;
  /** Share of A's that B has too: recall if A is right, precision if B is. */
  readonly recall: number | undefined;
  /** The same whoever is right; `undefined` if neither has any. */
  readonly f1: number | undefined;
}

/** Means of figures; `undefined` where there are none. */
export type MeanScore = Pick<Score, 'precision' | 'recall' | 'f1'>;

/** The score of one part: a type or a document. */
interface NamedScore {
  readonly name: string;
  readonly score: Score;
}

/** Scores of all documents together and of parts. */
export interface ScoreTable {
  /** All documents and types together. */
  readonly micro: Score;
  /** By name of type; empty where types do not count. */
  readonly byType: readonly NamedScore[];
  /** In the order of documents. */
  readonly byDocument: readonly NamedScore[];
  /** Over the types that A or B has; a share that has nothing to divide by counts as 0, as in scikit-learn. */
  readonly macroByType: MeanScore;
  /** Over the documents where A or B has any; likewise. */
  readonly macroByDocument: MeanScore;
}

/** What was counted in one document: the types of A's annotations, of B's, and of the matches. */
export interface CountedTypes {
  readonly id: string;
  readonly a: readonly string[];
  readonly b: readonly string[];
  readonly matched: readonly string[];
}

/** The scores of `documents`; `isTyped` says whether to give those of each type. */
export function tabulateScores(documents: readonly CountedTypes[], isTyped: boolean): ScoreTable {
  const of = (pick: (document: CountedTypes) => readonly string[]) => documents.flatMap(pick);
  const all = { a: of(({ a }) => a), b: of(({ b }) => b), matched: of(({ matched }) => matched) };
  const [a, b, matched] = [countEach(all.a), countEach(all.b), countEach(all.matched)];
  const types = isTyped ? [...new Set([...a.keys(), ...b.keys()])].sort() : [];
  const byType = types.map((name) => ({
    name,
    score: scoreOf(a.get(name) ?? 0, b.get(name) ?? 0, matched.get(name) ?? 0),
  }));
  const byDocument = documents.map((document) => ({
    name: document.id,
    score: scoreOf(document.a.length, document.b.length, document.matched.length),
  }));
  return {
    micro: scoreOf(all.a.length, all.b.length, all.matched.length),
    byType,
    byDocument,
    macroByType: meanOf(byType),
    macroByDocument: meanOf(byDocument),
  };
}

function scoreOf(a: number, b: number, matched: number): Score {
  const share = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);
  return {
    a,
    b,
    matched,
    precision: share(matched, b),
    recall: share(matched, a),
    f1: share(2 * matched, a + b),
  };
}

function meanOf(parts: readonly NamedScore[]): MeanScore {
  const counted = parts.filter(({ score }) => score.f1 !== undefined);
  const mean = (pick: (score: Score) => number | undefined) =>
    counted.length === 0
      ? undefined
      : counted.reduce((sum, { score }) => sum + (pick(score) ?? 0), 0) / counted.length;
  return {
    precision: mean(({ precision }) => precision),
    recall: mean(({ recall }) => recall),
    f1: mean(({ f1 }) => f1),
  };
}

function countEach(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
