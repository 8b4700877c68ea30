// transformers.js as its users run it, one pair at a time:
//   node transformersWorker.mjs ENTRY_OF_TRANSFORMERS FOLDER_OF_MODELS DTYPE THREADS BLOCKS_FILE
import { pathToFileURL } from 'node:url';
import { readBlocks, serve } from './serve.mjs';

const [entry = '', models = '', dtype = '', threads = '', blocksFile = ''] = process.argv.slice(2);
const { AutoModelForSequenceClassification, AutoTokenizer, env } = await import(pathToFileURL(entry).href);
env.allowRemoteModels = false;
env.localModelPath = models;
const tokenizer = await AutoTokenizer.from_pretrained('plain');
const model = await AutoModelForSequenceClassification.from_pretrained('plain', {
  dtype,
  device: 'cpu',
  session_options: {
    // As for the others: what is laid out in the int8 graph must not be fused anew.
    ...(dtype === 'q8' && { graphOptimizationLevel: 'basic' }),
    ...(threads !== '0' && { intraOpNumThreads: Number(threads), interOpNumThreads: Number(threads) }),
  },
});
const masks = new Map([
  ['#S', '<source>'],
  ['#O', '<target>'],
  ['#E', '<other>'],
]);
const withMasks = (/** @type {string} */ text) =>
  ` ${text.replace(/(?<=^| )#[SOE](?= |$)/g, (mark) => masks.get(mark) ?? mark)}`;
const blocks = readBlocks(blocksFile).map((block) => ({
  ...block,
  masked: block.pairs.map(([first, second]) => [withMasks(first), withMasks(second)]),
}));

/** @param {readonly string[]} pair */
function encode([first, second]) {
  const { input_ids, attention_mask } = tokenizer(first, {
    text_pair: second,
    truncation: true,
    max_length: 256,
  });
  return { input_ids, attention_mask };
}

await serve(blocks, {
  async run(block) {
    const { masked } = /** @type {typeof blocks[number]} */ (block);
    let finite = true;
    for (const pair of masked) {
      const { logits } = await model(encode(pair));
      finite &&= logits.data.length === 3 && logits.data.every(Number.isFinite);
    }
    return { pairs: masked.length, finite };
  },
  async check(block, count) {
    const { masked } = /** @type {typeof blocks[number]} */ (block);
    const logits = [];
    const ids = [];
    for (const pair of masked.slice(0, count)) {
      const inputs = encode(pair);
      ids.push(Array.from(inputs.input_ids.data, Number));
      logits.push(Array.from((await model(inputs)).logits.data));
    }
    return { logits, ids };
  },
});
