/** A mention in terms of words: half-open word indices. */
export interface LabelledRun {
  readonly first: number;
  readonly end: number;
  readonly type: string;
  /** Product of the probabilities of its words' labels. */
  readonly probability: number;
}

/**
 * Mentions by the likeliest sequence of labels in which `I-X` follows only `B-X` or `I-X` (Viterbi; of equals the
 * label that the manifest names first).
 * @param scores log-probabilities, a row a word, in the order of `labels`.
 */
export function decodeMentions(
  scores: readonly (readonly number[])[],
  labels: readonly string[],
): LabelledRun[] {
  const runs: LabelledRun[] = [];
  let open: { first: number; type: string; score: number } | undefined;
  const close = (end: number) => {
    if (open !== undefined) {
      runs.push({ first: open.first, end, type: open.type, probability: Math.exp(open.score) });
    }
    open = undefined;
  };
  for (const [word, labelIndex] of bestPath(scores, labels).entries()) {
    const label = labels[labelIndex] ?? 'O';
    const score = scores[word]?.[labelIndex] ?? 0;
    if (label.startsWith('I-') && open !== undefined) {
      open.score += score;
      continue;
    }
    close(word);
    if (label !== 'O') open = { first: word, type: label.slice(2), score };
  }
  close(scores.length);
  return runs;
}

function bestPath(scores: readonly (readonly number[])[], labels: readonly string[]): number[] {
  // Labels that may stand before each label; none of them for I- at the beginning.
  const allowedBefore = labels.map((label) =>
    labels.flatMap((before, index) =>
      label.startsWith('I-') && before.slice(2) !== label.slice(2) ? [] : [index],
    ),
  );
  const origins: number[][] = [];
  let best = labels.map((label, index) =>
    label.startsWith('I-') ? Number.NEGATIVE_INFINITY : (scores[0]?.[index] ?? 0),
  );
  for (const row of scores.slice(1)) {
    const previous = best;
    const origin = allowedBefore.map((before) =>
      before.reduce((winner, index) => ((previous[index] ?? 0) > (previous[winner] ?? 0) ? index : winner)),
    );
    best = labels.map((_, index) => (previous[origin[index] ?? 0] ?? 0) + (row[index] ?? 0));
    origins.push(origin);
  }
  if (scores.length === 0) return [];
  const path = [best.indexOf(Math.max(...best))];
  for (const origin of origins.reverse()) path.push(origin[path.at(-1) ?? 0] ?? 0);
  return path.reverse();
}
