import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AnnotationIndex } from '../../../src/editor/annotationIndex.ts';
import { annotated, article, articleAttitudes } from './annotated.ts';

describe('AnnotationIndex', () => {
  const { index, text } = annotated(article, articleAttitudes);

  test.each([
    ['before a mention', '🙂', undefined],
    ['at its first letter', 'Россия', 'T1'],
    ['in it', 'оссия', 'T1'],
    ['right after it', ' обвинила', 'T1'],
    ['in a word of two code points', '\u0306', 'T4'],
    ['behind all mentions', ' молчит', 'T7'],
    ['in a word that is no mention', 'молчит', undefined],
  ])('finds the mention when the cursor is %s', (_where, words, id) => {
    expect(index.mentionAt(text.indexOf(words))?.id).toBe(id);
  });

  test('prefers the shorter of two mentions that hold the cursor', () => {
    const mentions = [
      { id: 'T1', type: 'ORG', span: { start: 0, end: 9 } },
      { id: 'T2', type: 'LOC', span: { start: 4, end: 9 } },
    ];
    const nested = { sentences: [], mentions, entities: [], attitudes: [], opinions: [], problems: [] };
    const { mentionAt } = {
      mentionAt: (at: number) => new AnnotationIndex(nested, 'МИД Китая').mentionAt(at)?.id,
    };
    expect([mentionAt(1), mentionAt(5)]).toEqual(['T1', 'T2']);
  });

  test('finds what touches a span as a search through all mentions does', () => {
    const span = fc
      .tuple(fc.nat(50), fc.nat(50))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), span, (spans, wanted) => {
        const mentions = spans.map((each, index) => ({ id: `T${index}`, type: 'PER', span: each }));
        const extraction = {
          sentences: [],
          mentions,
          entities: [],
          attitudes: [],
          opinions: [],
          problems: [],
        };
        const found = new AnnotationIndex(extraction, '').mentionsTouching(wanted).map(({ id }) => id);
        const expected = mentions
          .filter((mention) => mention.span.start <= wanted.end && mention.span.end >= wanted.start)
          .map(({ id }) => id);
        expect([...found].sort()).toEqual(expected.sort());
      }),
    );
  });

  test('knows the entity of each mention and its relations, the most probable first', () => {
    expect(index.entityOfMention('T5')?.name).toBe('Россия');
    const relations = index
      .relationsOf('Россия')
      .map(({ sourceId, targetId, label }) => [sourceId, targetId, label]);
    expect(relations).toEqual([
      ['Россия', 'США', 'negative'],
      ['Китай', 'Россия', 'positive'],
    ]);
  });
});
