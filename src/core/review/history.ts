import { overlaps } from '../span.ts';
import type { SynonymsChange } from '../synonymsRevert.ts';
import type { TextStep } from '../textPatch.ts';
import {
  applyChange,
  invert,
  isLost,
  isNoChange,
  noChange,
  type Replacement,
  type Review,
  type ReviewChange,
  type ReviewedAttitude,
  type ReviewedMention,
  wholeOf,
} from './review.ts';
import { isSameAttitude, isSameOrigin } from './sameness.ts';
import { shiftChange } from './textEdits.ts';

/** One step in the review that can be taken back, however much it changed. */
interface ReviewStep {
  readonly type: 'review';
  readonly change: ReviewChange;
  readonly title: string;
  /** How many steps of the text came before it: those after it move its spans. */
  readonly textSteps: number;
}

/** A step in the grouping of names, which no review holds: taking it back is up to whoever keeps the synonyms file. */
export interface NamesStep {
  readonly type: 'names';
  /** Address of the synonyms file. */
  readonly file: string;
  readonly change: SynonymsChange;
  readonly title: string;
}

/** What can be taken back. */
export type Step = ReviewStep | NamesStep;

/** The steps of a review, to be undone and redone; immutable. */
export interface History {
  readonly past: readonly Step[];
  /** What was undone, the next to redo last. */
  readonly future: readonly Step[];
  /** All edits of the text since the first step. */
  readonly textSteps: readonly TextStep[];
}

/** What undoing or redoing comes to. */
export interface Travel {
  readonly history: History;
  readonly review: Review;
  /** What was applied to the review. */
  readonly change: ReviewChange;
  readonly title: string;
  /**
   * The step was one in the grouping of names: it has left the history and waits to be taken back, or done again, in
   * the synonyms file. `returnStep` notes what is against it then.
   */
  readonly names?: NamesStep;
}

/** Nothing done yet. */
export const emptyHistory: History = { past: [], future: [], textSteps: [] };

/** Applies a change as one step; what had been undone can then no longer be redone. */
export function takeStep(history: History, review: Review, change: ReviewChange, title: string): Travel {
  if (isNoChange(change)) return { history, review, change, title };
  const step: Step = { type: 'review', change, title, textSteps: history.textSteps.length };
  return { history: withStep(history, step), review: applyChange(review, change), change, title };
}

/** Notes one step more; what had been undone can then no longer be redone. */
export function withStep(history: History, step: Step): History {
  return { ...history, past: [...history.past, step], future: [] };
}

/** Notes what undoing (or redoing) a step in the grouping of names came to, to be redone (or undone). */
export function returnStep(history: History, to: 'past' | 'future', step: NamesStep): History {
  return { ...history, [to]: [...history[to], step] };
}

/** The history after edits of the text, which the review followed by `shiftReview`. */
export function followText(history: History, steps: readonly TextStep[]): History {
  if (history.past.length + history.future.length === 0) return emptyHistory;
  const textSteps = [...history.textSteps];
  const lastTaken = Math.max(textStepsBefore(history.past), textStepsBefore(history.future));
  for (const step of steps) {
    const joined = lastTaken < textSteps.length ? typedOn(textSteps.at(-1), step) : undefined;
    if (joined === undefined) textSteps.push(step);
    else textSteps[textSteps.length - 1] = joined;
  }
  return { ...history, textSteps };
}

/** The title of the step that `undo` would take back. */
export function undoTitle({ past }: History): string | undefined {
  return past.at(-1)?.title;
}

/** The title of the step that `redo` would do again. */
export function redoTitle({ future }: History): string | undefined {
  return future.at(-1)?.title;
}

/**
 * Takes the last step back; undefined when there is none. What others have changed since, in the file, stays as they
 * left it; a step of which nothing is left is passed over.
 */
export function undo(history: History, review: Review): Travel | undefined {
  return travel(history, review, 'past', 'future');
}

/** Does the step again that was last undone; undefined when there is none. As `undo` otherwise. */
export function redo(history: History, review: Review): Travel | undefined {
  return travel(history, review, 'future', 'past');
}

