import type { Span } from '../span.ts';
import type { TextPatch, TextStep } from '../textPatch.ts';

/**
 * A stretch of text that was replaced, and what came of it since; many records share one.
 * As soon as `current` is `original` again, what was lost there is back.
 */
export interface Trace {
  /** Where `current` stands in the text. */
  readonly start: number;
  /** What stood there, with the neighbouring text that was replaced later. */
  readonly original: string;
  readonly current: string;
  /** How much of `original` lies before what was replaced first: `Harm` counts from there. */
  readonly lead: number;
}

/** A border that an edit took from a piece of a record: where in `trace.original`, counted from its `lead`. */
export interface Harm {
  readonly trace: Trace;
  /** Index into `Recollection.pieces`. */
  readonly piece: number;
  readonly start?: number;
  readonly end?: number;
}

/** What edits took from a record. */
export interface Recollection {
  /** As many as there were before; undefined where nothing is left. */
  readonly pieces: readonly (Span | undefined)[];
  /** The earliest first. */
  readonly harms: readonly Harm[];
}

/** The fields that follow the text. */
interface Place {
  readonly span: Span;
  readonly fragments?: readonly Span[];
  readonly recollection?: Recollection;
  readonly lostWords?: string;
}

/**
 * Moves records along with one step. A record keeps what was not replaced of it; text put at its borders stays
 * outside, what replaces a part of it within its borders is its own. What it loses it recollects.
 */
