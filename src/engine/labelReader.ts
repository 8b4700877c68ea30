import type { Label } from '../core/annotations.ts';
import type { AttitudesManifest } from './manifest.ts';
import { logProbabilities } from './softmax.ts';

/** A probability for each label; they add up to 1. */
export type LabelProbabilities = Readonly<Record<Label, number>>;

/** Reads the logits of one pair: temperature, softmax and order of labels are the manifest's. */
export function labelReader({
  labels,
  temperature,
}: AttitudesManifest): (logits: Float32Array) => LabelProbabilities {
  const places = {
    neutral: labels.indexOf('neutral'),
    positive: labels.indexOf('positive'),
    negative: labels.indexOf('negative'),
  };
  return (logits) => {
    const probabilities = logProbabilities(logits, temperature).map(Math.exp);
    return {
      neutral: probabilities[places.neutral] ?? 0,
      positive: probabilities[places.positive] ?? 0,
      negative: probabilities[places.negative] ?? 0,
    };
  };
}
