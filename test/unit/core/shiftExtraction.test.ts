import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Extraction } from '../../../src/core/annotations.ts';
import { shiftExtraction } from '../../../src/core/shiftExtraction.ts';
import type { TextEdit } from '../../../src/core/textEdit.ts';

const text = '🙂 Россия обвинила США.\r\nИран поддержал Россию. Кита\u0438\u0306 молчит.';

function spanOf(words: string): { start: number; end: number } {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
}

const extraction: Extraction = {
  sentences: [
    spanOf('🙂 Россия обвинила США.'),
    spanOf('Иран поддержал Россию.'),
    spanOf('Кита\u0438\u0306 молчит.'),
  ],
  mentions: ['Россия', 'США', 'Иран', 'Россию', 'Кита\u0438\u0306'].map((name, index) => ({
    id: `T${index + 1}`,
    span: spanOf(name),
    type: 'GEOPOLIT',
  })),
  entities: [
    { id: 'Россия', name: 'Россия', type: 'GEOPOLIT', mentionIds: ['T1', 'T4'] },
    { id: 'США', name: 'США', type: 'GEOPOLIT', mentionIds: ['T2'] },
    { id: 'Иран', name: 'Иран', type: 'GEOPOLIT', mentionIds: ['T3'] },
    { id: 'Китай', name: 'Китай', type: 'GEOPOLIT', mentionIds: ['T5'] },
  ],
  attitudes: [
    { sourceMentionId: 'T1', targetMentionId: 'T2', label: 'negative', probability: 0.9, sentenceIndex: 0 },
    { sourceMentionId: 'T3', targetMentionId: 'T4', label: 'positive', probability: 0.8, sentenceIndex: 1 },
  ],
  opinions: [
    {
      sourceEntityId: 'Россия',
      targetEntityId: 'США',
      label: 'negative',
      probability: 0.9,
      attitudeIndices: [0],
    },
    {
      sourceEntityId: 'Иран',
      targetEntityId: 'Россия',
      label: 'positive',
      probability: 0.8,
      attitudeIndices: [1],
    },
  ],
  problems: [{ message: 'Too long.', span: spanOf('Кита\u0438\u0306 молчит.') }, { message: 'No place.' }],
};

function replace(old: string, length: number): TextEdit {
  return { span: spanOf(old), length };
}

describe('shiftExtraction', () => {
  test('moves everything after the edit by the same amount', () => {
    const shifted = shiftExtraction(extraction, [replace('🙂 ', 5)]);
    expect(shifted.mentions.map(({ span }) => span.start)).toEqual(
      extraction.mentions.map(({ span }) => span.start + 2),
    );
    expect(shifted.sentences[1]).toEqual({ start: spanOf('Иран').start + 2, end: spanOf('Россию.').end + 2 });
    expect(shifted.attitudes).toEqual(extraction.attitudes);
    expect(shifted.problems[0]?.span?.start).toBe(spanOf('Кита').start + 2);
  });

  test('drops a deleted mention with its attitudes and opinions, and renumbers the rest', () => {
    const shifted = shiftExtraction(extraction, [replace('США', 0)]);
    expect(shifted.mentions.map(({ id }) => id)).toEqual(['T1', 'T3', 'T4', 'T5']);
    expect(shifted.entities.map(({ id }) => id)).toEqual(['Россия', 'Иран', 'Китай']);
    expect(shifted.attitudes).toEqual([extraction.attitudes[1]]);
    expect(shifted.opinions).toEqual([{ ...extraction.opinions[1], attitudeIndices: [0] }]);
  });

  test('keeps an entity while one of its mentions stands', () => {
    const shifted = shiftExtraction(extraction, [replace('Россия', 1)]);
    expect(shifted.entities[0]?.mentionIds).toEqual(['T4']);
  });

  test('drops a deleted sentence and points attitudes to the right one', () => {
    const shifted = shiftExtraction(extraction, [replace('🙂 Россия обвинила США.\r\n', 0)]);
    expect(shifted.sentences).toHaveLength(2);
    expect(shifted.attitudes.map(({ sentenceIndex }) => sentenceIndex)).toEqual([0]);
  });

  test('drops a mention whose pieces are gone even if the gap remains', () => {
    const split: Extraction = {
      ...extraction,
      mentions: [
        {
          id: 'T1',
          type: 'PER',
          span: { start: 0, end: 9 },
          fragments: [
            { start: 0, end: 2 },
            { start: 7, end: 9 },
          ],
        },
      ],
      entities: [],
      attitudes: [],
      opinions: [],
    };
    const edits = [
      { span: { start: 7, end: 9 }, length: 0 },
      { span: { start: 0, end: 2 }, length: 0 },
    ];
    expect(shiftExtraction(split, edits).mentions).toEqual([]);
    expect(shiftExtraction(split, edits.slice(0, 1)).mentions[0]?.span).toEqual({ start: 0, end: 2 });
  });

  test('stays consistent under any edits', () => {
    const edit = fc.tuple(fc.nat(text.length), fc.nat(20), fc.nat(20)).map(([start, removed, length]) => ({
      span: { start, end: Math.min(start + removed, text.length) },
      length,
    }));
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 5 }), (edits) => {
        const shifted = shiftExtraction(extraction, edits);
        const mentionIds = new Set(shifted.mentions.map(({ id }) => id));
        const entityIds = new Set(shifted.entities.map(({ id }) => id));
        for (const { span } of shifted.mentions) expect(span.start).toBeLessThan(span.end);
        for (const entity of shifted.entities) {
          expect(entity.mentionIds.length).toBeGreaterThan(0);
          for (const id of entity.mentionIds) expect(mentionIds).toContain(id);
        }
        for (const attitude of shifted.attitudes) {
          expect(mentionIds).toContain(attitude.sourceMentionId);
          expect(mentionIds).toContain(attitude.targetMentionId);
          expect(shifted.sentences[attitude.sentenceIndex]).toBeDefined();
        }
        for (const opinion of shifted.opinions) {
          expect(entityIds).toContain(opinion.sourceEntityId);
          expect(entityIds).toContain(opinion.targetEntityId);
          for (const index of opinion.attitudeIndices)
            expect(shifted.attitudes[index]?.label).toBe(opinion.label);
        }
      }),
    );
  });
});

test('many edits at once, from the last to the first, come to the same as one after the other', () => {
  const edit = fc.tuple(fc.nat(6), fc.nat(4), fc.nat(3));
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (steps) => {
      let end = 0;
      const edits: TextEdit[] = steps.map(([gap, removed, length]) => {
        const start = end + gap + 1;
        end = start + removed;
        return { span: { start, end }, length };
      });
      const descending = edits.toReversed();
      const oneByOne = descending.reduce((each, one) => shiftExtraction(each, [one]), extraction);
      expect(shiftExtraction(extraction, descending)).toEqual(oneByOne);
    }),
  );
});
