import type { InferenceSession } from 'onnxruntime-node';
import type { ModelManifest } from './manifest.ts';

/** Inputs that a graph of this kind takes besides `input_ids` and `attention_mask`. */
const furtherInputs: Readonly<Record<ModelManifest['input']['kind'], readonly string[]>> = {
  words: ['words'],
  sentence: ['source', 'target'],
  pair: [],
};

/** Why a graph is not the one that `manifest` describes; `undefined` when it is. */
export function interfaceFlaw(
  session: Pick<InferenceSession, 'inputMetadata' | 'outputMetadata'>,
  manifest: ModelManifest,
): string | undefined {
  const required = ['input_ids', 'attention_mask', ...furtherInputs[manifest.input.kind]];
  if (manifest.input.kind === 'sentence' && manifest.input.longestName !== undefined)
    required.push('names', 'source_name', 'target_name');
  const given = session.inputMetadata.map((input) => input.name);
  const missing = required.find((name) => !given.includes(name));
  if (missing !== undefined) return `the graph has no input "${missing}"`;
  for (const input of session.inputMetadata) {
    if (![...required, 'token_type_ids'].includes(input.name))
      return `the graph needs the input "${input.name}"`;
    if (!input.isTensor || input.type !== 'int64') return `the input "${input.name}" is not of type int64`;
  }
  const logits = session.outputMetadata.find((output) => output.name === 'logits');
  if (logits === undefined) return 'the graph has no output "logits"';
  if (!logits.isTensor || logits.type !== 'float32') return 'the output "logits" is not of type float32';
  if (logits.shape.length !== 2)
    return `the output "logits" has ${logits.shape.length} dimensions instead of two`;
  const [, labels] = logits.shape;
  if (typeof labels === 'number' && labels !== manifest.labels.length)
    return `the graph tells ${labels} labels apart and the manifest names ${manifest.labels.length}`;
  return undefined;
}
