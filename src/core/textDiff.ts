import { stepsOf, type TextStep } from './textPatch.ts';

/**
 * The one step that turns `before` into `after` when nobody told the changes: after a reload, or with other line ends.
 * Whole lines and words that are in both stay. Empty for equal texts; found in about linear time.
 */
export function stepBetween(before: string, after: string): TextStep {
  const [step] = stepsOf(before, [{ span: { start: 0, end: before.length }, text: after }]);
  return step ?? [];
}
