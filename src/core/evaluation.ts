/** An opinion by the names of its ends, as a line of an `.opin.txt` file has it. */
export interface NamedOpinion {
  readonly source: string;
  readonly target: string;
  readonly label: Sign;
}

/** What is to be compared of one document. */
export interface EvaluatedDocument {
  readonly id: string;
  readonly gold: readonly NamedOpinion[];
  /** `undefined` if nobody predicted anything about the document, which is not the same as no opinion. */
  readonly predicted: readonly NamedOpinion[] | undefined;
}

export interface EvaluationOptions {
  /**
   * `extraction`: of all pairs of entities, which hold an opinion (the leaderboard's three classes);
   * `classification`: of the pairs known to hold one, which (two classes).
   */
  readonly mode: 'extraction' | 'classification';
  /** The leaderboard leaves documents without a prediction out; `empty` counts them as predicted to hold none. */
  readonly absentDocuments: 'skip' | 'empty';
  /** A predicted pair that gold lacks, in the mode `classification`: the leaderboard refuses it. */
  readonly foreignPairs: 'refuse' | 'drop';
}

/** Precision and recall of one label, each in [0, 1]. */
interface Score {
  readonly precision: number;
  readonly recall: number;
}

interface DocumentScore {
  readonly id: string;
  readonly positive: Score;
  readonly negative: Score;
}

/** What became of the predicted opinions. */
interface OpinionCounts {
  readonly kept: number;
  /** An end stands in no group of synonyms. */
  readonly unknown: number;
  /** Both ends are one entity. */
  readonly loop: number;
  /** The pair has an opinion already. */
  readonly duplicate: number;
}

export interface Evaluation {
  /** Mean of the F1 of both labels: what the leaderboard ranks by. */
  readonly f1: number;
  readonly positive: Score & { readonly f1: number };
  readonly negative: Score & { readonly f1: number };
  /** Those that count, in the order given. */
  readonly documents: readonly DocumentScore[];
  readonly predictions: OpinionCounts;
}

type Sign = 'positive' | 'negative';
type Fate = keyof OpinionCounts;
/** The label of each pair of entities. */
type Opinions = ReadonlyMap<string, Sign>;

/** Predictions that cannot be scored; the message names the document and what to do. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  readonly reason = 'pairNotInGold';
  constructor(
    readonly documentId: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The score of the RuSentRel leaderboard: precision and recall of each label per document, their means over documents,
 * F1 of the means, and the mean of both labels. Opinions with an end that `groupOf` does not know, with both ends in
 * one group, or about a pair that has one already are left out, of gold and of predictions alike.
 * @param groupOf the entity that a name means, `undefined` for an unknown name; `SynonymIndex` has such a lookup
 * @throws EvaluationError in the mode `classification` for a predicted pair that gold lacks, unless such are dropped
 */
export function evaluateOpinions(
  documents: readonly EvaluatedDocument[],
  groupOf: (name: string) => number | string | undefined,
  options: EvaluationOptions,
): Evaluation {
  const predictions = { kept: 0, unknown: 0, loop: 0, duplicate: 0 };
  const scores = documents
    .filter(({ predicted }) => predicted !== undefined || options.absentDocuments === 'empty')
    .map((document): DocumentScore => {
      const gold = collectOpinions(document.gold, groupOf);
      const isKept = ({ source, target }: NamedOpinion) =>
        options.foreignPairs === 'refuse' || gold.has(keyOf(groupOf(source), groupOf(target)));
      const given = (document.predicted ?? []).filter(isKept);
      const predicted = collectOpinions(given, groupOf, (fate) => {
        predictions[fate]++;
      });
      if (options.mode === 'classification') refuseForeignPairs(document.id, gold, predicted);
      return {
        id: document.id,
        positive: scoreLabel('positive', gold, predicted, options.mode),
        negative: scoreLabel('negative', gold, predicted, options.mode),
      };
    });
  const positive = averageScore(scores.map((score) => score.positive));
  const negative = averageScore(scores.map((score) => score.negative));
  return { f1: (positive.f1 + negative.f1) / 2, positive, negative, documents: scores, predictions };
}

type Group = number | string | undefined;

function keyOf(source: Group, target: Group): string {
  return JSON.stringify([source, target]);
}

function collectOpinions(
  opinions: readonly NamedOpinion[],
  groupOf: (name: string) => Group,
  tell: (fate: Fate) => void = () => undefined,
): Opinions {
  const labels = new Map<string, Sign>();
  for (const { source, target, label } of opinions) {
    const [from, to] = [groupOf(source), groupOf(target)];
    const key = keyOf(from, to);
    const fate = fateOf(from, to, labels.has(key));
    tell(fate);
    if (fate === 'kept') labels.set(key, label);
  }
  return labels;
}

function fateOf(source: Group, target: Group, isKnown: boolean): Fate {
  if (source === undefined || target === undefined) return 'unknown';
  if (source === target) return 'loop';
  return isKnown ? 'duplicate' : 'kept';
}

function refuseForeignPairs(documentId: string, gold: Opinions, predicted: Opinions): void {
  const foreign = [...predicted.keys()].filter((key) => !gold.has(key)).length;
  if (foreign === 0) return;
  throw new EvaluationError(
    documentId,
    `Document ${documentId}: ${foreign} predicted pairs have no opinion in gold, which the mode "classification" does not allow. Drop them or use the mode "extraction".`,
  );
}

function scoreLabel(
  label: Sign,
  gold: Opinions,
  predicted: Opinions,
  mode: EvaluationOptions['mode'],
): Score {
  const isCounted = (key: string) => mode === 'extraction' || predicted.has(key);
  const found = [...predicted].filter(([, each]) => each === label);
  const wanted = [...gold].filter(([key, each]) => each === label && isCounted(key));
  const right = found.filter(([key]) => gold.get(key) === label).length;
  // Nothing to find is found completely; to find what is not there is never right.
  const empty = [...gold.values()].includes(label) ? 0 : 1;
  return {
    precision: found.length > 0 ? right / found.length : empty,
    recall: wanted.length > 0 ? right / wanted.length : empty,
  };
}

function averageScore(scores: readonly Score[]): Score & { f1: number } {
  const count = scores.length || 1;
  const precision = scores.reduce((sum, score) => sum + score.precision, 0) / count;
  const recall = scores.reduce((sum, score) => sum + score.recall, 0) / count;
  const f1 = precision * recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision, recall, f1 };
}
