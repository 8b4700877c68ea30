import { countStartingUpTo } from '../span.ts';
import type { TextPatch, TextStep } from '../textPatch.ts';

/** A stretch that is other now than it was. */
interface Change {
  /** Offset of `original` in the text of then. */
  readonly start: number;
  readonly original: string;
  /** Offset of `current` in the text of now. */
  readonly at: number;
  readonly current: string;
  /** Offset in `current` at which `original` is there again, with more written before or after it; absent if it is not. */
  readonly back?: number;
}

/**
 * All that has changed in the text since a certain moment, in order; no two stretches touch. Many records share one.
 * What is undone, or written again just as it was, has not changed.
 */
export interface Epoch {
  readonly changes: readonly Change[];
}

/** In what is longer words are not looked for: many mentions may have gone with one edit. */
const longestSearched = 10_000;

/** The epoch that begins before the step. */
export function beginEpoch(step: TextStep): Epoch {
  return continueEpoch({ changes: [] }, step);
}

/** The epoch after one more step. */
export function continueEpoch({ changes }: Epoch, step: TextStep): Epoch {
  const result: Change[] = [];
  /** Growth of the text by the patches so far, and of then to now by the changes so far. */
  let growth = 0;
  let drift = 0;
  let next = 0;
  const keep = (change: Change) => {
    drift += change.current.length - change.original.length;
    result.push(growth === 0 ? change : { ...change, at: change.at + growth });
  };
  for (let at = 0; at < step.length; ) {
    const patch = step[at];
    if (patch === undefined) break;
    for (let change = changes[next]; change && endOf(change) < patch.start; change = changes[next]) {
      keep(change);
      next += 1;
    }
    const group = groupFrom(changes, next, step, at);
    const merged = merge(group, drift);
    next += group.changes.length;
    at += group.patches.length;
    for (const { original, current } of group.changes) drift += current.length - original.length;
    if (merged.original !== merged.current) result.push({ ...merged, at: merged.at + growth });
    for (const { removed, inserted } of group.patches) growth += inserted.length - removed.length;
  }
  for (let change = changes[next]; change; change = changes[next]) {
    keep(change);
    next += 1;
  }
  return { changes: result };
}

/** Where the character is now that was at `offset` then; undefined when it is no more. */
export function offsetNow({ changes }: Epoch, offset: number): number | undefined {
  const last = changes[countStartingUpTo(changes, offset) - 1];
  if (last === undefined) return offset;
  const end = last.start + last.original.length;
  if (offset >= end) return offset - end + last.at + last.current.length;
  return last.back === undefined ? undefined : last.at + last.back + offset - last.start;
}

/** Whether all characters from `start` to `end` of then are there. */
export function isUnchanged({ changes }: Epoch, start: number, end: number): boolean {
  for (let index = Math.max(0, countStartingUpTo(changes, start) - 1); index < changes.length; index += 1) {
    const change = changes[index];
    if (change === undefined || change.start >= end) break;
    if (change.back === undefined && change.start + change.original.length > start) return false;
  }
  return true;
}

/** What stands now in the place of the character that was at `offset` then. */
export function placeNow(epoch: Epoch, offset: number): { readonly start: number; readonly end: number } {
  const found = offsetNow(epoch, offset);
  if (found !== undefined) return { start: found, end: found };
  const { at, current } = epoch.changes[countStartingUpTo(epoch.changes, offset) - 1] ?? {
    at: 0,
    current: '',
  };
  return { start: at, end: at + current.length };
}

/**
 * Where the words from `start` to `end` of then stand again in what took their place, though other words came or went
 * beside them; undefined where they do not, or more than once.
 */
