import type { Span } from '../span.ts';
import type { TextPatch, TextStep } from '../textPatch.ts';
import { beginEpoch, continueEpoch, type Epoch } from './epoch.ts';
import { type Harm, type Place, restore, settle } from './recollection.ts';

/**
 * Moves records along with one step. A record keeps what was not replaced of it; text put at its borders stays
 * outside, what replaces a part of it within its borders is its own. What it loses it recollects.
 */
export class StepFollower {
  readonly #step: TextStep;
  /** Growth of the text by the patches before each index. */
  readonly #growths: readonly number[];
  readonly #continued = new Map<Epoch, Epoch>();
  #begun: Epoch | undefined;

  constructor(step: TextStep) {
    this.#step = step;
    let growth = 0;
    this.#growths = [0, ...step.map((patch) => (growth += growthOf(patch)))];
  }

  /** The record after the step; the same object where nothing changes. */
  follow<Value extends Place>(record: Value): Value {
    const { span, fragments, recollection } = record;
    if (recollection === undefined) {
      const from = this.#firstNotBefore(span.start);
      if (!this.#touches(from, span.end)) {
        const growth = this.#growths[from] ?? 0;
        if (growth === 0) return record;
        const moved = moveSpan(span, growth);
        if (fragments === undefined) return { ...record, span: moved };
        return { ...record, span: moved, fragments: fragments.map((piece) => moveSpan(piece, growth)) };
      }
    }
    return this.#followSlowly(record);
  }

  #followSlowly<Value extends Place>(record: Value): Value {
    const { pieces, harms } = record.recollection ?? { pieces: record.fragments ?? [record.span], harms: [] };
    const fresh: Harm[] = [];
    const left = pieces.map((piece, index) => piece && this.#followPiece(piece, index, fresh));
    const continued = harms.map((harm) => ({ ...harm, epoch: this.#continue(harm.epoch) }));
    const restored = restore({ pieces: left, harms: continued });
    return settle(record, { pieces: restored.pieces, harms: [...restored.harms, ...fresh] });
  }

  /** What is left of the piece; adds to `fresh` what it lost. */
  #followPiece(piece: Span, index: number, fresh: Harm[]): Span | undefined {
    const first = this.#firstNotBefore(piece.start);
    let behind = first;
    while ((this.#step[behind]?.start ?? Number.POSITIVE_INFINITY) < piece.end) behind += 1;
    let start = piece.start + (this.#growths[first] ?? 0);
    let end = piece.end + (this.#growths[behind] ?? 0);
    // Patches do not touch: only the first can take the start, and only the last the end.
    const taking = [...new Set([first, behind - 1])].filter((at) => at >= first && at < behind);
    let [tookStart, tookEnd] = [false, false];
    for (const at of taking) {
      const patch = this.#step[at];
      if (patch === undefined) continue;
      const { removed, inserted } = patch;
      const coversStart = patch.start <= piece.start;
      const coversEnd = patch.start + removed.length >= piece.end;
      const from = patch.start + (this.#growths[at] ?? 0);
      const isWhole = coversStart && coversEnd;
      const isOwn = !isWhole && isWithin(patch, piece) && inserted.trim() !== '';
      // Blanks at its borders are not its own.
      const [before, after] = isOwn
        ? [inserted.length - inserted.trimStart().length, inserted.length - inserted.trimEnd().length]
        : [inserted.length + (patch.blankAfter ?? 0), inserted.length + (patch.blankBefore ?? 0)];
      if (isWhole) [start, end] = [from, from];
      else if (coversStart) start = from + before;
      else if (coversEnd) end = from + inserted.length - after;
      tookStart ||= coversStart && (!isOwn || before > 0);
      tookEnd ||= coversEnd && (!isOwn || after > 0);
    }
    const isGone = start >= end;
    if (tookStart || tookEnd) {
      const took = { tookStart: tookStart || isGone, tookEnd: tookEnd || isGone };
      this.#begun ??= beginEpoch(this.#step);
      fresh.push({ epoch: this.#begun, piece: index, span: piece, ...took });
    }
    return isGone ? undefined : { start, end };
  }

  #continue(epoch: Epoch): Epoch {
    const known = this.#continued.get(epoch);
    if (known) return known;
    const continued = continueEpoch(epoch, this.#step);
    this.#continued.set(epoch, continued);
    return continued;
  }

  /** Index of the first patch that does not lie wholly before `offset`; one that ends there does. */
  #firstNotBefore(offset: number): number {
    let low = 0;
    let high = this.#step.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const patch = this.#step[middle];
      if (patch !== undefined && patch.start + patch.removed.length <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #touches(index: number, end: number): boolean {
    const patch = this.#step[index];
    return patch !== undefined && patch.start < end;
  }
}

function isWithin({ start, removed }: TextPatch, piece: Span): boolean {
  return start >= piece.start && start + removed.length <= piece.end;
}

function growthOf({ removed, inserted }: TextPatch): number {
  return inserted.length - removed.length;
}

function moveSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
