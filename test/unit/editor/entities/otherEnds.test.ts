import { describe, expect, test } from 'vitest';
import type { EntityMention } from '../../../../src/core/annotations.ts';
import { otherEnds, otherEndsInSight } from '../../../../src/editor/entities/otherEnds.ts';
import { annotated, article } from '../annotated.ts';

const annotations = annotated(article);
const words = (mentions: readonly EntityMention[]) => mentions.map(({ span }) => annotations.wordsAt(span));
const mention = (id: string): EntityMention => {
  const found = annotations.index.mention(id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
};

describe('otherEndsInSight', () => {
  const everything = [{ start: 0, end: annotations.text.length }];

  test('names mentions of the sentence first, the nearest first, but none of the same entity', () => {
    expect(words(otherEndsInSight(annotations, mention('T5'), everything))).toEqual([
      'НАТО',
      'Кита\u0438\u0306',
      'Иванов',
      'Иран',
      'США',
    ]);
  });

  test('leaves out what is not in sight', () => {
    const { span } = mention('T6');
    expect(words(otherEndsInSight(annotations, mention('T5'), [span]))).toEqual(['НАТО']);
  });

  test('leaves out words of the mention itself', () => {
    const { extraction } = annotations;
    const inner = { id: 'T9', type: 'LOC', span: { ...mention('T1').span, end: mention('T1').span.end - 1 } };
    const nested = annotated(article, [], {
      suggested: { ...extraction, mentions: [...extraction.mentions, inner] },
    });
    expect(otherEndsInSight(nested, mention('T1'), everything)).not.toContainEqual(inner);
  });
});

describe('otherEnds', () => {
  test('lists the sentence, and of each other entity the nearest mention', () => {
    const { inSentence, elsewhere } = otherEnds(annotations, mention('T7'));
    expect(words(inSentence)).toEqual([]);
    expect(words(elsewhere)).toEqual(['НАТО', 'Россию', 'Кита\u0438\u0306', 'Иран', 'США']);
  });
});
