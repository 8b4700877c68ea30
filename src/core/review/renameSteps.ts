import type { History, Step } from './history.ts';
import type { Replacement, ReviewChange, ReviewedAttitude } from './review.ts';

/** The history after records got other ids (`Rebased.renamed`), so that its steps still speak of them. */
export function renameSteps(history: History, renamed: ReadonlyMap<string, string>): History {
  if (renamed.size === 0) return history;
  const rename = (step: Step): Step =>
    step.type === 'names' ? step : { ...step, change: renameChange(step.change, renamed) };
  return { ...history, past: history.past.map(rename), future: history.future.map(rename) };
}

function renameChange(change: ReviewChange, renamed: ReadonlyMap<string, string>): ReviewChange {
  const to = (id: string) => renamed.get(id) ?? id;
  const withId = <Value extends { readonly id: string }>(value: Value): Value => ({
    ...value,
    id: to(value.id),
  });
  const withEnds = (attitude: ReviewedAttitude): ReviewedAttitude => ({
    ...withId(attitude),
    sourceMentionId: to(attitude.sourceMentionId),
    targetMentionId: to(attitude.targetMentionId),
  });
  return {
    mentions: change.mentions.map((each) => renamedReplacement(each, withId)),
    attitudes: change.attitudes.map((each) => renamedReplacement(each, withEnds)),
    rejected: change.rejected,
    marks: change.marks.map((each) => renamedReplacement(each, withId)),
  };

  function renamedReplacement<Value>(
    { id, before, after }: Replacement<Value>,
    renameValue: (value: Value) => Value,
  ): Replacement<Value> {
    return {
      id: to(id),
      ...(before !== undefined && { before: renameValue(before) }),
      ...(after !== undefined && { after: renameValue(after) }),
    };
  }
}
