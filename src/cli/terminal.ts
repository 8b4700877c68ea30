import { once } from 'node:events';

/** Where a command writes to; the only place that touches the process's own streams. */
export interface Terminal {
  /** Results. Resolves when the reader has room for more. */
  write(text: string): Promise<void>;
  /** One line for people: what failed, was left out, or how far work is. */
  report(line: string): void;
  /** How far work is: a line that the next one replaces. Shown to a person only. */
  status(line: string): void;
  /** What the process will end with: 0 all was done, 1 some input failed. */
  setExitCode(code: 0 | 1): void;
  /** Whether a person watches, so that progress is worth showing. */
  readonly isInteractive: boolean;
}

const isInteractive = process.stderr.isTTY === true;
const eraseLine = '\r\u001b[2K';

/** The terminal of this process. */
export const processTerminal: Terminal = {
  async write(text) {
    if (process.stdout.isTTY && isInteractive) process.stderr.write(eraseLine);
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  },
  report(line) {
    process.stderr.write(`${isInteractive ? eraseLine : ''}${line}\n`);
  },
  status(line) {
    if (isInteractive) process.stderr.write(eraseLine + line.slice(0, (process.stderr.columns || 80) - 1));
  },
  setExitCode(code) {
    process.exitCode = code;
  },
  isInteractive,
};
