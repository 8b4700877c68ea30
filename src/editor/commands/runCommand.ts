import { commands, l10n, window } from 'vscode';
import { describeKnownError, type ErrorDescription, isCancellation } from '../describeError.ts';
import { commandIds } from '../ids.ts';
import type { Log } from '../log.ts';

/** What a command does; `undefined` arguments come from the palette, others from links, menus and keys. */
export type CommandHandler = (...args: readonly unknown[]) => unknown;

/**
 * Runs `handler` as every command is run: cancellation is quiet, a known error becomes one message with a way out,
 * an unknown one goes to the log with its stack.
 */
export async function runCommand(
  id: string,
  handler: CommandHandler,
  args: readonly unknown[],
  log: Log,
): Promise<unknown> {
  try {
    return await handler(...args);
  } catch (error) {
    if (!isCancellation(error)) {
      const description = describeKnownError(error);
      log.error(`${id} failed.`, error);
      // Not awaited: the command is over, and the message may stay for as long as it likes.
      void showError(description ?? unknownError(error));
    }
    return undefined;
  }
}

function unknownError(error: unknown): ErrorDescription {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    message: l10n.t('Something went wrong that should not have: {0}', reason),
    actions: [{ title: l10n.t('Show Log'), command: commandIds.showLog }],
  };
}

async function showError({ message, actions }: ErrorDescription): Promise<void> {
  const chosen = await window.showErrorMessage(message, ...actions);
  if (chosen) await commands.executeCommand(chosen.command, ...(chosen.args ?? []));
}
