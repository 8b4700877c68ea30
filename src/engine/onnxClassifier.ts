import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { type Classifier, classificationsOf, type Row, type RowNames } from './classifier.ts';
import { EngineError, ModelLoadError } from './errors.ts';
import { interfaceFlaw } from './graphInterface.ts';
import { checkedFile, type ModelFolder } from './modelFolder.ts';

/**
 * Loads the graph of a model folder into onnxruntime. Creating and running a session block the thread, and a crash of
 * native code ends the process: call this in the child process only.
 * @throws ModelLoadError when the file is missing, damaged, or not the graph that the manifest describes.
 */
export async function loadOnnxClassifier(folder: ModelFolder): Promise<Classifier> {
  const path = await checkedFile(folder, 'model');
  const onnx = await importRuntime();
  let session: InferenceSession;
  try {
    session = await onnx.InferenceSession.create(path, {
      // Higher levels fuse what training has laid out for speed (models/README.md).
      graphOptimizationLevel: 'basic',
      // Two threads on two busy cores were four times slower than one: each waits for the other at every step.
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionProviders: ['cpu'],
      logSeverityLevel: 3,
    });
  } catch (error) {
    throw new ModelLoadError(
      'corrupt',
      `${path}: not an ONNX graph that this version of onnxruntime can load (${oneLine(error)}). Install the model again.`,
      { cause: error },
    );
  }
  const flaw = interfaceFlaw(session, folder.manifest);
  if (flaw !== undefined) {
    await session.release();
    throw new ModelLoadError(
      'incompatible',
      `${path}: ${flaw}, so it is no "${folder.manifest.input.kind}" graph as its manifest says. Choose a model made for this version of AREdit.`,
    );
  }
  return new OnnxClassifier(session, onnx.Tensor, folder.manifest.labels.length);
}

/** Loaded on first use only: it brings tens of megabytes of native code. */
async function importRuntime(): Promise<typeof import('onnxruntime-node')> {
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    throw new EngineError(
      `onnxruntime cannot be loaded on ${process.platform}-${process.arch} (${oneLine(error)}). Install the package of AREdit for this platform.`,
      { cause: error },
    );
  }
}

class OnnxClassifier implements Classifier {
  private readonly takesTokenTypes: boolean;

  constructor(
    private readonly session: InferenceSession,
    private readonly tensor: typeof Tensor,
    readonly labelCount: number,
  ) {
    this.takesTokenTypes = session.inputNames.includes('token_type_ids');
  }

  async run(row: Row): Promise<Float32Array> {
    let logits: InferenceSession.ReturnType[string] | undefined;
    try {
      ({ logits } = await this.session.run(this.feeds(row), ['logits']));
    } catch (error) {
      throw new EngineError(`The model could not be run: ${oneLine(error)}`, { cause: error });
    }
    const expected = classificationsOf(row) * this.labelCount;
    const data = logits?.data;
    if (!(data instanceof Float32Array) || data.length !== expected) {
      throw new EngineError(
        `The model answered with logits of shape [${logits?.dims.join(', ')}], not ${expected} numbers.`,
      );
    }
    return data;
  }

  dispose(): Promise<void> {
    return this.session.release();
  }

  private feeds(row: Row): Record<string, Tensor> {
    const length = row.ids.length;
    const feeds: Record<string, Tensor> = {
      input_ids: this.integers(row.ids, [1, length]),
      attention_mask: new this.tensor('int64', new BigInt64Array(length).fill(1n), [1, length]),
    };
    if (this.takesTokenTypes) {
      const types = new BigInt64Array(length).fill(1n, row.secondText ?? length);
      feeds.token_type_ids = new this.tensor('int64', types, [1, length]);
    }
    for (const [name, positions] of Object.entries(row.positions)) {
      // A place is a row and a position in it; there is but one row.
      const places = positions.flatMap((position) => [0, position]);
      feeds[name] = this.integers(places, [positions.length, 2]);
    }
    if (row.names !== undefined) Object.assign(feeds, this.nameFeeds(row.names));
    return feeds;
  }

  private nameFeeds({ ids, source, target }: RowNames): Record<string, Tensor> {
    return {
      names: this.integers(ids.flat(), [ids.length, ids[0]?.length ?? 0]),
      source_name: this.integers(source, [source.length]),
      target_name: this.integers(target, [target.length]),
    };
  }

  private integers(values: readonly number[], shape: readonly number[]): Tensor {
    return new this.tensor('int64', BigInt64Array.from(values, BigInt), shape);
  }
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 500);
}
