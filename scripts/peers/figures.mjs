/**
 * What the processes of a peer did in one turn.
 * @typedef {{ pairs: number; finite: boolean; seconds: number; cpuSeconds: number }} Turn
 *
 * @typedef {object} Figures
 * @property {number} rate pairs a second, median of the rounds
 * @property {number} least
 * @property {number} most
 * @property {number} ratePerCpu pairs a second of processor time, median
 * @property {readonly number[]} ratios medians of the rates of the first peers divided by this one's in the same round
 */

/**
 * Figures of every peer. Ratios are taken round by round, so that what else the machine does touches both sides.
 * @param {readonly (readonly (readonly Turn[])[])[]} rounds by round and peer: the turns of its processes
 * @param {number} references how many of the first peers the others are compared with
 * @returns {Figures[]}
 * @throws {Error} when something was not computed
 */
export function figuresOf(rounds, references) {
  const rates = rounds.map((peers) => peers.map(rateOf));
  return (rounds[0] ?? []).map((_, peer) => {
    const own = rates.map((round) => round[peer] ?? Number.NaN);
    const perCpu = rounds.map((peers) => {
      const turns = peers[peer] ?? [];
      return sum(turns.map(({ pairs }) => pairs)) / sum(turns.map(({ cpuSeconds }) => cpuSeconds));
    });
    return {
      rate: median(own),
      least: Math.min(...own),
      most: Math.max(...own),
      ratePerCpu: median(perCpu),
      ratios: Array.from({ length: references }, (_, reference) =>
        median(rates.map((round) => (round[reference] ?? Number.NaN) / (round[peer] ?? Number.NaN))),
      ),
    };
  });
}

/** @param {readonly Turn[]} turns of processes that worked at once */
function rateOf(turns) {
  if (turns.length === 0 || turns.some(({ pairs, finite }) => !finite || pairs === 0))
    throw new Error('A peer did not give a number for every pair.');
  return sum(turns.map(({ pairs, seconds }) => pairs / seconds));
}

/** @param {readonly number[]} numbers */
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/** @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
