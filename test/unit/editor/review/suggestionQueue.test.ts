import { describe, expect, test } from 'vitest';
import type { Attitude } from '../../../../src/core/annotations.ts';
import { acceptAttitudes, rejectAttitudes } from '../../../../src/core/review/operations.ts';
import { type Visit, visitOf } from '../../../../src/editor/review/reviewSession.ts';
import { attitudeWords } from '../../../../src/editor/review/reviewText.ts';
import { neighbourSuggestion } from '../../../../src/editor/review/suggestionQueue.ts';
import { decided, suggested } from '../annotated.ts';

const annotations = suggested('🙂 [А]PER и [Б]PER.\r\n[В]PER и [Г]PER.', [
  'T1 - T2 0.8',
  'T1 + T4 0.6',
  'T2 - T1 0.7',
  'T3 + T4 0.9',
]);
const name = (attitude: Attitude | undefined) =>
  attitude && `${attitude.sourceMentionId}>${attitude.targetMentionId}`;

/** The names of the next `steps` suggestions. */
function walk(
  order: 'position' | 'uncertainty',
  step: 1 | -1,
  steps: number,
): readonly (string | undefined)[] {
  let visit: Visit | undefined;
  return Array.from({ length: steps }, () => {
    const next = neighbourSuggestion(annotations, visit, order, step);
    visit = next && visitOf(annotations, next);
    return name(next);
  });
}

describe('neighbourSuggestion', () => {
  test.each([
    ['position', 1, ['M1>M2', 'M1>M4', 'M2>M1', 'M3>M4', 'M1>M2']],
    ['position', -1, ['M3>M4', 'M2>M1', 'M1>M4', 'M1>M2', 'M3>M4']],
    ['uncertainty', 1, ['M1>M4', 'M2>M1', 'M1>M2', 'M3>M4', 'M1>M4']],
    ['uncertainty', -1, ['M3>M4', 'M1>M2', 'M2>M1', 'M1>M4', 'M3>M4']],
  ] as const)('goes by %s in steps of %i through all, around the end', (order, step, expected) => {
    expect(walk(order, step, expected.length)).toEqual(expected);
  });

  test('begins behind the cursor', () => {
    const offset = annotations.text.indexOf('Б');
    expect(name(neighbourSuggestion(annotations, { offset }, 'position', 1))).toBe('M2>M1');
    expect(name(neighbourSuggestion(annotations, { offset }, 'position', -1))).toBe('M1>M4');
  });

  test('goes on from where a suggestion was decided upon, by the places of its ends', () => {
    const second = annotations.extraction.attitudes[1];
    const visit = second && visitOf(annotations, second);
    const after = decided(annotations, (review, shown) => acceptAttitudes(review, shown.slice(1, 2)));
    const words = (step: 1 | -1) => {
      const next = neighbourSuggestion(after, visit, 'position', step);
      return next && attitudeWords(after, next);
    };
    expect(words(1)).toBe('Б → А −');
    expect(words(-1)).toBe('А → Б −');
  });

  test('finds none when all are decided upon', () => {
    const after = decided(annotations, (review, shown) => rejectAttitudes(review, shown));
    expect(neighbourSuggestion(after, undefined, 'position', 1)).toBeUndefined();
  });
});
