/** Logarithms of the probabilities of one classification: log-softmax of `logits` divided by `temperature`. */
export function logProbabilities(logits: Float32Array, temperature: number): number[] {
  const scaled = Array.from(logits, (logit) => logit / temperature);
  const greatest = Math.max(...scaled);
  const logSum = greatest + Math.log(scaled.reduce((sum, logit) => sum + Math.exp(logit - greatest), 0));
  return scaled.map((logit) => logit - logSum);
}
