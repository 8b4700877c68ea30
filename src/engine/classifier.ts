import { nextTurn } from './turn.ts';

/** One row for the graph, and the positions in it that are classified. */
export interface Row {
  /** Subword ids, the special ones at both ends included. */
  readonly ids: readonly number[];
  /**
   * Positions of interest by the name of the graph's input that takes them (`words`, or `source` and `target`);
   * the lists are equally long. None where the row as a whole is classified.
   */
  readonly positions: Readonly<Record<string, readonly number[]>>;
  /** Where the second of two texts begins: from there on the token type is 1. Absent where there is one text. */
  readonly secondText?: number;
  /** What the mentions are called, for a graph that takes names beside the row. */
  readonly names?: RowNames;
}

/** Names as subword ids, padded to one length; `source` and `target` say which of them the ends of each classification have. */
export interface RowNames {
  readonly ids: readonly (readonly number[])[];
  readonly source: readonly number[];
  readonly target: readonly number[];
}

/** How many classifications a row asks for: one a position, or one for the row as a whole. */
export function classificationsOf(row: Row): number {
  const [first] = Object.values(row.positions);
  return first === undefined ? 1 : first.length;
}

/** A loaded graph. The only place that knows a runtime; everything above it knows rows and logits. */
export interface Classifier {
  readonly labelCount: number;
  /**
   * Logits of a row that asks for at least one classification: `labelCount` numbers each, in the order asked.
   * @throws EngineError when the runtime refuses the input.
   */
  run(row: Row): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/**
 * Logits of every row, in the order given; equal rows are run once.
 *
 * Rows are run one by one, not in batches: rows of a batch share one scale of quantisation and so change each other's
 * logits, and on one thread a batch was no faster (72–76 rows a second either way, 12 layers of 384, a busy core).
 * Between two runs the event loop turns, so that a message can fire `signal`.
 * @throws `signal.reason` when it fires; EngineError when the runtime refuses a row.
 */
export async function runRows(
  classifier: Classifier,
  rows: readonly Row[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const logitsByKey = new Map<string, Float32Array>();
  const results: Float32Array[] = [];
  for (const row of rows) {
    const key = JSON.stringify(row);
    let logits = logitsByKey.get(key);
    if (logits === undefined) {
      await nextTurn();
      signal.throwIfAborted();
      logits = classificationsOf(row) === 0 ? new Float32Array() : await classifier.run(row);
      logitsByKey.set(key, logits);
    }
    results.push(logits);
  }
  return results;
}