export function foundAgain(
  { changes }: Epoch,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } | undefined {
  const change = changes[countStartingUpTo(changes, start) - 1];
  if (change === undefined || change.start + change.original.length < end) return undefined;
  if (change.current.length > longestSearched) return undefined;
  const words = change.original.slice(start - change.start, end - change.start);
  const index = change.current.indexOf(words);
  if (words === '' || index < 0 || change.current.includes(words, index + 1)) return undefined;
  if (goesOn(change.current, index) || goesOn(change.current, index + words.length)) return undefined;
  return { start: change.at + index, end: change.at + index + words.length };
}

/** Whether a word goes on at `offset`. */
function goesOn(text: string, offset: number): boolean {
  const isLetter = (at: number) => /[\p{L}\p{M}\p{N}]/u.test(text.charAt(at));
  return isLetter(offset - 1) && isLetter(offset);
}

/** What of the text between the offsets of then has been replaced, a blank for each stretch that has not. */
export function replacedText({ changes }: Epoch, start: number, end: number): string {
  const parts: string[] = [];
  let offset = start;
  for (const change of changes) {
    const from = Math.max(start, change.start);
    const to = Math.min(end, change.start + change.original.length);
    if (from >= to) continue;
    if (from > offset && parts.length > 0) parts.push(' ');
    parts.push(change.original.slice(from - change.start, to - change.start));
    offset = to;
  }
  return parts.join('');
}

/** Changes and patches that overlap or touch; the first of them is the patch or touches it. */
interface Group {
  readonly changes: readonly Change[];
  readonly patches: readonly TextPatch[];
}

function groupFrom(
  changes: readonly Change[],
  firstChange: number,
  step: TextStep,
  firstPatch: number,
): Group {
  let [change, patch] = [firstChange, firstPatch + 1];
  let end = patchEnd(step[firstPatch]);
  for (;;) {
    const [nextChange, nextPatch] = [changes[change], step[patch]];
    if (nextChange !== undefined && nextChange.at <= end) {
      end = Math.max(end, endOf(nextChange));
      change += 1;
    } else if (nextPatch !== undefined && nextPatch.start <= end) {
      end = Math.max(end, patchEnd(nextPatch));
      patch += 1;
    } else break;
  }
  return { changes: changes.slice(firstChange, change), patches: step.slice(firstPatch, patch) };
}

/** The group as one change; offsets of now count before the step. */
function merge({ changes, patches }: Group, drift: number): Change {
  const start = Math.min(changes[0]?.at ?? Number.POSITIVE_INFINITY, patches[0]?.start ?? 0);
  // What no change tells of has not changed: it is what the patches removed.
  let original = '';
  let offset = start;
  const passUnchanged = (to: number) => {
    for (const patch of patches) {
      const [from, end] = [Math.max(offset, patch.start), Math.min(to, patchEnd(patch))];
      if (from < end) original += patch.removed.slice(from - patch.start, end - patch.start);
    }
    offset = to;
  };
  for (const change of changes) {
    passUnchanged(change.at);
    original += change.original;
    offset = endOf(change);
  }
  passUnchanged(Math.max(offset, patchEnd(patches.at(-1))));
  let current = '';
  offset = start;
  const passUnreplaced = (to: number) => {
    for (const change of changes) {
      const [from, end] = [Math.max(offset, change.at), Math.min(to, endOf(change))];
      if (from < end) current += change.current.slice(from - change.at, end - change.at);
    }
    offset = to;
  };
  for (const patch of patches) {
    passUnreplaced(patch.start);
    current += patch.inserted;
    offset = patchEnd(patch);
  }
  const last = changes.at(-1);
  if (last !== undefined) passUnreplaced(Math.max(offset, endOf(last)));
  const back = findBack(original, current);
  return { start: start - drift, original, at: start, current, ...(back !== undefined && { back }) };
}

function findBack(original: string, current: string): number | undefined {
  if (current.endsWith(original)) return current.length - original.length;
  return current.startsWith(original) ? 0 : undefined;
}

function endOf({ at, current }: Change): number {
  return at + current.length;
}

function patchEnd(patch: TextPatch | undefined): number {
  return patch === undefined ? 0 : patch.start + patch.removed.length;
}
