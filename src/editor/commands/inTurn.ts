import type { CommandHandler } from './runCommand.ts';

/**
 * Lets handlers run one after the other, in the order in which their commands were given: keys may come faster than
 * what they do is done, and each has to find what the one before it left.
 */
export function createTurns(): (handler: CommandHandler) => CommandHandler {
  let last: Promise<unknown> = Promise.resolve();
  return (handler) =>
    (...args) => {
      const turn = last.then(() => handler(...args));
      // The next one runs whatever becomes of this one.
      last = turn.catch(() => undefined);
      return turn;
    };
}
