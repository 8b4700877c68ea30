import { expect, test } from 'vitest';
import { applyChange, emptyReview } from '../../../../src/core/review/review.ts';
import { annotatePlaces } from '../../../../src/editor/entities/annotatePlaces.ts';
import { annotated, article } from '../annotated.ts';

const annotations = annotated(article, [], { models: { entities: 'tiny', attitudes: 'tiny' } });

test('accepts a suggestion, corrects one of another type, and adds what was not suggested', () => {
  const spanOf = (id: string) => annotations.index.mention(id)?.span ?? { start: 0, end: 0 };
  const word = annotations.text.indexOf('давлении');
  const places = [spanOf('T1'), spanOf('T6'), { start: word, end: word + 8 }];
  const review = applyChange(emptyReview, annotatePlaces(annotations, places, 'GEOPOLIT'));
  const shown = [...review.mentions.values()]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ span, type, origin }) => [annotations.wordsAt(span), type, origin?.by, origin?.model]);
  expect(shown).toEqual([
    ['Россия', 'GEOPOLIT', 'accepted', 'tiny'],
    ['давлении', 'GEOPOLIT', 'added', undefined],
    ['НАТО', 'GEOPOLIT', 'corrected', 'tiny'],
  ]);
});

test('changes nothing where an annotation of the type stands', () => {
  const span = annotations.index.mention('T1')?.span ?? { start: 0, end: 0 };
  const review = applyChange(emptyReview, annotatePlaces(annotations, [span], 'GEOPOLIT'));
  const again = annotated(article, [], { review });
  expect(annotatePlaces(again, [span], 'GEOPOLIT').mentions).toEqual([]);
});
