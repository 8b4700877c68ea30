import type { Comparison } from '../comparison/comparison.ts';
import type { Comparisons } from '../comparison/comparisons.ts';
import { revealDisagreement } from '../comparison/revealDisagreement.ts';
import type { CommandHandler } from './runCommand.ts';

/** Takes the last decision back, or does it again, and shows what it was about. */
export function undoDecision(comparisons: Comparisons): {
  readonly undo: CommandHandler;
  readonly redo: CommandHandler;
} {
  const move = (direction: 'undo' | 'redo') => async () => {
    const comparison: Comparison | undefined = await comparisons.get();
    const key = await comparison?.adjudication?.[direction]((id) => comparison.entry(id));
    const found = key && comparison?.find(key);
    if (comparison && found) await revealDisagreement(comparison, found);
  };
  return { undo: move('undo'), redo: move('redo') };
}
