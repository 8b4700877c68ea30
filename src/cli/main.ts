#!/usr/bin/env node
// The command `aredit`: arguments in, exit code out. Each command lives in a file of its name.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import * as v from 'valibot';
import { addAgreeCommand } from './agree.ts';
import { addConvertCommand } from './convert.ts';
import { addEvaluateCommand } from './evaluate.ts';
import { addExtractCommand } from './extract.ts';
import { addSamplesCommand } from './samples.ts';
import { processTerminal } from './terminal.ts';

/** The folder of the package: this file is bundled to `dist/cli.js`. */
const packageFolder = join(__dirname, '..');

async function main(): Promise<void> {
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const program = new Command('aredit')
    .description('Sentiment attitudes between the entities of Russian texts: who is for and against whom.')
    .version(readVersion())
    .showHelpAfterError('(aredit --help tells more)')
    .exitOverride();
  addExtractCommand(program, processTerminal, {
    hostPath: join(packageFolder, 'dist', 'engineHost.js'),
    modelsFolder: join(packageFolder, 'models'),
  });
  addSamplesCommand(program);
  addConvertCommand(program);
  addEvaluateCommand(program);
  addAgreeCommand(program);
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version were asked for and shown; all else is wrong usage.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}

function readVersion(): string {
  const content: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  return v.parse(v.object({ version: v.string() }), content).version;
}

void main();
