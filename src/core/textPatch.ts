import type { Span } from './span.ts';

/** One replacement: `removed`, which stood at offset `start`, gave way to `inserted`. */
export interface TextPatch {
  readonly start: number;
  readonly removed: string;
  readonly inserted: string;
}

/** Replacements made at once: all offsets count in the text before, in order, and no two overlap or touch. */
export type TextStep = readonly TextPatch[];

/** What an editor tells of a change: `text` was put in place of `span`. */
export interface TextReplacement {
  readonly span: Span;
  readonly text: string;
}

/**
 * The steps that an editor's changes of `before` come to, to be followed one after the other. The changes are such as
 * may be applied in the order given; VS Code's, from the last to the first in the text, become a single step.
 */
export function stepsOf(before: string, changes: readonly TextReplacement[]): TextStep[] {
  const real = changes.filter(({ span, text }) => span.end > span.start || text !== '');
  const isDescending = real.every(({ span }, index) => {
    const last = real[index - 1];
    return last === undefined || span.end <= last.span.start;
  });
  if (isDescending) {
    const step = joinTouching(
      real
        .map(({ span, text }) => ({
          start: span.start,
          removed: before.slice(span.start, span.end),
          inserted: text,
        }))
        .reverse()
        .map(withoutCommonEnds)
        .filter(({ removed, inserted }) => removed !== inserted),
    );
    return step.length > 0 ? [step] : [];
  }
  const steps: TextStep[] = [];
  let text = before;
  for (const { span, text: inserted } of real) {
    steps.push([{ start: span.start, removed: text.slice(span.start, span.end), inserted }]);
    text = text.slice(0, span.start) + inserted + text.slice(span.end);
  }
  return steps;
}

/** The patch without the whole words that it leaves as they are at its ends. */
function withoutCommonEnds({ start, removed, inserted }: TextPatch): TextPatch {
  const shorter = Math.min(removed.length, inserted.length);
  let head = 0;
  while (head < shorter && removed.charCodeAt(head) === inserted.charCodeAt(head)) head += 1;
  while (head > 0 && !(isBorder(removed, head) && isBorder(inserted, head))) head -= 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    removed.charCodeAt(removed.length - 1 - tail) === inserted.charCodeAt(inserted.length - 1 - tail)
  )
    tail += 1;
  while (
    tail > 0 &&
    !(isBorder(removed, removed.length - tail) && isBorder(inserted, inserted.length - tail))
  )
    tail -= 1;
  return {
    start: start + head,
    removed: removed.slice(head, removed.length - tail),
    inserted: inserted.slice(head, inserted.length - tail),
  };
}

/** Whether no word goes on at `offset`; the ends of the text are borders. */
function isBorder(text: string, offset: number): boolean {
  if (offset === 0 || offset === text.length) return true;
  return !(isOfWord(text, offset - 1) && isOfWord(text, offset));
}

/** Whether a letter, digit, combining mark or half of a pair is there. */
function isOfWord(text: string, offset: number): boolean {
  return /[\p{L}\p{M}\p{N}\p{Cs}]/u.test(text.charAt(offset));
}

/** `text` after the step. */
export function applyStep(text: string, step: TextStep): string {
  let offset = 0;
  let after = '';
  for (const { start, removed, inserted } of step) {
    after += text.slice(offset, start) + inserted;
    offset = start + removed.length;
  }
  return after + text.slice(offset);
}

function joinTouching(patches: readonly TextPatch[]): TextPatch[] {
  const joined: TextPatch[] = [];
  for (const patch of patches) {
    const last = joined.at(-1);
    if (last === undefined || last.start + last.removed.length < patch.start) joined.push(patch);
    else
      joined[joined.length - 1] = {
        start: last.start,
        removed: last.removed + patch.removed,
        inserted: last.inserted + patch.inserted,
      };
  }
  return joined;
}
