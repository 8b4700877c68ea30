import { setTimeout as wait } from 'node:timers/promises';
import { commands } from 'vscode';

/**
 * Runs a command that asks and accepts what is offered first, until `isDone`.
 * The command itself may go on: a closing message that waits for an answer belongs to it.
 */
export async function runAccepting(
  command: string,
  isDone: () => Promise<boolean>,
  ...args: readonly unknown[]
): Promise<void> {
  let hasEnded = false;
  const work = Promise.resolve(commands.executeCommand(command, ...args)).finally(() => {
    hasEnded = true;
  });
  const deadline = Date.now() + 20_000;
  while (!hasEnded && !(await isDone())) {
    if (Date.now() > deadline) throw new Error(`${command} neither ended nor did what it should.`);
    await wait(100);
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  if (hasEnded) await work;
}

/** Runs a command that asks, and goes back to the text without an answer. */
export async function runLeaving(command: string): Promise<void> {
  let hasEnded = false;
  const work = Promise.resolve(commands.executeCommand(command)).finally(() => {
    hasEnded = true;
  });
  const deadline = Date.now() + 20_000;
  while (!hasEnded) {
    if (Date.now() > deadline) throw new Error(`${command} cannot be left.`);
    await wait(100);
    await commands.executeCommand('workbench.action.closeQuickOpen');
  }
  await work;
}
