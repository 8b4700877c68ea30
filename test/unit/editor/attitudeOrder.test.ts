import { describe, expect, test } from 'vitest';
import type { Attitude } from '../../../src/core/annotations.ts';
import { attitudesInOrder, neighbour } from '../../../src/editor/attitudeOrder.ts';
import { annotated } from './annotated.ts';

const annotations = annotated('[А]PER и [Б]PER.\n[В]PER и [Г]PER.', [
  'T3 + T4 0.9',
  'T1 - T2 0.9',
  'T1 + T4 0.9',
  'T2 - T1 0.9',
]);
const name = (attitude: Attitude) => `${attitude.sourceMentionId}>${attitude.targetMentionId}`;

describe('neighbour', () => {
  test('goes through all attitudes from the top, around the end, one subject after the other', () => {
    expect(attitudesInOrder(annotations).map(name)).toEqual(['T1>T2', 'T1>T4', 'T2>T1', 'T3>T4']);
  });

  test.each([
    ['next', 1, ['T1>T4', 'T2>T1', 'T3>T4', 'T1>T2', 'T1>T4']],
    ['previous', -1, ['T3>T4', 'T2>T1', 'T1>T4', 'T1>T2', 'T3>T4']],
  ] as const)('walks to the %s and wraps around', (_title, step, expected) => {
    let visited: Attitude | undefined = attitudesInOrder(annotations)[0];
    const walked = expected.map(() => {
      const offset = annotations.index.mention(visited?.sourceMentionId ?? '')?.span.start ?? 0;
      const place = neighbour(annotations, offset, visited, step);
      visited = place?.attitude;
      return visited && name(visited);
    });
    expect(walked).toEqual(expected);
  });

  test('starts from the cursor when it was moved', () => {
    const visited = attitudesInOrder(annotations)[0];
    expect(neighbour(annotations, 6, visited, 1)).toMatchObject({ number: 4, total: 4 });
    expect(neighbour(annotations, 6, visited, -1)).toMatchObject({ number: 3, total: 4 });
  });

  test('finds none where there is none', () => {
    expect(neighbour(annotated('Тихо.'), 0, undefined, 1)).toBeUndefined();
  });
});
