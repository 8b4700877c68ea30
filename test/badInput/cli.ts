import { type ChildProcess, spawn } from 'node:child_process';
import { inProject } from '../../scripts/lib/paths.mjs';

/** How a run of the command line ended. */
export interface Ended {
  /** `undefined` when a signal ended it. */
  readonly code: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

/** A run that is under way. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** The tiny models, as options. */
const tinyModels: readonly string[] = [
  '--model',
  inProject('test', 'data', 'models', 'tiny-attitudes'),
  '--model',
  inProject('test', 'data', 'models', 'tiny-entities'),
];

/** Starts the command line as users have it, in a process of its own. */
export function start(args: readonly string[], stdin: string | Buffer = ''): Running {
  const began = Date.now();
  const child = spawn(process.execPath, [inProject('dist', 'cli.js'), ...args], { stdio: 'pipe' });
  const ended = new Promise<Ended>((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    // Whoever reads may stop early: then writing on is in vain, and no error of ours.
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({
        code: code ?? undefined,
        signal: signal ?? undefined,
        stdout,
        stderr,
        durationMs: Date.now() - began,
      }),
    );
  });
  child.stdin.end(stdin);
  return { process: child, ended };
}

/** Runs the command line to its end. */
export function run(args: readonly string[], stdin: string | Buffer = ''): Promise<Ended> {
  return start(args, stdin).ended;
}

/** `extract` with the tiny models. */
export const extract = (...args: readonly string[]): readonly string[] => ['extract', ...tinyModels, ...args];
