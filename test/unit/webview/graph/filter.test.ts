import { describe, expect, test } from 'vitest';
import { applyFilter, type Filter, findNodes, openFilter } from '../../../../webview/graph/filter.ts';
import { drawn } from './graphs.ts';

const graph = drawn(
  'Россия/GEOPOLIT×3 Орёл/LOC Иванов/PER НАТО/ORG Женева/LOC',
  'Россия-НАТО:0.9 Иванов+Россия:0.6 Орёл+Орёл:0.5',
);

function check(change: Partial<Filter>, nodes: string, edges: string): void {
  const visible = applyFilter(graph, { ...openFilter, ...change });
  expect(visible.nodes.map(({ id }) => id).join(' ')).toBe(nodes);
  expect(visible.edges.map(({ id }) => id).join(' ')).toBe(edges);
}

describe('applyFilter', () => {
  test.each<[string, Partial<Filter>, string, string]>([
    ['all attitudes and who has them', {}, 'Россия Орёл Иванов НАТО', 'Россия-НАТО Иванов+Россия Орёл+Орёл'],
    ['one sign', { signs: ['negative'] }, 'Россия НАТО', 'Россия-НАТО'],
    ['no sign', { signs: [] }, '', ''],
    ['what is probable enough', { minProbability: 0.6 }, 'Россия Иванов НАТО', 'Россия-НАТО Иванов+Россия'],
    [
      'all but a type, with its attitudes',
      { hiddenTypes: ['PER'] },
      'Россия Орёл НАТО',
      'Россия-НАТО Орёл+Орёл',
    ],
    [
      'entities without attitudes when asked',
      { showUnconnected: true, hiddenTypes: ['PER'] },
      'Россия Орёл НАТО Женева',
      'Россия-НАТО Орёл+Орёл',
    ],
  ])('lets through %s', (_what, change, nodes, edges) => check(change, nodes, edges));
});

describe('findNodes', () => {
  test.each([
    ['рос', 'Россия'],
    ['  ОРЕЛ ', 'Орёл'],
    ['Орёл'.normalize('NFD'), 'Орёл'],
    ['а', 'Иванов НАТО Женева'],
    ['', ''],
    ['   ', ''],
    ['🙂', ''],
  ])('finds by %j: %s', (query, found) => {
    expect(
      findNodes(graph.nodes, query)
        .map(({ id }) => id)
        .join(' '),
    ).toBe(found);
  });
});
