import type { Span } from '../span.ts';

/**
 * An id for a mention that `isFree`. It tells place and length, so that two people who annotate different places of
 * one text give different ids, and the same id to what is the same: their files can be merged line by line.
 */
export function mentionId({ start, end }: Span, isFree: (id: string) => boolean): string {
  return freeId('T', `${start}${String((end - start) % 100).padStart(2, '0')}`, isFree);
}

/** An id for what a person rejects, in the manner of `mentionId`. */
export function rejectionId({ start, end }: Span, isFree: (id: string) => boolean): string {
  return freeId('X', `${start}${String((end - start) % 100).padStart(2, '0')}`, isFree);
}

/** An id for an attitude that `isFree`: a number of up to eight digits that the ends decide, as in `mentionId`. */
export function attitudeId(
  sourceMentionId: string,
  targetMentionId: string,
  isFree: (id: string) => boolean,
): string {
  return freeId('R', `${hash(`${sourceMentionId} ${targetMentionId}`) % 1e8}`, isFree);
}

/** An id for the note on where the annotation `target` comes from; other programs want a number and nothing else. */
export function noteId(target: string, isFree: (id: string) => boolean): string {
  const number = target.slice(1).match(/\d+/)?.[0] ?? '';
  return freeId('#', `${number}${target.startsWith('T') ? 1 : 2}`, isFree);
}

function freeId(prefix: string, wanted: string, isFree: (id: string) => boolean): string {
  for (let number = Number(wanted) || 1; ; number = (number * 31 + 7) % 999_999_937) {
    const id = `${prefix}${number}`;
    if (isFree(id)) return id;
  }
}

/** FNV-1a, 32 bits. */
function hash(value: string): number {
  let sum = 0x811c9dc5;
  for (let index = 0; index < value.length; index += 1)
    sum = Math.imul(sum ^ value.charCodeAt(index), 0x01000193) >>> 0;
  return sum;
}
