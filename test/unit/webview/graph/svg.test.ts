import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scene } from '../../../../webview/graph/scene.ts';
import { formatSvg } from '../../../../webview/graph/svg.ts';
import type { Theme } from '../../../../webview/graph/theme.ts';

const node = { fill: '#111111', border: '#222222' };
const theme: Theme = {
  background: '#ffffff',
  foreground: '#000000',
  positive: '#00aa00',
  negative: '#aa0000',
  nodes: { person: node, organisation: node, place: node, geopolitical: node, other: node },
  focus: '#0000ff',
  found: '#ffff00',
  fontFamily: '"Segoe UI", sans-serif',
};
const scene = (lines: readonly string[]): Scene => ({
  left: -20,
  top: -10,
  width: 200,
  height: 100,
  nodes: [
    { x: 0, y: 0, size: 30, shape: { kind: 'ellipse' }, family: 'person', lines },
    {
      x: 100,
      y: 0,
      size: 30,
      shape: {
        kind: 'polygon',
        corners: [
          [0, -1],
          [1, 1],
          [-1, 1],
        ],
      },
      family: 'other',
      lines: ['Б'],
    },
  ],
  edges: [
    {
      sign: 'negative',
      mark: '−',
      width: 2,
      opacity: 0.5,
      from: { x: 15, y: 0 },
      controls: [{ x: 50, y: 20 }],
      to: { x: 85, y: 0 },
      middle: { x: 50, y: 10 },
    },
  ],
});

describe('formatSvg', () => {
  const svg = formatSvg(scene(['Первая', 'вторая 🙂']), theme, 'статья.txt');

  test('covers all that is drawn, with a margin', () => {
    expect(svg).toMatch(/^<svg [^>]*width="232" height="132" viewBox="-36 -26 232 132"/);
  });

  test('draws a negative attitude dashed, in its colour, curved, with an arrow and its mark', () => {
    expect(svg).toContain(
      'd="M15,0Q50,20 85,0" fill="none" stroke="#aa0000" stroke-width="2" stroke-dasharray="7 4"',
    );
    expect(svg).toMatch(/<path d="M85,0L[^"]+Z" fill="#aa0000"\/>/);
    expect(svg).toContain('>−</text>');
  });

  test('writes names as text, line by line', () => {
    expect(svg).toMatch(/<tspan [^>]*>Первая<\/tspan><tspan [^>]*>вторая 🙂<\/tspan>/);
    expect(svg).toContain('<title>статья.txt</title>');
  });

  test('lets no name break out of its text', () => {
    const [before, after] = formatSvg(scene(['\u0001MARK\u0001']), theme, 'x').split('MARK');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const written = formatSvg(scene([name]), theme, 'x').slice(before?.length, -(after?.length ?? 0));
        expect([...written].every((character) => character >= ' ')).toBe(true);
        expect(written).not.toMatch(/[<>"\ufffe\uffff\p{Cs}]|&(?!amp;|lt;|gt;|quot;)/u);
      }),
    );
  });
});