export class StepFollower {
  readonly #step: TextStep;
  /** Growth of the text by the patches before each index. */
  readonly #growths: readonly number[];
  readonly #newTraces = new Map<TextPatch, Trace>();
  readonly #movedTraces = new Map<Trace, Trace>();

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
    const before = record.recollection ?? { pieces: record.fragments ?? [record.span], harms: [] };
    const harms = [...before.harms];
    const fresh: Harm[] = [];
    const pieces = before.pieces.map(
      (piece, index) => piece && this.#followPiece(piece, index, harms, fresh),
    );
    const moved = [...harms.map((harm) => ({ ...harm, trace: this.#moveTrace(harm.trace) })), ...fresh];
    return settle(record, restore({ pieces, harms: moved }));
  }

  /** What is left of the piece. Adds to `fresh` what it lost, and to `harms` borders that earlier harms now know too. */
  #followPiece(piece: Span, index: number, harms: Harm[], fresh: Harm[]): Span | undefined {
    let { start, end } = piece;
    const first = this.#firstNotBefore(start);
    let last = first;
    while ((this.#step[last]?.start ?? Number.POSITIVE_INFINITY) < piece.end) last += 1;
    // From the last to the first, so that what lies before keeps its offsets.
    for (let at = last - 1; at >= first; at -= 1) {
      const patch = this.#step[at];
      if (patch === undefined) continue;
      const patchEnd = patch.start + patch.removed.length;
      const coversStart = patch.start <= start;
      const coversEnd = patchEnd >= end;
      const isOwn = patch.inserted.trim() !== '' && patch.start >= start && patchEnd <= end;
      if ((coversStart && coversEnd) || (!isOwn && (coversStart || coversEnd)))
        this.#note(patch, at, piece, index, { coversStart, coversEnd }, harms, fresh);
      if (coversStart && coversEnd) return undefined;
      if (isOwn || !(coversStart || coversEnd)) end += growthOf(patch);
      else if (coversEnd) end = patch.start - (patch.blankBefore ?? 0);
      else {
        start = patch.start + patch.inserted.length + (patch.blankAfter ?? 0);
        end += growthOf(patch);
      }
      // Nothing but blanks is left: it is gone for good, and both its borders are what was taken.
      if (start >= end) {
        const both = { coversStart: true, coversEnd: true };
        this.#note(patch, at, piece, index, both, harms, fresh);
        return undefined;
      }
    }
    return moveSpan({ start, end }, this.#growths[first] ?? 0);
  }

  #note(
    patch: TextPatch,
    patchIndex: number,
    piece: Span,
    index: number,
    covers: { readonly coversStart: boolean; readonly coversEnd: boolean },
    harms: Harm[],
    fresh: Harm[],
  ): void {
    const borders = (zero: number) => ({
      ...(covers.coversStart && { start: piece.start - zero }),
      ...(covers.coversEnd && { end: piece.end - zero }),
    });
    for (const [harmIndex, harm] of harms.entries()) {
      const { trace } = harm;
      const isTouched =
        patch.start <= trace.start + trace.current.length &&
        patch.start + patch.removed.length >= trace.start;
      if (harm.piece === index && isTouched)
        harms[harmIndex] = { ...borders(trace.start + trace.lead), ...harm };
    }
    fresh.push({ trace: this.#traceOf(patch, patchIndex), piece: index, ...borders(patch.start) });
  }

  #traceOf(patch: TextPatch, index: number): Trace {
    const known = this.#newTraces.get(patch);
    if (known) return known;
    const start = patch.start + (this.#growths[index] ?? 0);
    const trace = { start, original: patch.removed, current: patch.inserted, lead: 0 };
    this.#newTraces.set(patch, trace);
    return trace;
  }

  #moveTrace(trace: Trace): Trace {
    const known = this.#movedTraces.get(trace);
    if (known) return known;
    let { start, original, current, lead } = trace;
    let at = this.#step.length - 1;
    while (at >= 0 && (this.#step[at]?.start ?? 0) > start + current.length) at -= 1;
    for (; at >= 0; at -= 1) {
      const patch = this.#step[at];
      if (patch === undefined || patch.start + patch.removed.length < start) break;
      const before = patch.removed.slice(0, Math.max(0, start - patch.start));
      const overhang = patch.start + patch.removed.length - (start + current.length);
      const behind = overhang > 0 ? patch.removed.slice(patch.removed.length - overhang) : '';
      original = before + original + behind;
      lead += before.length;
      start -= before.length;
      const whole = before + current + behind;
      const offset = patch.start - start;
      current = whole.slice(0, offset) + patch.inserted + whole.slice(offset + patch.removed.length);
    }
    start += this.#growths[at + 1] ?? 0;
    const isSame = start === trace.start && current === trace.current && original === trace.original;
    const moved = isSame ? trace : { start, original, current, lead };
    this.#movedTraces.set(trace, moved);
    return moved;
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

function growthOf({ removed, inserted }: TextPatch): number {
  return inserted.length - removed.length;
}

function moveSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** Gives back what was taken where the text is as it was. */
function restore({ pieces, harms }: Recollection): Recollection {
  if (!harms.some(({ trace }) => trace.current === trace.original)) return { pieces, harms };
  const restored = [...pieces];
  const kept: Harm[] = [];
  const [startsBack, endsBack] = [new Set<number>(), new Set<number>()];
  for (const harm of harms) {
    const { trace, piece } = harm;
    const zero = trace.start + trace.lead;
    // What was taken later was taken from what is now back.
    const start = startsBack.has(piece) ? undefined : harm.start;
    const end = endsBack.has(piece) ? undefined : harm.end;
    if (start === undefined && end === undefined) continue;
    const left = {
      trace,
      piece,
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
    };
    const backStart = start === undefined ? restored[piece]?.start : zero + start;
    const backEnd = end === undefined ? restored[piece]?.end : zero + end;
    const isKnown = backStart !== undefined && backEnd !== undefined && backStart < backEnd;
    if (!isKnown || trace.current !== trace.original) {
      kept.push(left);
      continue;
    }
    restored[piece] = { start: backStart, end: backEnd };
    if (start !== undefined) startsBack.add(piece);
    if (end !== undefined) endsBack.add(piece);
  }
  // One harm may need a border that another gives back.
  return kept.length < harms.length
    ? restore({ pieces: restored, harms: kept })
    : { pieces: restored, harms };
}

function settle<Value extends Place>(record: Value, recollection: Recollection): Value {
  const place = settled(record, recollection);
  const { span: _, fragments: __, recollection: ___, lostWords: ____, ...rest } = record;
  // The fields of the place are all optional or replaced; the others are as they were.
  return { ...rest, ...place } as unknown as Value;
}

function settled(record: Place, recollection: Recollection): Place {
  const left = recollection.pieces.filter((piece) => piece !== undefined);
  const memory = recollection.harms.length > 0 ? { recollection } : {};
  const [first] = left;
  if (first === undefined) {
    const trace = recollection.harms.at(-1)?.trace;
    const start = trace?.start ?? record.span.start;
    const span = { start, end: start + (trace?.current.length ?? 0) };
    return { span, ...memory, lostWords: record.lostWords ?? wordsOf(recollection) };
  }
  const span = { start: first.start, end: Math.max(...left.map(({ end }) => end)) };
  return { span, ...(left.length > 1 && { fragments: left }), ...memory };
}

/** The words before anything was taken from them, as far as the harms tell. */
function wordsOf({ pieces, harms }: Recollection): string {
  const words = pieces.map((_, index) => {
    const harm = harms.find(
      ({ piece, start, end }) => piece === index && start !== undefined && end !== undefined,
    );
    if (harm?.start === undefined || harm.end === undefined) return '';
    const { original, lead } = harm.trace;
    return original.slice(lead + harm.start, lead + harm.end);
  });
  return words.join(' ');
}
