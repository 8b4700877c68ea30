import { describe, expect, test } from 'vitest';
import type { EntityMention, Extraction } from '../../../../src/core/annotations.ts';
import { groupMentions } from '../../../../src/core/entities.ts';
import { mergeAnnotations } from '../../../../src/core/review/mergeView.ts';
import {
  acceptAttitudes,
  flipAttitudes,
  rejectAttitudes,
  removeMentions,
  shownAttitude,
} from '../../../../src/core/review/operations.ts';
import { progressOf, suggestionsOf } from '../../../../src/core/review/queue.ts';
import {
  applyChange,
  emptyReview,
  type Review,
  type ReviewChange,
} from '../../../../src/core/review/review.ts';
import { splitSentences } from '../../../../src/core/sentences.ts';
import { reviewOf, spanOf } from './reviewOf.ts';

const text = 'Россия 😀 осудила США.\r\nНАТО молчит об Иране. Иран недоволен НАТО.';
const mention = (words: string, type: string, from = 0): EntityMention => {
  const span = spanOf(text, words, from);
  return { id: `M${span.start}`, span, type, probability: 0.9 };
};
const [russia, usa, nato, iran] = [
  mention('Россия', 'GEOPOLIT'),
  mention('США', 'GEOPOLIT'),
  mention('НАТО', 'ORG'),
  mention('Иране', 'GEOPOLIT'),
];
const [iran2, nato2] = [mention('Иран', 'GEOPOLIT', 45), mention('НАТО', 'ORG', 50)];
const mentions = [russia, usa, nato, iran, iran2, nato2];
const suggested: Extraction = {
  sentences: splitSentences(text),
  mentions,
  entities: groupMentions(text, mentions),
  attitudes: [
    {
      sourceMentionId: russia.id,
      targetMentionId: usa.id,
      label: 'negative',
      probability: 0.9,
      sentenceIndex: 0,
    },
    {
      sourceMentionId: iran2.id,
      targetMentionId: nato2.id,
      label: 'negative',
      probability: 0.6,
      sentenceIndex: 2,
    },
  ],
  opinions: [
    {
      sourceEntityId: `E${russia.id}`,
      targetEntityId: `E${usa.id}`,
      label: 'negative',
      probability: 0.9,
      attitudeIndices: [0],
    },
    {
      sourceEntityId: `E${iran.id}`,
      targetEntityId: `E${nato.id}`,
      label: 'negative',
      probability: 0.6,
      attitudeIndices: [1],
    },
  ],
  problems: [],
};

const merge = (review: Review | undefined, from: Extraction | undefined = suggested) =>
  mergeAnnotations({ text, suggested: from, review }).extraction;
const shown = (index: number) => {
  const attitude = suggested.attitudes[index];
  const found = attitude && shownAttitude(attitude, (id) => mentions.find((each) => each.id === id));
  if (found === undefined) throw new Error('No such attitude.');
  return found;
};
const reviewed = (change: (review: Review) => ReviewChange, review = emptyReview) =>
  applyChange(review, change(review));

