// The engine as its child process runs it, entities given; bundled by benchmarkPeers.mjs:
//   engineWorker blocks PAIR_MODEL RUSENTREL_FOLDER SENTENCES BLOCKS_FILE
//   engineWorker serve MODEL BLOCKS_FILE
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseBrat } from '../../src/core/formats/brat.ts';
import { bratMentions } from '../../src/core/formats/bratAttitudes.ts';
import { rusentrelMentions, rusentrelSentences } from '../../src/core/formats/rusentrel.ts';
import { extractAttitudes } from '../../src/engine/extraction.ts';
import { ModelAnswers } from '../../src/engine/modelAnswers.ts';
import { expectTask, readModelFolder, readTokenizerFile } from '../../src/engine/modelFolder.ts';
import { ModelStore } from '../../src/engine/modelStore.ts';
import { contextOf, PairAttitudes, pairTexts } from '../../src/engine/pairAttitudes.ts';
import { Subwords } from '../../src/engine/subwords.ts';
import { readBlocks, serve } from './serve.mjs';

/** @typedef {import('./serve.mjs').Block} Block */
/** @typedef {import('../../src/engine/attitudeClassifier.ts').AttitudeClassifier} AttitudeClassifier */
/** @typedef {import('../../src/engine/attitudeClassifier.ts').PairScore} PairScore */
/** @typedef {import('../../src/engine/extraction.ts').ExtractionModels} ExtractionModels */

const signal = new AbortController().signal;
const [command, model = '', ...rest] = process.argv.slice(2);
if (command === 'blocks') await writeBlocks(rest[0] ?? '', Number(rest[1]), rest[2] ?? '');
else await serveEngine(readBlocks(rest[0] ?? ''));

/**
 * The beginning of each of RuSentRel's documents, and the texts of the pairs that the pair model judges in it.
 * @param {string} folder
 * @param {number} count of sentences
 * @param {string} file
 */
async function writeBlocks(folder, count, file) {
  const found = expectTask(await readModelFolder(model), 'attitudes');
  // As long as the rows of the measured model, should this be the tiny one.
  const [manifest, path] = [{ ...found.manifest, maxSubwords: 256 }, found.path];
  const { input } = manifest;
  if (input.kind !== 'pair') throw new Error(`${path} reads no pairs.`);
  const subwords = new Subwords(await readTokenizerFile({ manifest, path }), manifest.tokenizer, path);
  const silent = { labelCount: 3, run: async () => new Float32Array(3), dispose: async () => undefined };
  const judge = new PairAttitudes(silent, subwords, manifest, input);
  /** @type {[string, string][]} */
  let pairs = [];
  /** @type {AttitudeClassifier['classify']} */
  const listPairs = async (sentence) => {
    const scores = await judge.classify(sentence, signal);
    const context = contextOf(sentence);
    for (const pair of scores.pairs) {
      const texts = pairTexts(sentence, context, pair, input.prompt);
      if (texts !== undefined) pairs.push([texts.first, texts.second]);
    }
    return scores;
  };
  const { thresholds, language } = manifest;
  const lister = { model: { readsEntities: true, classify: listPairs }, id: manifest.id, fingerprint: '' };

  const blocks = [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.ann'));
  for (const name of names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))) {
    const whole = readFileSync(`${folder}/${name.replace('.ann', '.txt')}`, 'utf8');
    const mentions = rusentrelMentions(
      whole,
      bratMentions(parseBrat(readFileSync(`${folder}/${name}`, 'utf8'), whole)),
    );
    const text = whole.slice(0, rusentrelSentences(whole)[count - 1]?.end);
    const document = { text, mentions: mentions.filter(({ span }) => span.end <= text.length) };
    pairs = [];
    await extract(document, { entities: undefined, attitudes: lister, thresholds, language });
    if (pairs.length > 0) blocks.push({ document, pairs });
  }
  writeFileSync(file, JSON.stringify(blocks));
}

/** @param {readonly Block[]} blocks */
async function serveEngine(blocks) {
  const models = await new ModelStore().open({ entities: '', attitudes: model }, false);
  const attitudes = models.attitudes.model;
  /** @type {PairScore[]} */
  let scores = [];
  /** @type {AttitudeClassifier['classify']} */
  const classify = async (sentence, given) => {
    const found = await attitudes.classify(sentence, given);
    for (const score of found.pairs) scores.push(score);
    return found;
  };
  const watched = { ...models.attitudes, model: { readsEntities: attitudes.readsEntities, classify } };
  const scoresOf = async (/** @type {Block} */ block) => {
    scores = [];
    await extract(block.document, { ...models, attitudes: watched });
    return scores;
  };
  await serve(blocks, {
    async run(block) {
      const found = await scoresOf(block);
      const finite = found.every(
        (score) => Number.isFinite(score.positive) && Number.isFinite(score.negative),
      );
      // A sentence model judges pairs within an entity besides; they do not count.
      return { pairs: block.pairs.length, finite: finite && found.length >= block.pairs.length };
    },
    async check(block, count) {
      const found = await scoresOf(block);
      return { scores: found.slice(0, count).map(({ positive, negative }) => [positive, negative]) };
    },
  });
}

/**
 * Reads a document with nothing in the cache.
 * @param {Block['document']} document
 * @param {ExtractionModels} models
 */
async function extract({ text, mentions }, models) {
  const request = {
    text,
    source: /** @type {const} */ ('rusentrel'),
    folders: { entities: '', attitudes: model },
    mentions,
  };
  await extractAttitudes(request, models, new ModelAnswers(), signal, () => undefined);
}