function travel(
  history: History,
  review: Review,
  from: 'past' | 'future',
  to: 'past' | 'future',
): Travel | undefined {
  const left = [...history[from]];
  for (let step = left.pop(); step; step = left.pop()) {
    if (step.type === 'names') {
      const { title } = step;
      return { history: { ...history, [from]: left }, review, change: noChange, title, names: step };
    }
    const done = reverse(history, review, step);
    if (done) return { ...done, history: { ...history, [from]: left, [to]: [...history[to], done.step] } };
  }
  return undefined;
}

/** How many steps of the text came before the last step of the review among these. */
function textStepsBefore(steps: readonly Step[]): number {
  const last = steps.findLast((step) => step.type === 'review');
  return last?.textSteps ?? 0;
}

/** The two steps as one where the second types on after the first. */
function typedOn(first: TextStep | undefined, second: TextStep): TextStep | undefined {
  const [[before, ...others], [after, ...more]] = [first ?? [], second];
  if (before === undefined || after === undefined || others.length + more.length > 0) return undefined;
  const isTyping = before.removed === '' && after.removed === '';
  if (!isTyping || after.start !== before.start + before.inserted.length) return undefined;
  return [{ ...before, inserted: before.inserted + after.inserted }];
}

/** Applies what is against `step`; the step that comes of it is against that again. Undefined where nothing is left. */
function reverse(
  history: History,
  review: Review,
  { change: done, title, textSteps }: ReviewStep,
): (Omit<Travel, 'history'> & { readonly step: ReviewStep }) | undefined {
  const change = against(review, shiftChange(invert(done), history.textSteps.slice(textSteps)));
  if (isNoChange(change)) return undefined;
  const step: ReviewStep = { type: 'review', change, title, textSteps: history.textSteps.length };
  return { step, change, title, review: applyChange(review, change) };
}

/** Of the change what is still as its step left it, with what the review really has as `before`. */
function against(review: Review, change: ReviewChange): ReviewChange {
  const whole = wholeOf(review);
  const attitudes = asLeft(change.attitudes, whole.attitudes, areAttitudesAlike);
  const going = new Set(change.mentions.flatMap(({ id, after }) => (after === undefined ? [id] : [])));
  if (going.size > 0) {
    // A mention of which others speak in the meantime does not go.
    const known = new Set(attitudes.map(({ id }) => id));
    for (const { id, sourceMentionId, targetMentionId } of whole.attitudes.values())
      if (!known.has(id)) for (const end of [sourceMentionId, targetMentionId]) going.delete(end);
  }
  const mentions = change.mentions.filter(({ id, after }) => after !== undefined || going.has(id));
  return {
    mentions: asLeft(mentions, whole.mentions, areMentionsAlike),
    attitudes,
    rejected: asLeft(change.rejected, review.rejected, () => true),
    marks: asLeft(change.marks, whole.marks, () => true),
  };
}

function asLeft<Value>(
  replacements: readonly Replacement<Value>[],
  records: ReadonlyMap<string, Value>,
  isAlike: (before: Value, expected: Value) => boolean,
): Replacement<Value>[] {
  return replacements.flatMap(({ id, before: expected, after }) => {
    const before = records.get(id);
    if (before === undefined || expected === undefined) {
      if (before !== expected) return [];
      return after === undefined ? [] : { id, after };
    }
    return isAlike(before, expected) ? { id, before, ...(after !== undefined && { after }) } : [];
  });
}

/** Borders may differ: a mention that was read again from its file has none within lines. */
function areMentionsAlike(a: ReviewedMention, b: ReviewedMention): boolean {
  const isThere = isLost(a) || isLost(b) || overlaps(a.span, b.span);
  return a.type === b.type && isSameOrigin(a, b) && isThere;
}

function areAttitudesAlike(a: ReviewedAttitude, b: ReviewedAttitude): boolean {
  return isSameAttitude(a, b) && isSameOrigin(a, b);
}
