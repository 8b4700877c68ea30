import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginEpoch, continueEpoch, type Epoch, offsetNow } from '../../../../src/core/review/epoch.ts';
import { applyStep, stepsOf, type TextStep } from '../../../../src/core/textPatch.ts';

const unit = fc.constantFrom('а', 'б', 'в', ' ', '\n', '😀');
const texts = (maxLength: number) => fc.array(unit, { maxLength }).map((units) => units.join(''));
const edits = fc.array(fc.tuple(fc.nat(), fc.nat(5), texts(4)), { minLength: 1, maxLength: 12 });

/** Puts the text of then together again from that of now. */
function textOfThen({ changes }: Epoch, now: string): string {
  let offset = 0;
  let then = '';
  for (const { start, original, at, current } of changes) {
    then += now.slice(offset, at);
    expect(then).toHaveLength(start);
    expect(now.startsWith(current, at)).toBe(true);
    then += original;
    offset = at + current.length;
  }
  return then + now.slice(offset);
}

function turned(step: TextStep): TextStep {
  let growth = 0;
  return step.map(({ start, removed, inserted }) => {
    const turned = { start: start + growth, removed: inserted, inserted: removed };
    growth += inserted.length - removed.length;
    return turned;
  });
}

/** Follows the edits, checks each, and gives the steps back with what came of them. */
function followAll(
  first: string,
  all: readonly (readonly [number, number, string])[],
): { epoch: Epoch; steps: readonly TextStep[] } {
  let text = first;
  let epoch: Epoch = { changes: [] };
  const steps: TextStep[] = [];
  for (const [at, length, inserted] of all) {
    const start = at % (text.length + 1);
    const second = Math.min(text.length, start + length + 2);
    const changes = [
      { span: { start: second, end: Math.min(text.length, second + length) }, text: inserted },
      { span: { start, end: Math.min(text.length, start + length) }, text: inserted },
    ];
    for (const step of stepsOf(text, changes)) {
      epoch = continueEpoch(epoch, step);
      text = applyStep(text, step);
      steps.push(step);
    }
    expect(textOfThen(epoch, text)).toBe(first);
    for (let offset = 0; offset < first.length; offset += 1) {
      const now = offsetNow(epoch, offset);
      if (now !== undefined) expect(text.charAt(now)).toBe(first.charAt(offset));
    }
  }
  return { epoch, steps };
}

test('an epoch tells the text of then from that of now', () => {
  fc.assert(
    fc.property(texts(30), edits, (first, all) => void followAll(first, all)),
    { numRuns: 2000 },
  );
});

test('an epoch in which everything was undone has no changes', () => {
  fc.assert(
    fc.property(texts(30), edits, (first, all) => {
      // What is typed is like nothing in the text: with that, another change could have undone one by chance.
      let letter = 0x4e00;
      const fresh = all.map(([at, length, inserted]) => {
        const letters = Array.from(inserted, () => String.fromCharCode(letter++));
        return [at, length, letters.join('')] as const;
      });
      const { epoch, steps } = followAll(first, fresh);
      const undone = steps.toReversed().reduce((each, step) => continueEpoch(each, turned(step)), epoch);
      expect(undone.changes).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('an epoch begins with its step', () => {
  const [step = []] = stepsOf('Россия и США', [{ span: { start: 0, end: 7 }, text: '' }]);
  expect(beginEpoch(step)).toEqual({ changes: [{ start: 0, original: 'Россия ', at: 0, current: '' }] });
});
