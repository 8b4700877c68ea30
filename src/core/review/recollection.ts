import type { Span } from '../span.ts';
import { type Epoch, foundAgain, isUnchanged, offsetNow, placeNow, replacedText } from './epoch.ts';

/** An edit that took one or both borders from a piece of a record. */
export interface Harm {
  /** Since before the edit. */
  readonly epoch: Epoch;
  /** Index into `Recollection.pieces`. */
  readonly piece: number;
  /** The piece before the edit. */
  readonly span: Span;
  readonly tookStart: boolean;
  readonly tookEnd: boolean;
}

/** What edits took from a record. */
export interface Recollection {
  /** As many as there were before; undefined where nothing is left. */
  readonly pieces: readonly (Span | undefined)[];
  /** The earliest first. */
  readonly harms: readonly Harm[];
}

/** The fields of a record that follow the text. */
export interface Place {
  readonly span: Span;
  readonly fragments?: readonly Span[];
  readonly recollection?: Recollection;
  readonly lostWords?: string;
}

/** More than this many edits of one mention can be undone one by one; the ones between are then undone together. */
const mostHarms = 100;

/** Gives back the borders whose characters are back. */
export function restore({ pieces, harms }: Recollection): Recollection {
  const restored = [...pieces];
  const kept: Harm[] = [];
  const startsBack = new Set<number>();
  const endsBack = new Set<number>();
  for (const harm of harms) {
    const { epoch, piece, span } = harm;
    // What was taken later was taken from what is now back.
    const tookStart = harm.tookStart && !startsBack.has(piece);
    const tookEnd = harm.tookEnd && !endsBack.has(piece);
    if (!tookStart && !tookEnd) continue;
    const now = restored[piece];
    const start = tookStart || now === undefined ? offsetNow(epoch, span.start) : now.start;
    const end = tookEnd || now === undefined ? endNow(epoch, span.end) : now.end;
    const isBack = now !== undefined || isUnchanged(epoch, span.start, span.end);
    if (!isBack || start === undefined || end === undefined || start >= end) {
      kept.push({ ...harm, tookStart, tookEnd });
      continue;
    }
    restored[piece] = { start, end };
    if (tookStart) startsBack.add(piece);
    if (tookEnd) endsBack.add(piece);
  }
  return findAgain({ pieces: restored, harms: kept });
}

/** Pieces of which nothing was left may stand in what took their place, with other words than before around them. */
function findAgain({ pieces, harms }: Recollection): Recollection {
  const found = new Map<number, Span>();
  for (const { epoch, piece, span, tookStart, tookEnd } of harms) {
    if (pieces[piece] !== undefined || found.has(piece) || !(tookStart && tookEnd)) continue;
    const again = foundAgain(epoch, span.start, span.end);
    if (again) found.set(piece, again);
  }
  if (found.size === 0) return { pieces, harms };
  return {
    pieces: pieces.map((piece, index) => piece ?? found.get(index)),
    harms: harms.filter(({ piece }) => !found.has(piece)),
  };
}

/** The record with what is left of it. */
export function settle<Value extends Place>(record: Value, { pieces, harms }: Recollection): Value {
  const kept = harms.length > mostHarms ? [...harms.slice(0, 1), ...harms.slice(1 - mostHarms)] : harms;
  const place = settled(record, { pieces, harms: kept });
  const { span: _, fragments: __, recollection: ___, lostWords: ____, ...rest } = record;
  // The fields of the place are all optional or replaced; the others are as they were.
  return { ...rest, ...place } as unknown as Value;
}

function settled(record: Place, recollection: Recollection): Place {
  const left = recollection.pieces.filter((piece) => piece !== undefined);
  const memory = recollection.harms.length > 0 ? { recollection } : {};
  const [first] = left;
  if (first === undefined) {
    const last = recollection.harms.at(-1);
    const span = last ? placeNow(last.epoch, last.span.start) : record.span;
    return { span, ...memory, lostWords: record.lostWords ?? wordsOf(recollection) };
  }
  const span = { start: first.start, end: Math.max(...left.map(({ end }) => end)) };
  return { span, ...(left.length > 1 && { fragments: left }), ...memory };
}

function endNow(epoch: Epoch, end: number): number | undefined {
  const last = offsetNow(epoch, end - 1);
  return last === undefined ? undefined : last + 1;
}

/** The words before anything was taken from them. */
function wordsOf({ pieces, harms }: Recollection): string {
  const words = pieces.map((_, index) => {
    const first = harms.find(({ piece }) => piece === index);
    return first ? replacedText(first.epoch, first.span.start, first.span.end) : '';
  });
  return words.join(' ');
}
