import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Point } from '../../../../webview/graph/layout/point.ts';
import {
  campLayout,
  circleLayout,
  type LayoutEdge,
  type LayoutNode,
} from '../../../../webview/graph/layout.ts';

/** `'A+B B-C'` as edges; nodes are the letters in alphabetical order. */
function drawn(arrows: string): { nodes: LayoutNode[]; edges: LayoutEdge[] } {
  const names = [...new Set(arrows.match(/[A-Z]/g))].sort();
  return {
    nodes: names.map((id) => ({ id, width: 100, height: 50 })),
    edges: [...arrows.matchAll(/([A-Z])([+-])([A-Z])/g)].map(([, sourceId = '', sign, targetId = '']) => ({
      sourceId,
      targetId,
      label: sign === '+' ? 'positive' : 'negative',
      strength: 1,
    })),
  };
}

const place = (places: ReadonlyMap<string, Point>, id: string): Point =>
  places.get(id) ?? { x: Number.NaN, y: Number.NaN };
const apart = (places: ReadonlyMap<string, Point>, a: string, b: string): number =>
  Math.hypot(place(places, a).x - place(places, b).x, place(places, a).y - place(places, b).y);
const camps = (arrows: string, aspectRatio = 1.5) => {
  const { nodes, edges } = drawn(arrows);
  return campLayout(nodes, edges, aspectRatio);
};

const twoCamps = 'A+B B+C A+C D+E E+F A-D B-E C-F';

describe('campLayout', () => {
  test('puts the members of a camp on one side and their foes on the other', () => {
    const places = camps(twoCamps);
    const side = (id: string): number => Math.sign(place(places, id).x);
    expect([...'ABC'].map(side)).toEqual([side('A'), side('A'), side('A')]);
    expect([...'DEF'].map(side)).toEqual([-side('A'), -side('A'), -side('A')]);
  });

  test('puts the camps above each other where there is more height', () => {
    const places = camps(twoCamps, 0.5);
    expect(Math.sign(place(places, 'A').y)).toBe(-Math.sign(place(places, 'D').y));
    expect(Math.sign(place(places, 'B').y)).toBe(Math.sign(place(places, 'A').y));
  });

  test.each([
    ['friends closer than foes', 'A+B A-C', 'AB', 'AC'],
    ['foes of one foe closer than foes', 'A-X B-X C-X', 'AB', 'AX'],
    ['foes of one foe closer than a friend and a foe of one', 'A-X B-X C+X', 'AB', 'AC'],
  ])('puts %s', (_what, arrows, near, far) => {
    const places = camps(arrows);
    expect(apart(places, near[0] ?? '', near[1] ?? '')).toBeLessThan(
      apart(places, far[0] ?? '', far[1] ?? ''),
    );
  });

  test('keeps groups that nothing connects apart', () => {
    const places = camps('A+B B+C D-E');
    for (const a of 'ABC') for (const b of 'DE') expect(apart(places, a, b)).toBeGreaterThan(100);
  });

  test('bears loops, both signs at once, and ends that are not among the nodes', () => {
    const { nodes, edges } = drawn('A+A A+B A-B');
    const stray: LayoutEdge = { sourceId: 'A', targetId: 'Z', label: 'positive', strength: 1 };
    expect([...campLayout(nodes, [...edges, stray], 1).keys()]).toEqual(['A', 'B']);
  });

  test('places nothing for no nodes, and one node in the middle', () => {
    expect(campLayout([], [], 1)).toEqual(new Map());
    expect(apart(camps('A+A'), 'A', 'A')).toBe(0);
  });

  const names = [...'ABCDEFGHIJKL'];
  const edge = fc.record({
    sourceId: fc.constantFrom(...names),
    targetId: fc.constantFrom(...names),
    label: fc.constantFrom('positive' as const, 'negative' as const),
    strength: fc.double({ min: 0.01, max: 3, noNaN: true }),
  });
  const graph = fc.record({
    nodes: fc.tuple(
      ...names.map((id) => fc.record({ id: fc.constant(id), width: fc.nat(160), height: fc.nat(90) })),
    ),
    edges: fc.array(edge, { maxLength: 40 }),
    aspectRatio: fc.double({ min: 0.2, max: 5, noNaN: true }),
  });

  test('places every node once, at finite places, without overlap, and the same way again', () => {
    fc.assert(
      fc.property(graph, ({ nodes, edges, aspectRatio }) => {
        const places = campLayout(nodes, edges, aspectRatio);
        expect([...places.keys()].sort()).toEqual(names);
        for (const { x, y } of places.values()) expect(Number.isFinite(x + y)).toBe(true);
        for (const a of nodes) {
          for (const b of nodes) {
            if (a.id >= b.id) continue;
            const [p, q] = [place(places, a.id), place(places, b.id)];
            const overlap =
              Math.abs(p.x - q.x) < (a.width + b.width) / 2 &&
              Math.abs(p.y - q.y) < (a.height + b.height) / 2;
            expect(overlap, `${a.id} and ${b.id}`).toBe(false);
          }
        }
        expect(campLayout(nodes, edges, aspectRatio)).toEqual(places);
      }),
      { numRuns: 40 },
    );
  });
});

describe('circleLayout', () => {
  test('goes around camp by camp', () => {
    const { nodes, edges } = drawn('A-B A+C B+D');
    const places = circleLayout(nodes, edges);
    const around = [...places]
      .sort(([, p], [, q]) => Math.atan2(p.x, -p.y) - Math.atan2(q.x, -q.y))
      .map(([id]) => id);
    const circle = around.join('').repeat(2);
    expect(circle).toMatch(/AC|CA/);
    expect(circle).toMatch(/BD|DB/);
  });
});
