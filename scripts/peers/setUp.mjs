import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { inProject } from '../lib/paths.mjs';
import { installPython } from '../lib/python.mjs';
import { run } from '../lib/run.mjs';

/** Apache-2.0. Not among the project's dependencies: it weighs 470 MB and serves nothing but this comparison. */
const transformersVersion = '4.3.1';

/**
 * What the peers need, as far as it can be had here.
 * @typedef {object} Setting
 * @property {string} folder for everything that is made
 * @property {string} model folder of the shipped model
 * @property {string} engine path of the bundled engine
 * @property {string | undefined} python
 * @property {string | undefined} transformers path of the module
 * @property {any} pairModel what `benchmark_peers make` tells of the pair model; undefined without Python
 * @property {readonly string[]} missing why some peers cannot run
 */

/**
 * @param {string} folder
 * @param {string} model
 * @returns {Promise<Setting>}
 */
export async function setUpPeers(folder, model) {
  /** @type {string[]} */
  const missing = [];
  const attempt = async (/** @type {string} */ what, /** @type {() => Promise<string>} */ install) => {
    try {
      return await install();
    } catch (error) {
      missing.push(`${what}: ${error.message.split('\n').slice(0, 3).join(' ')}`);
      return undefined;
    }
  };
  const engine = await bundleEngine(folder);
  const python = await attempt('Python and all that reads pairs', installPython);
  const transformers = await attempt('transformers.js', () => installTransformers(folder));
  const pairModel = python && (await makePairModel(python, model, folder));
  return { folder, model, engine, python, transformers, pairModel, missing };
}

/** @param {string} folder */
async function bundleEngine(folder) {
  const outfile = `${folder}/engineWorker.mjs`;
  await build({
    entryPoints: [inProject('scripts', 'peers', 'engineWorker.mjs')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['onnxruntime-node'],
    logLevel: 'warning',
  });
  return outfile;
}

/** @param {string} folder */
async function installTransformers(folder) {
  const home = `${folder}/transformers`;
  const packageFolder = `${home}/node_modules/@huggingface/transformers`;
  const entry = `${packageFolder}/dist/transformers.node.mjs`;
  const isThere =
    existsSync(entry) &&
    JSON.parse(await readFile(`${packageFolder}/package.json`, 'utf8')).version === transformersVersion;
  if (!isThere) {
    await mkdir(home, { recursive: true });
    const dependencies = { '@huggingface/transformers': transformersVersion };
    await writeFile(`${home}/package.json`, JSON.stringify({ private: true, dependencies }));
    const flags = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', flags, { cwd: home, quiet: true });
  }
  return entry;
}

/**
 * @param {string} python
 * @param {string} model
 * @param {string} folder
 */
async function makePairModel(python, model, folder) {
  const args = ['-m', 'aredit_training.benchmark_peers', 'make', model, folder];
  const output = await run(python, args, { cwd: inProject('training'), quiet: true });
  return JSON.parse(output.slice(output.indexOf('{')));
}

/**
 * Writes the blocks to work on, the first `sentences` of an article each; returns how many pairs they have.
 * @param {Setting} setting
 * @param {number} sentences
 * @returns {Promise<number[]>}
 */
export async function writeBlocks({ engine, folder, pairModel }, sentences) {
  const file = `${folder}/blocks.json`;
  const model = pairModel ? `${folder}/pairs` : inProject('test', 'data', 'models', 'tiny-pairs');
  const args = ['blocks', model, inProject('test', 'data', 'rusentrel'), `${sentences}`, file];
  await run(process.execPath, [engine, ...args], { quiet: true });
  return JSON.parse(await readFile(file, 'utf8')).map(({ pairs }) => pairs.length);
}
