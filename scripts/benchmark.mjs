// Measures an extraction as a user meets it: time, memory, and how long the parent's event loop is held up.
//
//   node scripts/benchmark.mjs [--text FILE] [--source plain|rusentrel] [--runs N] [--models FOLDER] [--json FILE]
//
// Run `npm run build` first, and nothing else besides. By default the text is an article of about a hundred sentences.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { root } from './lib/paths.mjs';

const { values } = parseArgs({
  options: {
    text: { type: 'string', default: join(root, 'test/data/rusentrel/art3.txt') },
    source: { type: 'string', default: 'rusentrel' },
    runs: { type: 'string', default: '5' },
    models: { type: 'string', default: join(root, 'models') },
    json: { type: 'string' },
  },
});
const runs = Number(values.runs);
const hostPath = join(root, 'dist/engineHost.js');
const folders = modelFolders(values.models);
const text = readFileSync(values.text, 'utf8');
const createExtractor = importClient();

const cold = [];
const loaded = [];
const edit = [];
const again = [];
let sentences = 0;
for (let run = 0; run < runs; run += 1) {
  // A new process each time; the first run also reads the files from the disk, later ones from the system's cache.
  const extractor = createExtractor({ hostPath, log: (line) => console.error(line) });
  const first = await measure(extractor, text);
  sentences = first.sentences;
  cold.push(first);
  // The same words in other sentences: nothing is in the cache, but the models are in memory.
  loaded.push(await measure(extractor, text.replaceAll(/\. ?\r?\n/g, ' !\n').replaceAll(',', ' ,')));
  await measure(extractor, text);
  again.push(await measure(extractor, text));
  edit.push(await measure(extractor, text.replace(/(\p{L}{5,}) (\p{L}{5,})/u, '$2 $1')));
  extractor.dispose();
}

const report = {
  machine: {
    cpu: cpus()[0]?.model,
    cores: availableParallelism(),
    loadAverage: Number((loadavg()[0] ?? 0).toFixed(2)),
    node: process.version,
  },
  text: { file: values.text, characters: text.length, sentences },
  models: Object.fromEntries(Object.entries(folders).map(([task, path]) => [task, versionOf(path)])),
  cold: summary(cold),
  loaded: summary(loaded),
  oneSentenceEdited: summary(edit),
  unchanged: summary(again),
  commandLine: { milliseconds: median(Array.from({ length: runs }, runCommand)) },
  peakMemory: {
    childMegabytes: Math.round(Math.max(...edit.map(({ childBytes }) => childBytes)) / 1e6),
    parentMegabytes: Math.round(process.resourceUsage().maxRSS / 1e3),
  },
};
console.table({
  'cold: new process, models loaded': row(report.cold),
  'models in memory, text new': row(report.loaded),
  'one sentence edited': row(report.oneSentenceEdited),
  'nothing changed': row(report.unchanged),
  'aredit extract FILE, cold': { ms: report.commandLine.milliseconds },
});
console.table(report.peakMemory);
console.log(JSON.stringify(report, null, 2));
if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);

/** One extraction: milliseconds from the call to the answer and to the first partial answer, and what it did to this loop. */
async function measure(extractor, documentText) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const begin = performance.now();
  let firstPartial;
  const answer = await extractor.extract(
    { text: documentText, source: values.source, folders },
    new AbortController().signal,
    (_, partial) => {
      if (partial) firstPartial ??= performance.now() - begin;
    },
  );
  const milliseconds = performance.now() - begin;
  delays.disable();
  return {
    milliseconds,
    firstPartial: firstPartial ?? milliseconds,
    loadMilliseconds: answer.timings.loadMs,
    // The monitor counts its own resolution of a millisecond.
    longestDelay: delays.max / 1e6,
    childBytes: answer.timings.peakMemoryBytes,
    sentences: answer.extraction.sentences.length,
    cached: answer.timings.cachedSentences,
  };
}

function summary(measurements) {
  const of = (name) => median(measurements.map((each) => each[name]));
  return {
    milliseconds: of('milliseconds'),
    firstPartialMilliseconds: of('firstPartial'),
    loadMilliseconds: of('loadMilliseconds'),
    cachedSentences: of('cached'),
    longestEventLoopDelayMilliseconds: Math.round(Math.max(...measurements.map((each) => each.longestDelay))),
  };
}

function row(each) {
  return {
    ms: each.milliseconds,
    'first partial ms': each.firstPartialMilliseconds,
    'loading ms': each.loadMilliseconds,
    cached: each.cachedSentences,
    'longest loop delay ms': each.longestEventLoopDelayMilliseconds,
  };
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN);
}

function runCommand() {
  const begin = performance.now();
  const args = ['extract', values.text, '--source', values.source, '--entities', 'model'];
  const models = Object.values(folders).flatMap((folder) => ['--model', folder]);
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args, ...models], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - begin;
}

/** The first model for each task in a folder of models. */
function modelFolders(folder) {
  const found = {};
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    try {
      found[JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')).task] ??= path;
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    }
  }
  return found;
}

function versionOf(path) {
  const { id, version } = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8'));
  return `${id} ${version}`;
}

/** The client from its source: no bundle that ships exports it. */
function importClient() {
  const folder = mkdtempSync(join(tmpdir(), 'aredit-benchmark-'));
  const outfile = join(folder, 'client.cjs');
  buildSync({
    absWorkingDir: root,
    entryPoints: ['src/engine/extractorClient.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return createRequire(outfile)(outfile).createExtractor;
}
