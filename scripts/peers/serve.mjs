import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * What every peer gets to work on.
 * @typedef {object} Block
 * @property {{ text: string; mentions: readonly import('../../src/core/annotations.ts').EntityMention[] }} document
 * @property {readonly (readonly [string, string])[]} pairs AREkit's two texts of each pair that is judged, in order
 *
 * @typedef {object} Peer
 * @property {(block: Block) => Promise<{ pairs: number; finite: boolean }>} run the whole block once
 * @property {(block: Block, count: number) => Promise<object>} check what it makes of the first pairs
 */

/** @param {string} file */
export function readBlocks(file) {
  return /** @type {Block[]} */ (JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * Answers requests from stdin on stdout, an object a line, until stdin ends: as `serve` of
 * training/aredit_training/benchmark_peers.py.
 * @param {readonly Block[]} blocks
 * @param {Peer} peer
 */
export async function serve(blocks, peer) {
  const say = (/** @type {object} */ answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
  say({ ready: true });
  for await (const line of createInterface({ input: process.stdin })) {
    const { block: number, count, seconds } = JSON.parse(line);
    const block = blocks[number];
    if (block === undefined) throw new Error(`There is no block ${number}.`);
    if (count !== undefined) {
      say(await peer.check(block, count));
      continue;
    }
    const begin = performance.now();
    const cpu = process.cpuUsage();
    const total = { pairs: 0, finite: true };
    do {
      const { pairs, finite } = await peer.run(block);
      total.pairs += pairs;
      total.finite &&= finite;
    } while (performance.now() - begin < seconds * 1000);
    const { user, system } = process.cpuUsage(cpu);
    say({ ...total, seconds: (performance.now() - begin) / 1000, cpuSeconds: (user + system) / 1e6 });
  }
}