describe('mergeAnnotations', () => {
  test('shows suggestions alone as they are', () => {
    expect(merge(undefined)).toBe(suggested);
    expect(merge(emptyReview)).toEqual(suggested);
  });

  test('shows annotations alone', () => {
    const { review } = reviewOf('T1\tLOC 0 6\tРоссия\nT2\tLOC 17 20\tСША\nR1\tNEG Arg1:T1 Arg2:T2\n', text);
    const merged = mergeAnnotations({ text, review }).extraction;
    expect(merged.sentences).toEqual(suggested.sentences);
    expect(merged.mentions).toEqual([
      { id: 'T1', span: russia.span, type: 'LOC', confirmed: true },
      { id: 'T2', span: usa.span, type: 'LOC', confirmed: true },
    ]);
    expect(merged.attitudes).toEqual([
      {
        id: 'R1',
        sourceMentionId: 'T1',
        targetMentionId: 'T2',
        label: 'negative',
        probability: 1,
        sentenceIndex: 0,
        confirmed: true,
      },
    ]);
    expect(merged.opinions).toMatchObject([{ label: 'negative', probability: 1, attitudeIndices: [0] }]);
  });

  test('shows an accepted suggestion as confirmed and the others as before', () => {
    const review = reviewed((each) => acceptAttitudes(each, [shown(0)]));
    const merged = merge(review);
    expect(merged.attitudes).toMatchObject([{ confirmed: true, probability: 1 }, suggested.attitudes[1]]);
    expect(merged.mentions.map(({ confirmed }) => confirmed)).toEqual([
      true,
      true,
      ...Array(4).fill(undefined),
    ]);
    expect(merged.opinions).toMatchObject([{ probability: 1 }, { probability: 0.6 }]);
    expect(progressOf(merged, review)).toEqual({ reviewed: 1, remaining: 1 });
  });

  test('shows nothing of a rejected suggestion', () => {
    const review = reviewed((each) => rejectAttitudes(each, [shown(0)]));
    const merged = merge(review);
    expect(merged.attitudes).toEqual([suggested.attitudes[1]]);
    expect(merged.opinions.map(({ probability }) => probability)).toEqual([0.6]);
    expect(progressOf(merged, review)).toEqual({ reviewed: 1, remaining: 1 });
  });

  test('counts a suggestion that was turned round as one, whatever it comes to in the file', () => {
    const review = reviewed((each) => flipAttitudes(each, [shown(0)]));
    expect(review.attitudes.size).toBe(2);
    expect(progressOf(merge(review), review)).toEqual({ reviewed: 1, remaining: 1 });
  });

  test('shows nothing where a person removed a mention', () => {
    const merged = merge(reviewed((each) => removeMentions(each, [russia])));
    expect(merged.mentions.map(({ id }) => id)).toEqual(mentions.slice(1).map(({ id }) => id));
    expect(merged.attitudes).toEqual([suggested.attitudes[1]]);
  });

  test('hands the attitudes of a mention on to the one of which a person moved the borders', () => {
    const { review } = reviewOf('T1\tGEOPOLIT 0 8\tРоссия 😀\nT2\tORG 17 20\tСША\n', text);
    expect(merge(review).attitudes[0]).toMatchObject({ sourceMentionId: 'T1', targetMentionId: 'T2' });
  });

  test('takes nothing from a mention that only overlaps another', () => {
    const { review } = reviewOf('T1\tPER 0 8\tРоссия 😀\n', text);
    expect(merge(review).attitudes).toEqual([suggested.attitudes[1]]);
    expect(merge(review).mentions[0]).toMatchObject({ id: 'T1' });
  });

  test('lists suggestions by uncertainty', () => {
    const probabilities = suggestionsOf(suggested, 'uncertainty').map(({ probability }) => probability);
    expect(probabilities).toEqual([0.6, 0.9]);
  });
});

describe('groups of names that changed', () => {
  const names = (synonyms: readonly (readonly string[])[], review?: Review) => {
    const { extraction } = mergeAnnotations({ text, suggested, synonyms, groupedBy: [], review });
    return { entities: extraction.entities.map(({ name }) => name), attitudes: extraction.attitudes.length };
  };

  test.each([
    ['suggestions alone', undefined],
    ['a review', emptyReview],
  ])('are those of the view of %s', (_, review) => {
    expect(names([], review)).toEqual({ entities: ['Россия', 'США', 'НАТО', 'Иран'], attitudes: 2 });
    expect(names([['Иран', 'США']], review).entities).toEqual(['Россия', 'США', 'НАТО']);
  });

  test('leave no suggestion of what an entity holds towards itself', () => {
    expect(names([['Россия', 'США']])).toEqual({ entities: ['Россия', 'НАТО', 'Иран'], attitudes: 1 });
    const reviewed = acceptAttitudes(
      emptyReview,
      suggested.attitudes
        .slice(0, 1)
        .flatMap((each) => shownAttitude(each, (id) => mentions.find((m) => m.id === id)) ?? []),
    );
    // What a person said stays to be seen.
    expect(names([['Россия', 'США']], applyChange(emptyReview, reviewed)).attitudes).toBe(2);
  });
});
