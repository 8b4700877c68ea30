import { describe, expect, test } from 'vitest';
import {
  listEntities,
  listRelations,
  mentionInContext,
  sentenceText,
} from '../../../src/editor/treeNodes.ts';
import { annotated, article, articleAttitudes } from './annotated.ts';

const annotations = annotated(article, articleAttitudes);
/** The text with what is set off in square brackets. */
const marked = ({ text, marks }: { text: string; marks: readonly (readonly [number, number])[] }) =>
  marks.reduceRight(
    (all, [start, end]) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`,
    text,
  );

describe('the lists of the side bar', () => {
  test('put the most mentioned entity first', () => {
    expect(listEntities(annotations).map(({ name }) => name)).toEqual([
      'Россия',
      'США',
      'Иран',
      'Китай',
      'НАТО',
      'Иванов',
    ]);
  });

  test('show a mention among its words', () => {
    const mention = annotations.index.mention('T2');
    expect(mention && marked(mentionInContext(annotations, mention))).toBe(
      '🙂 Россия обвинила [США] в давлении на Иран.',
    );
  });

  test.each([
    ['all attitudes, the most certain first', { sign: 'both' }, ['Россия>США', 'Китай>Россия', 'США>Иран']],
    ['the positive ones', { sign: 'positive' }, ['Китай>Россия']],
    ['the negative ones', { sign: 'negative' }, ['Россия>США', 'США>Иран']],
    ['those of one entity', { sign: 'both', entityId: 'США' }, ['Россия>США', 'США>Иран']],
    ['none of an entity that has none', { sign: 'positive', entityId: 'США' }, []],
  ] as const)('show %s', (_title, filter, expected) => {
    expect(
      listRelations(annotations, filter).map(({ sourceId, targetId }) => `${sourceId}>${targetId}`),
    ).toEqual(expected);
  });

  test('set off both ends in a sentence', () => {
    const [relation] = listRelations(annotations, { sign: 'both' });
    const [sentence] = relation?.sentences ?? [];
    expect(sentence && marked(sentenceText(sentence))).toBe('🙂 [Россия] обвинила [США] в давлении на Иран.');
  });
});
