import { describe, expect, it } from 'vitest';
import type { Entity, EntityMention } from '../../../src/core/annotations.ts';
import { candidatePairs, mentionsBySentence } from '../../../src/core/pairs.ts';

const mention = (id: string, start: number, end: number): EntityMention => ({
  id,
  type: 'PER',
  span: { start, end },
});
const entity = (id: string, ...mentionIds: string[]): Entity => ({ id, name: id, type: 'PER', mentionIds });
const sentences = [
  { start: 0, end: 20 },
  { start: 21, end: 40 },
];
const pairs = (mentions: readonly EntityMention[], entities: readonly Entity[]) =>
  candidatePairs(sentences, mentions, entities).map(
    ({ sourceMentionId, targetMentionId, sentenceIndex }) =>
      `${sourceMentionId}→${targetMentionId} ${sentenceIndex}`,
  );

describe('candidatePairs', () => {
  it('pairs both directions within a sentence, in reading order', () => {
    const mentions = [
      mention('T3', 25, 30),
      mention('T2', 10, 12),
      mention('T1', 0, 5),
      mention('T4', 33, 40),
    ];
    expect(pairs(mentions, [])).toEqual(['T1→T2 0', 'T2→T1 0', 'T3→T4 1', 'T4→T3 1']);
  });
  it('makes no pair within one entity', () => {
    const mentions = [mention('T1', 0, 5), mention('T2', 6, 9), mention('T3', 10, 12)];
    expect(pairs(mentions, [entity('e1', 'T1', 'T3'), entity('e2', 'T2')])).toEqual([
      'T1→T2 0',
      'T2→T1 0',
      'T2→T3 0',
      'T3→T2 0',
    ]);
  });
  it('makes no pair of mentions that overlap', () => {
    expect(pairs([mention('T1', 0, 10), mention('T2', 4, 10)], [])).toEqual([]);
  });
});

describe('mentionsBySentence', () => {
  it('leaves out mentions that cross a border or stand outside every sentence', () => {
    const mentions = [
      mention('T1', 15, 25),
      mention('T2', 20, 21),
      mention('T3', 0, 20),
      mention('T4', 50, 55),
    ];
    expect(mentionsBySentence(sentences, mentions).map((list) => list.map(({ id }) => id))).toEqual([
      ['T3'],
      [],
    ]);
  });
});
