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

/** Waits for a quick pick, goes down so many items from the first, and accepts. */
export async function acceptItem(index: number): Promise<void> {
  // Nothing tells that it is there; the first step down does nothing before.
  await wait(1000);
  for (let step = 0; step < index; step += 1)
    await commands.executeCommand('workbench.action.quickOpenSelectNext');
  await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}
