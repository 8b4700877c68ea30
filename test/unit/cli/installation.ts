import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { tinyFolder } from '../engine/folders.ts';
import { bundle, projectFolder } from '../engine/hostBundle.ts';

/** What a run of the command came to. */
interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as it is installed, with the tiny models in place of the real ones. */
export interface InstalledCommand {
  /** Runs it to its end. */
  run(args: readonly string[], stdin?: string): Promise<Run>;
  /** Starts it; the caller sees to its end. */
  start(args: readonly string[]): ChildProcess;
  folder(): string;
}

/** Installs the command for the tests of one file. */
export function installCommand(): InstalledCommand {
  let folder = '';
  beforeAll(async () => {
    folder = projectFolder();
    await bundle({ cli: 'src/cli/main.ts', engineHost: 'src/engine/host.ts' }, join(folder, 'dist'));
    writeFileSync(join(folder, 'package.json'), '{"version":"1.2.3"}');
    for (const task of ['entities', 'attitudes'] as const)
      cpSync(tinyFolder(task), join(folder, 'models', `tiny-${task}`), { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const start = (args: readonly string[]) =>
    spawn(process.execPath, [join(folder, 'dist', 'cli.js'), ...args]);
  return {
    start,
    folder: () => folder,
    run: (args, stdin = '') =>
      new Promise((resolve) => {
        const child = start(args);
        let [stdout, stderr] = ['', ''];
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          stdout += text;
        });
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          stderr += text;
        });
        child.stdin.on('error', () => undefined);
        child.stdin.end(stdin);
        child.on('close', (code) => resolve({ code, stdout, stderr }));
      }),
  };
}
