import { describe, expect, test } from 'vitest';
import { acceptAttitudes, rejectAttitudes } from '../../../../src/core/review/operations.ts';
import {
  groupItems,
  groupsOf,
  limited,
  type ReviewNode,
  reviewSections,
  sectionItems,
} from '../../../../src/editor/review/reviewNodes.ts';
import { attitudeWords } from '../../../../src/editor/review/reviewText.ts';
import { article, decided, suggested } from '../annotated.ts';

const annotations = suggested(article, ['T1 - T2 0.94', 'T1 - T3 0.7', 'T2 - T3 0.61', 'T4 + T5 0.71']);
const reviewed = decided(annotations, (review, shown) => acceptAttitudes(review, shown.slice(0, 1)));

describe('the list of the review', () => {
  test('has what remains and what was reviewed, each with its number', () => {
    const sections = (of: typeof annotations) =>
      reviewSections(of).map(({ section, count }) => [section, count]);
    expect(sections(annotations)).toEqual([['remaining', 4]]);
    expect(sections(reviewed)).toEqual([
      ['remaining', 3],
      ['reviewed', 1],
    ]);
    const all = decided(annotations, (review, shown) => rejectAttitudes(review, shown));
    expect(sections(all)).toEqual([['reviewed', 4]]);
  });

  test.each([
    ['sentence', [['Россия → США −', 'Россия → Иран −', 'США → Иран −'], ['Китай → Россия +']]],
    ['pair', [['Россия → США −'], ['Россия → Иран −'], ['США → Иран −'], ['Китай → Россия +']]],
  ] as const)('puts what remains together by %s', (grouping, expected) => {
    const groups = groupsOf(annotations, grouping);
    expect(
      groups.map((group) =>
        groupItems(group).flatMap(({ attitudes }) =>
          attitudes.map((each) => attitudeWords(annotations, each)),
        ),
      ),
    ).toEqual(expected);
  });

  test('lists rejected suggestions among what was reviewed', () => {
    const after = decided(annotations, (review, shown) => rejectAttitudes(review, shown.slice(3)));
    const section = reviewSections(after).find((each) => each.section === 'reviewed');
    const items = section ? sectionItems(section, 'sentence') : [];
    expect(items.map((item) => item.type === 'attitude' && item.attitudes[0]?.label)).toEqual(['neutral']);
  });

  test('counts what it does not list', () => {
    const items: readonly ReviewNode[] = Array.from({ length: 1000 }, () => ({ type: 'rest', count: 1 }));
    const shown = limited(items);
    expect(shown).toHaveLength(401);
    expect(shown.at(-1)).toEqual({ type: 'rest', count: 600 });
    expect(limited(items.slice(0, 400))).toHaveLength(400);
  });
});
