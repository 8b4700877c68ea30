import { describe, expect, test } from 'vitest';
import type { Attitude, Extraction, Opinion } from '../../../src/core/annotations.ts';
import { buildRelationGraph, type RelationGraph } from '../../../src/core/relationGraph.ts';

const text = 'Россия 🇷🇺 обвинила США.\r\nНАТО поддержала США, а Россия снова осудила\r\nСША. Иран промолчал.';

const spanOf = (part: string, occurrence = 0) => {
  let start = -1;
  for (let i = 0; i <= occurrence; i++) start = text.indexOf(part, start + 1);
  return { start, end: start + part.length };
};
const attitude = (
  sourceMentionId: string,
  targetMentionId: string,
  label: Attitude['label'],
  probability: number,
  sentenceIndex: number,
): Attitude => ({ sourceMentionId, targetMentionId, label, probability, sentenceIndex });

const extraction: Extraction = {
  sentences: [
    spanOf('Россия 🇷🇺 обвинила США.'),
    { start: text.indexOf('НАТО'), end: text.indexOf(' Иран') },
    spanOf('Иран промолчал.'),
  ],
  mentions: [
    { id: 'T1', span: spanOf('Россия'), type: 'GEOPOLIT' },
    { id: 'T2', span: spanOf('США'), type: 'GEOPOLIT' },
    { id: 'T3', span: spanOf('НАТО'), type: 'ORG' },
    { id: 'T4', span: spanOf('США', 1), type: 'GEOPOLIT' },
    { id: 'T5', span: spanOf('Россия', 1), type: 'GEOPOLIT' },
    { id: 'T6', span: spanOf('США', 2), type: 'GEOPOLIT' },
    { id: 'T7', span: spanOf('Иран'), type: 'GEOPOLIT' },
  ],
  entities: [
    { id: 'E1', name: 'Россия', type: 'GEOPOLIT', mentionIds: ['T1', 'T5'] },
    { id: 'E2', name: 'США', type: 'GEOPOLIT', mentionIds: ['T2', 'T4', 'T6'] },
    { id: 'E3', name: 'НАТО', type: 'ORG', mentionIds: ['T3'] },
    { id: 'E4', name: 'Иран', type: 'GEOPOLIT', mentionIds: ['T7'] },
  ],
  attitudes: [
    attitude('T1', 'T2', 'negative', 0.9, 0),
    attitude('T3', 'T4', 'positive', 0.8, 1),
    attitude('T5', 'T6', 'negative', 0.5, 1),
    attitude('T5', 'T4', 'negative', 0.6, 1),
    attitude('T3', 'T5', 'neutral', 0.99, 1),
  ],
  opinions: [
    {
      sourceEntityId: 'E1',
      targetEntityId: 'E2',
      label: 'negative',
      probability: 0.97,
      attitudeIndices: [0, 2, 3],
    },
    { sourceEntityId: 'E3', targetEntityId: 'E1', label: 'negative', probability: 0.4, attitudeIndices: [] },
  ],
  problems: [],
};

const graph = buildRelationGraph(extraction, text);

const arrows = ({ edges }: RelationGraph) =>
  edges.map(
    ({ sourceId, targetId, label, count, probability }) =>
      `${sourceId} ${label === 'positive' ? '+' : '−'} ${targetId} ×${count} ${probability.toFixed(2)}`,
  );
const marked = (parts: RelationGraph['edges'][number]['sentences'][number]['snippet']) =>
  parts.map(({ role, text: part }) => (role === 'plain' ? part : `[${part}]${role}`)).join('');

describe('buildRelationGraph', () => {
  test('puts the most mentioned entity first, equals in reading order, and keeps those without attitudes', () => {
    expect(graph.nodes.map(({ name, mentionIds }) => `${name} ${mentionIds.length}`)).toEqual([
      'США 3',
      'Россия 2',
      'НАТО 1',
      'Иран 1',
    ]);
  });

  test('makes one edge of all attitudes of a direction and sign, and takes the probability of its opinion', () => {
    expect(arrows(graph)).toEqual(['E1 − E2 ×3 0.97', 'E3 + E2 ×1 0.80', 'E3 − E1 ×0 0.40']);
  });

  test('gives each sentence once, as one line with both ends marked', () => {
    expect(
      graph.edges[0]?.sentences.map(({ span, snippet, attitudeIndices, probability }) => ({
        text: text.slice(span.start, span.end),
        snippet: marked(snippet),
        attitudeIndices,
        probability,
      })),
    ).toEqual([
      {
        text: 'Россия 🇷🇺 обвинила США.',
        snippet: '[Россия]source 🇷🇺 обвинила [США]target.',
        attitudeIndices: [0],
        probability: 0.9,
      },
      {
        text: 'НАТО поддержала США, а Россия снова осудила\r\nСША.',
        snippet: 'НАТО поддержала [США]target, а [Россия]source снова осудила [США]target.',
        attitudeIndices: [2, 3],
        probability: 0.6,
      },
    ]);
  });

  test('takes attitudes without an opinion as independent', () => {
    const { edges } = buildRelationGraph({ ...extraction, opinions: [] }, text);
    expect(edges.find(({ sourceId }) => sourceId === 'E1')?.probability).toBeCloseTo(1 - 0.1 * 0.5 * 0.4);
  });

  test('does not depend on the order of attitudes, opinions and entities', () => {
    const shuffled: Extraction = {
      ...extraction,
      entities: extraction.entities.toReversed(),
      opinions: extraction.opinions.toReversed(),
      mentions: extraction.mentions.toReversed(),
    };
    expect(buildRelationGraph(shuffled, text)).toEqual(graph);
  });

  test('keeps an attitude between two mentions of one entity', () => {
    const loop = { ...extraction, attitudes: [attitude('T4', 'T6', 'positive', 0.7, 1)], opinions: [] };
    expect(arrows(buildRelationGraph(loop, text))).toEqual(['E2 + E2 ×1 0.70']);
  });

  test('is empty for an empty extraction', () => {
    const nothing = { sentences: [], mentions: [], entities: [], attitudes: [], opinions: [], problems: [] };
    expect(buildRelationGraph(nothing, '')).toEqual({ nodes: [], edges: [] });
  });

  test.each<[string, Partial<Extraction>, string]>([
    ['mention', { attitudes: [attitude('T1', 'T99', 'positive', 1, 0)] }, 'entity of mention T99'],
    ['sentence', { attitudes: [attitude('T1', 'T2', 'positive', 1, 7)] }, 'sentence 7'],
    ['entity', { opinions: [{ ...(extraction.opinions[0] as Opinion), targetEntityId: 'E9' }] }, 'entity E9'],
  ])('refuses an attitude or opinion whose %s is unknown', (_what, broken, message) => {
    expect(() => buildRelationGraph({ ...extraction, ...broken }, text)).toThrow(message);
  });
});
