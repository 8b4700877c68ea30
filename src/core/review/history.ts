import type { TextStep } from '../textPatch.ts';
import {
  applyChange,
  invert,
  isNoChange,
  type Replacement,
  type Review,
  type ReviewChange,
  wholeOf,
} from './review.ts';
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

/** Takes the last step back; undefined when there is none. */
export function undo(history: History, review: Review): Travel | undefined {
  const travel = reverse(history, review, history.past.at(-1));
  if (travel === undefined) return undefined;
  const { step, after } = travel;
  const moved = { ...history, past: history.past.slice(0, -1), future: [...history.future, step] };
  return { history: moved, review: after, change: step.change, title: step.title };
}

/** Does the step again that was last undone; undefined when there is none. */
export function redo(history: History, review: Review): Travel | undefined {
  const travel = reverse(history, review, history.future.at(-1));
  if (travel === undefined) return undefined;
  const { step, after } = travel;
  const moved = { ...history, future: history.future.slice(0, -1), past: [...history.past, step] };
  return { history: moved, review: after, change: step.change, title: step.title };
}

/** The two steps as one where the second types on after the first. */
function typedOn(first: TextStep | undefined, second: TextStep): TextStep | undefined {
  const [[before, ...others], [after, ...more]] = [first ?? [], second];
  if (before === undefined || after === undefined || others.length + more.length > 0) return undefined;
  const isTyping = before.removed === '' && after.removed === '';
  if (!isTyping || after.start !== before.start + before.inserted.length) return undefined;
  return [{ ...before, inserted: before.inserted + after.inserted }];
}

/** Applies what is against `step`; the step that comes of it is against that again. */
function reverse(
  history: History,
  review: Review,
  step: Step | undefined,
): { readonly step: Step; readonly after: Review } | undefined {
  if (step === undefined) return undefined;
  const since = history.textSteps.slice(step.textSteps);
  const wanted = shiftChange(invert(step.change), since);
  const change = against(review, wanted);
  return {
    step: { change, title: step.title, textSteps: history.textSteps.length },
    after: applyChange(review, change),
  };
}

/** The change with what the review really has as `before`, and with the attitudes that would lose an end. */
function against(review: Review, change: ReviewChange): ReviewChange {
  const whole = wholeOf(review);
  const gone = new Set(change.mentions.flatMap(({ id, after }) => (after === undefined ? [id] : [])));
  const attitudes = [...change.attitudes];
  if (gone.size > 0) {
    const known = new Set(attitudes.map(({ id }) => id));
    for (const { id, sourceMentionId, targetMentionId } of whole.attitudes.values())
      if (!known.has(id) && (gone.has(sourceMentionId) || gone.has(targetMentionId))) attitudes.push({ id });
  }
  return {
    mentions: rebased(change.mentions, whole.mentions),
    attitudes: rebased(attitudes, whole.attitudes),
    rejected: rebased(change.rejected, review.rejected),
    marks: rebased(change.marks, whole.marks),
  };
}

function rebased<Value>(
  replacements: readonly Replacement<Value>[],
  records: ReadonlyMap<string, Value>,
): Replacement<Value>[] {
  return replacements.map(({ id, after }) => {
    const before = records.get(id);
    return { id, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  });
}
