import cytoscape, { type EdgeSingular } from 'cytoscape';
import fcose from 'cytoscape-fcose';
import type { LayoutEdge, LayoutNode } from '../layout.ts';
import type { Point } from './point.ts';

cytoscape.use(fcose);

/**
 * Places by forces alone, from `start`: attitudes are springs, those between foes longer, nodes repel each other.
 * The layout draws nothing at random when it has a start, so the same input gives the same places.
 */
export function forceLayout(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  start: ReadonlyMap<string, Point>,
): ReadonlyMap<string, Point> {
  const ids = new Set(nodes.map(({ id }) => id));
  const graph = cytoscape({
    headless: true,
    styleEnabled: true,
    elements: [
      ...nodes.map(({ id, width, height }) => ({
        data: { id: `n:${id}`, width, height },
        position: { ...(start.get(id) ?? { x: 0, y: 0 }) },
      })),
      ...edges
        .filter(({ sourceId, targetId }) => ids.has(sourceId) && ids.has(targetId) && sourceId !== targetId)
        .map(({ sourceId, targetId, label }) => ({
          data: { source: `n:${sourceId}`, target: `n:${targetId}`, label },
        })),
    ],
    style: [
      { selector: 'node', style: { shape: 'rectangle', width: 'data(width)', height: 'data(height)' } },
    ],
  });
  const options = {
    name: 'fcose',
    quality: 'proof',
    randomize: false,
    animate: false,
    fit: false,
    packComponents: false,
    nodeRepulsion: () => 12000,
    idealEdgeLength: (edge: EdgeSingular) => (edge.data('label') === 'positive' ? 70 : 130),
    edgeElasticity: () => 0.35,
    gravity: 0.3,
    numIter: 1500,
  };
  graph.layout(options).run();
  const places = new Map(nodes.map(({ id }) => [id, { ...graph.getElementById(`n:${id}`).position() }]));
  graph.destroy();
  return places;
}
