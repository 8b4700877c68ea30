import { describe, expect, test } from 'vitest';
import { mergeAnnotations } from '../../../../src/core/review/mergeView.ts';
import { reviewOf } from './reviewOf.ts';

const text = 'Иванов обвинил Иванова. Петров 😀 и Иванов, Сидоров и Иванов.';
const mentions = [
  'T1\tPER 0 6\tИванов\n',
  'T2\tPER 15 22\tИванова\n',
  'T3\tPER 24 30\tПетров\n',
  'T4\tPER 35 41\tИванов\n',
  'T5\tPER 43 50\tСидоров\n',
  'T6\tPER 53 59\tИванов\n',
].join('');

/** The mentions of each entity, as the file's `*` lines have it. */
function check(equivalences: string, expected: readonly string[]): void {
  const { review } = reviewOf(mentions + equivalences, text);
  const { entities } = mergeAnnotations({ text, review }).extraction;
  expect(entities.map(({ id, name, mentionIds }) => `${id} ${name}: ${mentionIds.join(' ')}`)).toEqual(
    expected,
  );
}

describe('equivalences', () => {
  test('join names that differ', () => {
    check('*\tAlias T3 T5\n', ['ET1 Иванов: T1 T2 T4 T6', 'ET3 Петров: T3 T5']);
  });

  test('take names apart that are equal, and keep the others with the most', () => {
    check('*\tAlias T1 T4\n*\tAlias T2 T5\n', [
      'ET1 Иванов: T1 T4 T6',
      'ET2 Иванов: T2 T5',
      'ET3 Петров: T3',
    ]);
  });

  test('say nothing of what is no mention', () => {
    check('*\tAlias T3 T9\n', ['ET1 Иванов: T1 T2 T4 T6', 'ET3 Петров: T3', 'ET5 Сидоров: T5']);
  });
});
