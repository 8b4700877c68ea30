import type { Span } from './span.ts';
import { type Difference, diffTexts, joinTouching } from './textDifferences.ts';

/** One replacement: `removed`, which stood at offset `start`, gave way to `inserted`. */
export interface TextPatch extends Difference {
  /** Blank code units that stand right before and after `inserted` in the text after; absent for none. */
  readonly blankBefore?: number;
  readonly blankAfter?: number;
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
 * Words that a replacement leaves as they are count as untouched.
 */
export function stepsOf(before: string, changes: readonly TextReplacement[]): TextStep[] {
  const isDescending = changes.every(({ span }, index) => {
    const last = changes[index - 1];
    return last === undefined || span.end <= last.span.start;
  });
  if (isDescending) return stepOf(before, [...changes].reverse());
  const steps: TextStep[] = [];
  let text = before;
  for (const change of changes) {
    steps.push(...stepOf(text, [change]));
    text = text.slice(0, change.span.start) + change.text + text.slice(change.span.end);
  }
  return steps;
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

/** One step, or none where nothing changes. */
function stepOf(before: string, ascending: readonly TextReplacement[]): TextStep[] {
  const differences = ascending.flatMap(({ span, text }) =>
    diffTexts(before.slice(span.start, span.end), text).map((each) => ({
      ...each,
      start: span.start + each.start,
    })),
  );
  const step = joinTouching(differences);
  if (step.length === 0) return [];
  const after = applyStep(before, step);
  let growth = 0;
  return [
    step.map((difference) => {
      const start = difference.start + growth;
      growth += difference.inserted.length - difference.removed.length;
      return withBlanks(after, start, difference);
    }),
  ];
}

function withBlanks(text: string, start: number, difference: Difference): TextPatch {
  if (difference.removed === '') return difference;
  const end = start + difference.inserted.length;
  let [from, to] = [start, end];
  while (from > 0 && isBlank(text, from - 1)) from -= 1;
  while (to < text.length && isBlank(text, to)) to += 1;
  return {
    ...difference,
    ...(from < start && { blankBefore: start - from }),
    ...(to > end && { blankAfter: to - end }),
  };
}

function isBlank(text: string, offset: number): boolean {
  return text.charAt(offset).trim() === '';
}
