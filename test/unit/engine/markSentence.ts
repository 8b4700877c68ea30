import type { MarkedSentence } from '../../../src/engine/attitudeClassifier.ts';

/** A sentence whose mentions are all entities of their own. */
export function markSentence(
  text: string,
  mentions: readonly { start: number; end: number; type: string }[],
): MarkedSentence {
  return {
    text,
    mentions: mentions.map(({ start, end, type }, index) => ({
      span: { start, end },
      type,
      entityId: String(index),
    })),
  };
}
