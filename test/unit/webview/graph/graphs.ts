import type { RelationGraph } from '../../../../src/core/relationGraph.ts';

/**
 * `'Россия/GEOPOLIT×3 Иванов/PER' , 'Иванов+Россия:0.9×2'` as a graph: entities with type and mentions, then attitudes
 * with probability and sentences. Ids are the names; the mentions of `A` are `A.0`, `A.1`, ….
 */
export function drawn(entities: string, attitudes = ''): RelationGraph {
  const nodes = [...entities.matchAll(/(\S+?)\/(\S+?)(?:×(\d+))?(?=\s|$)/gu)].map(
    ([, name = '', type = '', count = '1']) => ({
      id: name,
      name,
      type,
      mentionIds: Array.from({ length: Number(count) }, (_, index) => `${name}.${index}`),
    }),
  );
  const edges = [...attitudes.matchAll(/(\S+?)([+-])(\S+?):([\d.]+)(?:×(\d+))?(?=\s|$)/gu)].map(
    ([id = '', sourceId = '', sign, targetId = '', probability, count = '1']) => ({
      id: id.replace(/:.*$/, ''),
      sourceId,
      targetId,
      label: sign === '+' ? ('positive' as const) : ('negative' as const),
      count: Number(count),
      confirmed: 0,
      probability: Number(probability),
      sentences: Array.from({ length: Number(count) }, (_, index) => ({
        span: { start: 10 * index, end: 10 * index + 5 },
        snippet: [{ role: 'plain' as const, text: `Предложение ${index}.` }],
        attitudeIndices: [index],
        probability: Number(probability),
      })),
    }),
  );
  return { nodes, edges };
}
