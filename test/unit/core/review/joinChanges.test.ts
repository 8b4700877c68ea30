import { expect, test } from 'vitest';
import { joinChanges } from '../../../../src/core/review/joinChanges.ts';
import { addMentions, changeMentionType, removeMentions } from '../../../../src/core/review/operations.ts';
import { applyChange, emptyReview, invert } from '../../../../src/core/review/review.ts';

const span = { start: 3, end: 9 };
const first = addMentions(emptyReview, [{ span, type: 'PER' }]);
const added = applyChange(emptyReview, first);
const [mention] = added.mentions.values();
if (!mention) throw new Error('Nothing was added.');

test('joins a change and one that was made after it into one that can be taken back', () => {
  const second = changeMentionType(added, [mention], 'ORG');
  const both = joinChanges(first, second);
  expect(applyChange(emptyReview, both).mentions).toEqual(applyChange(added, second).mentions);
  expect(applyChange(applyChange(emptyReview, both), invert(both)).mentions.size).toBe(0);
  expect(both.mentions.map(({ id }) => id)).toEqual([mention.id]);
});

test('leaves nothing of what came and went', () => {
  const both = joinChanges(first, removeMentions(added, [mention]));
  expect(applyChange(emptyReview, both).mentions.size).toBe(0);
});

test('keeps what only one of them speaks of', () => {
  const second = addMentions(added, [{ span: { start: 20, end: 24 }, type: 'LOC' }]);
  expect(applyChange(emptyReview, joinChanges(first, second)).mentions.size).toBe(2);
});
