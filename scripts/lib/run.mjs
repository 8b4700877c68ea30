import { spawn } from 'node:child_process';

/**
 * @typedef {object} Finished
 * @property {number} code exit code; 128 + signal number is not tried: a killed command counts as 1
 * @property {string} output stdout and stderr in the order they came
 *
 * @typedef {import('node:child_process').SpawnOptions & { quiet?: boolean; input?: string }} RunOptions
 * `quiet` keeps the output off the terminal; `input` is written to stdin, which is empty otherwise.
 */

/**
 * Runs a command to its end, whatever its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Finished>}
 */
export function runToEnd(command, args, { quiet = false, input, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    let output = '';
    for (const [stream, terminal] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output += text;
        if (!quiet) terminal.write(text);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
    child.stdin?.end(input);
  });
}

/**
 * Runs a command that must succeed and returns its output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @throws {Error} with the end of the output when the exit code is not 0
 */
export async function run(command, args, options) {
  const { code, output } = await runToEnd(command, args, options);
  if (code === 0) return output;
  const shown = options?.quiet ? `\n${output.slice(-4000)}` : '';
  throw new Error(`"${[command, ...args].join(' ')}" ended with exit code ${code}.${shown}`);
}
