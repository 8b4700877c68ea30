// Measures how many pairs a second the shipped attitude model judges, beside other ways to judge them:
//
//   npm run benchmark -- [--rounds N] [--seconds S] [--sentences N] [--model FOLDER] [--json FILE]
//
// Texts are RuSentRel's articles, entities given; a pair is an ordered one of mentions of two entities in a sentence.
// What ships reads a row a sentence. The others read a row a pair (`nli_m`), with one model of the shipped one's size
// and random weights, since speed does not depend on them; peers outside the engine get the two texts ready made.
// All take turns, `rounds` times, each on the first `sentences` of the same article, again and again for `seconds`.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { inProject } from './lib/paths.mjs';
import { compareChecks } from './peers/agreement.mjs';
import { figuresOf } from './peers/figures.mjs';
import { listPeers } from './peers/list.mjs';
import { PeerProcess } from './peers/process.mjs';
import { setUpPeers, writeBlocks } from './peers/setUp.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    sentences: { type: 'string', default: '20' },
    model: { type: 'string', default: inProject('models', 'attitudes-ru') },
    json: { type: 'string' },
  },
});
const checkedPairs = 60;
const rounds = Number(values.rounds);
const folder = inProject('.cache', 'benchmark');
await mkdir(folder, { recursive: true });
const setting = await setUpPeers(folder, values.model);
const blockSizes = await writeBlocks(setting, Number(values.sentences));
const plans = listPeers(setting);
const loads = [loadavg()[0] ?? 0];
const busy = [await shareOfOthers()];
/** @type {PeerProcess[][]} */
const peers = [];
try {
  for (const { processes, command, args, env } of plans) {
    /** @type {PeerProcess[]} */
    const peer = [];
    peers.push(peer);
    for (let count = 0; count < processes; count += 1) {
      peer.push(new PeerProcess(command, args, { ...process.env, ...env }));
      // One after the other: all at once would take minutes on a busy machine.
      await peer.at(-1)?.ready();
    }
  }
  /** @type {Map<string, any>} */
  const checks = new Map();
  for (const [index, [first]] of peers.entries())
    checks.set(plans[index]?.id ?? '', await first?.ask({ block: 0, count: checkedPairs }));
  const agreement = compareChecks(checks);

  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    /** @type {import('./peers/figures.mjs').Turn[][]} */
    const turns = plans.map(() => []);
    // Another one begins each round, should the machine be busier at one end of it.
    for (let turn = 0; turn < peers.length; turn += 1) {
      const index = (turn + round) % peers.length;
      const request = { block: round % blockSizes.length, seconds: Number(values.seconds) };
      turns[index] = await Promise.all((peers[index] ?? []).map((each) => each.ask(request)));
    }
    measured.push(turns);
    loads.push(loadavg()[0] ?? 0);
    busy.push(await shareOfOthers());
    console.error(`round ${round + 1} of ${rounds}`);
  }
  await report(figuresOf(measured, 2), agreement);
} finally {
  for (const peer of peers) for (const each of peer) each.stop();
}

/** Share of all processors that others use while we do nothing. */
async function shareOfOthers() {
  const [before] = [times(), await wait(2000)];
  const after = times();
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

function times() {
  const each = cpus().map((cpu) => cpu.times);
  const all = each.flatMap((kinds) => Object.values(kinds)).reduce((a, b) => a + b, 0);
  return { idle: each.reduce((sum, { idle }) => sum + idle, 0), all };
}

/**
 * @param {readonly import('./peers/figures.mjs').Figures[]} figures
 * @param {readonly string[]} agreement
 */
async function report(figures, agreement) {
  const { pairModel } = setting;
  const machine = {
    cpu: cpus()[0]?.model,
    cores: availableParallelism(),
    node: process.version,
    loadAverage: loads.map((load) => Number(load.toFixed(1))),
    othersPercent: busy.map((share) => Math.round(100 * share)),
  };
  const texts = {
    pairs: Array.from({ length: rounds }, (_, round) => blockSizes[round % blockSizes.length]),
  };
  const rows = plans.map(({ what, format, threads, processes }, index) => ({
    what,
    format,
    threads: processes === 1 && threads === '1 each' ? '1' : threads,
    ...figures[index],
  }));
  console.log(`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}.`);
  console.log(`Load average before and after each round: ${machine.loadAverage.join(', ')}.`);
  console.log(`Other processes used, while this one paused: ${machine.othersPercent.join(', ')} %.`);
  console.log(`Pairs of each round: ${texts.pairs.join(', ')}.`);
  if (pairModel)
    console.log(
      `Encoder: ${pairModel.layers} layers of ${pairModel.hidden}, ${pairModel.vocabulary} subwords.`,
    );
  console.log(`\n${formatRows(rows)}\n`);
  for (const reason of setting.missing) console.log(`Not measured: ${reason}`);
  if (pairModel && !pairModel.bfloat16)
    console.log('Not measured: torch in bf16, which this processor would emulate.');
  for (const line of agreement) console.log(`Checked: ${line}.`);
  const whole = { machine, texts, model: values.model, pairModel, rows, agreement, missing: setting.missing };
  if (values.json) await writeFile(values.json, `${JSON.stringify(whole, null, 2)}\n`);
}

/** A table in Markdown. */
function formatRows(rows) {
  const number = (/** @type {number} */ value) =>
    value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
  const cells = rows.map((row) => [
    row.what,
    row.format,
    row.threads,
    number(row.rate),
    `${number(row.least)}–${number(row.most)}`,
    number(row.ratePerCpu),
    ...row.ratios.map((ratio) => `${number(ratio)} ×`),
  ]);
  const head = ['peer', 'numbers', 'threads', 'pairs/s', 'least–most', 'pairs/CPU s'];
  const lines = [[...head, '1 process is', '2 processes are'], ...cells];
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const printed = lines.map(
    (line) => `| ${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`,
  );
  printed.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return printed.join('\n');
}
