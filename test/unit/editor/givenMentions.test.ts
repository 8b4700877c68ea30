import { expect, test } from 'vitest';
import type { Origin } from '../../../src/core/formats/bratOrigin.ts';
import { emptyReview, type Review } from '../../../src/core/review/review.ts';
import { givenMentions } from '../../../src/editor/givenMentions.ts';
import { hasUnreadMentions } from '../../../src/editor/unreadMentions.ts';
import { annotated } from './annotated.ts';

/** A review of mentions one after the other; a name with `!` has an origin of ours. */
function reviewOf(names: readonly string[]): Review {
  const origin: Origin = { by: 'added' };
  const mentions = names.map((name, index) => ({
    id: name.replace('!', ''),
    type: 'PER',
    span: { start: 10 - index, end: 11 - index },
    ...(name.endsWith('!') && { origin }),
  }));
  return { ...emptyReview, mentions: new Map(mentions.map((mention) => [mention.id, mention])) };
}

const rejected = new Map([
  ['X1', { id: 'X1', span: { start: 20, end: 25 } }],
  ['X2', { id: 'X2', span: { start: 30, end: 30 }, lostWords: 'США' }],
]);

test.each([
  // What somebody annotated is all there is; what was confirmed here is not.
  ['auto', ['T1', 'T2!'], ['T2', 'T1'], undefined],
  ['auto', ['T1!', 'T2!'], ['T2', 'T1'], 'besides'],
  ['auto', [], undefined, undefined],
  ['ann', ['T1!'], ['T1'], undefined],
  ['ann', [], [], undefined],
  ['model', ['T1', 'T2!'], ['T2'], 'besides'],
  ['model', ['T1'], undefined, undefined],
] as const)('with %s takes %j for %j', (source, names, ids, recognise) => {
  const given = givenMentions(source, reviewOf(names));
  expect([given.mentions?.map(({ id }) => id), given.recognise]).toEqual([ids, recognise]);
  expect(given.excluded).toBeUndefined();
});

test('excludes the places of what was rejected while they have words', () => {
  expect(givenMentions('auto', { ...reviewOf(['T1!']), rejected }).excluded).toEqual([
    { start: 20, end: 25 },
  ]);
  expect(givenMentions('auto', { ...reviewOf(['T1']), rejected }).excluded).toBeUndefined();
});

test('knows whether a mention was annotated that the model has not seen', () => {
  const { suggested } = annotated('[Иванов]PER и [Петров]PER и Мэй');
  const unread = (start: number, type: string, origin?: Origin) => {
    const mention = { id: 'T9', type, span: { start, end: start + 6 }, ...(origin && { origin }) };
    const review = { ...emptyReview, mentions: new Map([['T9', mention]]) };
    return hasUnreadMentions(annotated('', [], { suggested, review }));
  };
  expect(unread(0, 'PER', { by: 'accepted' })).toBe(false);
  expect(unread(0, 'ORG', { by: 'corrected' })).toBe(true);
  expect(unread(18, 'PER', { by: 'added' })).toBe(true);
  expect(unread(18, 'PER')).toBe(false);
});
