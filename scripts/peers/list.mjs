import { inProject } from '../lib/paths.mjs';

/**
 * A way to judge pairs, to be measured.
 * @typedef {object} PeerPlan
 * @property {string} id
 * @property {string} what
 * @property {string} format of the numbers that it multiplies
 * @property {string} threads
 * @property {number} processes that work at once
 * @property {string} command
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 */

/**
 * All peers that can run in this setting; the first two are what ships.
 * @param {import('./setUp.mjs').Setting} setting
 * @returns {PeerPlan[]}
 */
export function listPeers({ folder, model, engine, python, transformers, pairModel }) {
  const blocks = `${folder}/blocks.json`;
  const node = process.execPath;
  const engineOn = (/** @type {string} */ path) => ({
    format: 'int8',
    threads: '1 each',
    command: node,
    args: [engine, 'serve', path, blocks],
  });
  const shipped = engineOn(model);
  const pairs = engineOn(`${folder}/pairs`);
  const own = [
    { id: 'sentence-1', what: 'AREdit as shipped: a row a sentence, 1 process', processes: 1, ...shipped },
    { id: 'sentence-2', what: 'AREdit as shipped, 2 processes', processes: 2, ...shipped },
    { id: 'pair-1', what: "AREdit's engine, a row a pair, 1 process", processes: 1, ...pairs },
    { id: 'pair-2', what: "AREdit's engine, a row a pair, 2 processes", processes: 2, ...pairs },
  ];
  if (python === undefined) return own.slice(0, 2);

  /** @param {number} threads 0 for as many as it likes itself */
  const peersWith = (threads) => {
    const common = { processes: 1, threads: threads === 0 ? 'its own choice' : `${threads}` };
    const idOf = (/** @type {string} */ id) => (threads === 0 ? id : `${id}-${threads}`);
    const inPython = (/** @type {string} */ id, what, format) => ({
      ...common,
      id: idOf(id),
      what,
      format,
      command: python,
      args: ['-m', 'aredit_training.benchmark_peers', 'serve', id, `${threads}`, folder, blocks],
      env: { PYTHONPATH: inProject('training') },
    });
    const inNode = (/** @type {string} */ id, dtype, format) => ({
      ...common,
      id: idOf(id),
      what: 'transformers.js, one pair at a time',
      format,
      command: node,
      args: [
        inProject('scripts', 'peers', 'transformersWorker.mjs'),
        transformers,
        folder,
        dtype,
        `${threads}`,
        blocks,
      ],
    });
    const oneByOne = `Python ${pairModel.python}, tokenizers and onnxruntime, one pair at a time`;
    const padded = `torch ${pairModel.torch}, batches of 8 padded to 128`;
    return [
      inPython('onnx-int8', oneByOne, 'int8'),
      inPython('onnx-fp32', oneByOne, 'fp32'),
      ...(transformers === undefined
        ? []
        : [inNode('transformers-int8', 'q8', 'int8'), inNode('transformers-fp32', 'fp32', 'fp32')]),
      inPython('torch-fp32-padded', padded, 'fp32'),
      ...(pairModel.bfloat16
        ? [
            inPython('torch-bf16-padded', padded, 'bf16'),
            inPython('torch-bf16-sorted', `torch ${pairModel.torch}, batches of 16 sorted by length`, 'bf16'),
          ]
        : []),
    ];
  };
  // A thread more helps on a quiet machine and harms on a busy one.
  return [...own, ...peersWith(1), ...peersWith(0)];
}
