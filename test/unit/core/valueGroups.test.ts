import { expect, it } from 'vitest';
import { stemWord } from '../../../src/core/stem.ts';
import { createGroupOf } from '../../../src/core/valueGroups.ts';

const groups = [['Россия', 'РФ'], ['США'], ['рф', 'Российская Федерация']];
const sameGroup = (a: string, b: string, stem = (word: string) => word) => {
  const groupOf = createGroupOf(groups, stem);
  return groupOf(a) === groupOf(b);
};

it.each([
  ['россия', 'РОССИЯ', true],
  ['РФ', 'Российская  Федерация', true],
  ['РФ', 'Россия', false],
  ['Иран', 'иран', true],
  ['Иран', 'Ирана', false],
  ['России', 'Россия', false],
])('%s and %s name one entity: %s (the last line that holds a name wins)', (a, b, expected) => {
  expect(sameGroup(a, b)).toBe(expected);
});

it.each([
  ['России', 'Россия', true],
  ['Российской Федерации', 'РФ', true],
  ['Крыма', 'Крыму', true],
  ['Ирана', 'Ирака', false],
])('by stems, %s and %s name one entity: %s', (a, b, expected) =>
  expect(sameGroup(a, b, stemWord)).toBe(expected),
);
