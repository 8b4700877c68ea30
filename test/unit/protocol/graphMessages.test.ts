import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type FromGraph,
  parseFromGraph,
  parseToGraph,
  type ToGraph,
} from '../../../src/protocol/graphMessages.ts';
import { graphStrings } from '../../../src/protocol/graphStrings.ts';

const plural = fc.record({ one: fc.string(), few: fc.string(), many: fc.string(), other: fc.string() });
const pluralNames: readonly string[] = [
  'hiddenByFilters',
  'found',
  'mentions',
  'attitudes',
  'sentences',
  'entities',
];
const strings = fc.record({
  ...Object.fromEntries(
    Object.keys(graphStrings.entries).map((name) => [
      name,
      pluralNames.includes(name) ? plural : fc.string(),
    ]),
  ),
  locale: fc.constantFrom('en', 'ru', 'pt-BR', 'zh-Hans'),
  entityTypes: fc.dictionary(fc.stringMatching(/^[A-Z]+$/), fc.string(), { noNullPrototype: true }),
});

const count = fc.nat();
const version = fc.integer();
const probability = fc.double({ min: 0, max: 1, noNaN: true });
const span = fc.tuple(count, count).map(([start, length]) => ({ start, end: start + length }));
const graph = fc.record({
  nodes: fc.array(
    fc.record({ id: fc.string(), name: fc.string(), type: fc.string(), mentionIds: fc.array(fc.string()) }),
  ),
  edges: fc.array(
    fc.record({
      id: fc.string(),
      sourceId: fc.string(),
      targetId: fc.string(),
      label: fc.constantFrom('positive' as const, 'negative' as const),
      count,
      confirmed: fc.nat(),
      probability,
      sentences: fc.array(
        fc.record({
          span,
          snippet: fc.array(
            fc.record({
              text: fc.string(),
              role: fc.constantFrom('plain' as const, 'source' as const, 'target' as const),
            }),
          ),
          attitudeIndices: fc.array(count),
          probability,
        }),
        { maxLength: 3 },
      ),
    }),
  ),
});

const toGraph = fc.oneof(
  fc.record({ type: fc.constant('showStrings'), strings }),
  fc.record(
    {
      type: fc.constant('showGraph'),
      documentUri: fc.webUrl(),
      documentName: fc.string({ unit: 'binary' }),
      documentVersion: version,
      graph,
    },
    { requiredKeys: ['type', 'documentUri', 'documentName', 'documentVersion'] },
  ),
  fc.record({ type: fc.constant('selectMention'), documentVersion: version, mentionId: fc.string() }),
  fc.record({ type: fc.constant('showProblem'), message: fc.string() }),
);
const fromGraph = fc.oneof(
  fc.record({ type: fc.constant('ready') }),
  fc.record({ type: fc.constant('revealMention'), documentVersion: version, mentionId: fc.string() }),
  fc.record({ type: fc.constant('revealSentence'), documentVersion: version, span }),
  fc.record({ type: fc.constant('extractAttitudes') }),
  fc.record({
    type: fc.constant('exportGraph'),
    format: fc.constantFrom('svg', 'png', 'json'),
    content: fc.string({ unit: 'binary' }),
  }),
);

/** What the other side gets: the bridge between host and page copies by JSON or by structured clone. */
const sent = (value: unknown): unknown => structuredClone(value);

describe('graph messages', () => {
  test('reach the page as they were sent', () => {
    fc.assert(
      fc.property(toGraph, (message) => {
        expect(parseToGraph(sent(message))).toEqual({ message });
      }),
    );
  });

  test('reach the host as they were sent', () => {
    fc.assert(
      fc.property(fromGraph, (message) => {
        expect(parseFromGraph(sent(message))).toEqual({ message });
      }),
    );
  });

  test('lose fields that nobody asked for', () => {
    expect(parseFromGraph({ type: 'ready', html: '<b>' })).toEqual({ message: { type: 'ready' } });
  });

  test.each<[string, unknown]>([
    ['an unknown type', { type: 'runCommand', command: 'workbench.action.quit' }],
    ['a type of the other side', { type: 'showProblem', message: 'x' } satisfies ToGraph],
    ['an object as a type', { type: { toString: () => 'ready' } }],
    ['a missing field', { type: 'revealMention', documentVersion: 1 }],
    [
      'a span that ends before it starts',
      { type: 'revealSentence', documentVersion: 1, span: { start: 5, end: 4 } },
    ],
    ['a negative offset', { type: 'revealSentence', documentVersion: 1, span: { start: -1, end: 4 } }],
    ['half an offset', { type: 'revealSentence', documentVersion: 1, span: { start: 0.5, end: 4 } }],
    ['an unknown format', { type: 'exportGraph', format: 'exe', content: '' }],
    ['nothing', undefined],
    ['null', null],
    ['a list', [{ type: 'ready' } satisfies FromGraph]],
  ])('are refused with a reason: %s', (_what, junk) => {
    expect(parseFromGraph(junk)).toEqual({ problem: expect.stringMatching(/\S/) });
  });

  test('are refused when they hold anything else', () => {
    const junk = fc.anything().filter((value) => !(value as { type?: unknown } | null | undefined)?.type);
    fc.assert(
      fc.property(junk, (value) => {
        expect(parseFromGraph(value).message).toBeUndefined();
        expect(parseToGraph(value).message).toBeUndefined();
      }),
    );
  });

  test.each([-0.01, 1.01, Number.NaN, '0.5'])('refuse %s as a probability', (wrong) => {
    const edge = {
      id: 'e',
      sourceId: 'a',
      targetId: 'b',
      label: 'positive',
      count: 1,
      probability: wrong,
      sentences: [],
    };
    const message = {
      type: 'showGraph',
      documentUri: 'file:///a',
      documentName: 'a',
      documentVersion: 1,
      graph: { nodes: [], edges: [edge] },
    };
    expect(parseToGraph(message).problem).toContain('probability');
  });
});
