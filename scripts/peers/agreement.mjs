/**
 * What a peer makes of the same few pairs: `scores` (probabilities of positive and negative) or `logits`, and the ids
 * of its rows; `same` tells which rows are the engine's.
 * @typedef {{ scores?: number[][]; logits?: number[][]; ids?: number[][]; same?: boolean[] }} Check
 */

/** Pairs of peers that must say the same, with the greatest difference of probabilities that is allowed. */
const comparisons = [
  { one: 'pair-1', other: 'onnx-int8', tolerance: 0.01 },
  { one: 'onnx-int8', other: 'onnx-int8-1', tolerance: 0.01 },
  { one: 'onnx-int8', other: 'transformers-int8', tolerance: 0.01 },
  { one: 'onnx-fp32', other: 'transformers-fp32', tolerance: 0.001 },
  { one: 'onnx-fp32', other: 'torch-fp32-padded', tolerance: 0.001 },
  { one: 'torch-fp32-padded', other: 'torch-bf16-padded', tolerance: 0.1 },
  { one: 'torch-bf16-padded', other: 'torch-bf16-sorted', tolerance: 0.1 },
];

/**
 * Compares what the peers said of the same pairs, on the rows that both cut alike; a line for each comparison.
 * @param {ReadonlyMap<string, Check>} checks by peer
 * @returns {string[]}
 * @throws {Error} when two differ more than they may, or too few rows can be compared
 */
export function compareChecks(checks) {
  const lines = [];
  for (const { one, other, tolerance } of comparisons) {
    const [a, b] = [checks.get(one), checks.get(other)];
    if (a === undefined || b === undefined) continue;
    const [left, right] = [probabilities(a), probabilities(b)];
    const rows = [...left.keys()].filter((row) => sameRow(a, b, row));
    const worst = Math.max(...rows.map((row) => distance(left[row] ?? [], right[row] ?? [])));
    const spread = Math.max(...rows.map((row) => distance(left[row] ?? [], left[rows[0] ?? 0] ?? [])));
    const line = `${one} and ${other}: ${rows.length} of ${left.length} rows cut alike, probabilities differ by ${worst.toExponential(1)} at most (between rows by ${spread.toFixed(2)})`;
    // A difference that is not a number is no agreement either.
    if (!(worst <= tolerance) || rows.length < left.length * 0.7 || left.length !== right.length)
      throw new Error(`Not the same model: ${line}`);
    lines.push(line);
  }
  return lines;
}

/** @param {Check} check */
function probabilities({ scores, logits = [] }) {
  if (scores !== undefined) return scores;
  return logits.map((row) => {
    const odds = row.map((logit) => Math.exp(logit - Math.max(...row)));
    const sum = odds.reduce((a, b) => a + b);
    return odds.slice(1).map((odd) => odd / sum);
  });
}

/**
 * @param {Check} a
 * @param {Check} b
 * @param {number} row
 */
function sameRow(a, b, row) {
  if (a.ids && b.ids) return JSON.stringify(a.ids[row]) === JSON.stringify(b.ids[row]);
  return (a.same ?? b.same)?.[row] === true;
}

/**
 * @param {readonly number[]} a
 * @param {readonly number[]} b
 */
function distance(a, b) {
  if (a.length !== b.length) return Number.NaN;
  return Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? Number.NaN))));
}
