import { Command, CommanderError } from 'commander';
import type { Terminal } from '../../../src/cli/terminal.ts';

/** What a command wrote and how it ended. */
export interface Outcome {
  readonly stdout: string;
  /** Lines for people. */
  readonly reports: readonly string[];
  readonly exitCode: number;
}

/** Runs a command in this process, as `aredit ...args` would. */
export async function runCommand(
  add: (program: Command, terminal: Terminal) => void,
  ...args: readonly string[]
): Promise<Outcome> {
  let stdout = '';
  let exitCode = 0;
  const reports: string[] = [];
  const terminal: Terminal = {
    write: async (text) => {
      stdout += text;
    },
    report: (line) => reports.push(line),
    status: () => undefined,
    setExitCode: (code) => {
      exitCode = code;
    },
    isInteractive: false,
  };
  const program = new Command('aredit').exitOverride().configureOutput({
    writeOut: (text) => {
      stdout += text;
    },
    writeErr: (text) => reports.push(text.trimEnd()),
  });
  add(program, terminal);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    exitCode = error.exitCode === 0 ? 0 : 2;
  }
  return { stdout, reports, exitCode };
}
