import { overlaps } from '../span.ts';
import type { TextStep } from '../textPatch.ts';
import {
  applyChange,
  invert,
  isLost,
  isNoChange,
  type Replacement,
  type Review,
  type ReviewChange,
  type ReviewedAttitude,
  type ReviewedMention,
  wholeOf,
} from './review.ts';
import { isSameAttitude, isSameOrigin } from './sameness.ts';
import { shiftChange } from './textEdits.ts';

/** One step that can be taken back, however much it changed. */
interface Step {
  readonly change: ReviewChange;
  readonly title: string;
  /** How many steps of the text came before it: those after it move its spans. */
  readonly textSteps: number;
}

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
}

/** Nothing done yet. */
export const emptyHistory: History = { past: [], future: [], textSteps: [] };

/** Applies a change as one step; what had been undone can then no longer be redone. */
export function takeStep(history: History, review: Review, change: ReviewChange, title: string): Travel {
  if (isNoChange(change)) return { history, review, change, title };
  const step = { change, title, textSteps: history.textSteps.length };
  return {
    history: { ...history, past: [...history.past, step], future: [] },
    review: applyChange(review, change),
    change,
    title,
  };
}

/** The history after edits of the text, which the review followed by `shiftReview`. */
export function followText(history: History, steps: readonly TextStep[]): History {
  if (history.past.length + history.future.length === 0) return emptyHistory;
  const textSteps = [...history.textSteps];
  const lastTaken = Math.max(history.past.at(-1)?.textSteps ?? 0, history.future.at(-1)?.textSteps ?? 0);
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
  const past = [...history.past];
  for (let step = past.pop(); step; step = past.pop()) {
    const done = reverse(history, review, step);
    if (done) return { ...done, history: { ...history, past, future: [...history.future, done.step] } };
  }
  return undefined;
}

/** Does the step again that was last undone; undefined when there is none. As `undo` otherwise. */
export function redo(history: History, review: Review): Travel | undefined {
  const future = [...history.future];
  for (let step = future.pop(); step; step = future.pop()) {
    const done = reverse(history, review, step);
    if (done) return { ...done, history: { ...history, future, past: [...history.past, done.step] } };
  }
  return undefined;
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
  { change: done, title, textSteps }: Step,
): (Omit<Travel, 'history'> & { readonly step: Step }) | undefined {
  const change = against(review, shiftChange(invert(done), history.textSteps.slice(textSteps)));
  if (isNoChange(change)) return undefined;
  const step = { change, title, textSteps: history.textSteps.length };
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
