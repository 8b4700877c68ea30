import type { Point } from './layout/point.ts';
import type { Scene, SceneEdge, SceneNode } from './scene.ts';
import { labelFontSize, labelMargin } from './stylesheet.ts';
import type { Theme } from './theme.ts';

const margin = 16;
const lineHeight = labelFontSize * 1.2;

/** The scene as an SVG file with real text, in the theme's colours; `title` names it for readers. */
export function formatSvg(scene: Scene, theme: Theme, title: string): string {
  const [width, height] = [scene.width + 2 * margin, scene.height + 2 * margin];
  const view = [scene.left - margin, scene.top - margin, width, height].map(number).join(' ');
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" viewBox="${view}" font-family="${escapeXml(theme.fontFamily)}" font-size="${labelFontSize}">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect x="${number(scene.left - margin)}" y="${number(scene.top - margin)}" width="${number(width)}" height="${number(height)}" fill="${theme.background}"/>`,
    ...scene.edges.map((edge) => formatEdge(edge, theme)),
    ...scene.nodes.map((node) => formatNode(node, theme)),
    '</svg>',
  ].join('\n')}\n`;
}

function formatEdge(edge: SceneEdge, theme: Theme): string {
  const colour = edge.sign === 'positive' ? theme.positive : theme.negative;
  const dash = edge.sign === 'negative' ? ' stroke-dasharray="7 4"' : '';
  return [
    `<g opacity="${number(edge.opacity)}">`,
    `<path d="${formatPath(edge)}" fill="none" stroke="${colour}" stroke-width="${number(edge.width)}"${dash}/>`,
    `<path d="${formatArrow(edge)}" fill="${colour}"/>`,
    '</g>',
    `<circle cx="${number(edge.middle.x)}" cy="${number(edge.middle.y)}" r="7" fill="${theme.background}"/>`,
    `<text x="${number(edge.middle.x)}" y="${number(edge.middle.y)}" dy="0.35em" text-anchor="middle" font-weight="bold" fill="${colour}">${escapeXml(edge.mark)}</text>`,
  ].join('');
}

/** Quadratic curves through the middles of neighbouring control points, a straight line without any. */
function formatPath({ from, controls, to }: SceneEdge): string {
  const curves = controls.map((control, index) => {
    const next = controls[index + 1];
    const end = next ? { x: (control.x + next.x) / 2, y: (control.y + next.y) / 2 } : to;
    return `Q${place(control)} ${place(end)}`;
  });
  return `M${place(from)}${controls.length === 0 ? `L${place(to)}` : curves.join('')}`;
}

function formatArrow({ from, controls, to, width }: SceneEdge): string {
  const before = controls.at(-1) ?? from;
  const length = Math.hypot(to.x - before.x, to.y - before.y) || 1;
  const [dx, dy] = [(to.x - before.x) / length, (to.y - before.y) / length];
  const size = 6 + 1.5 * width;
  const base = { x: to.x - dx * size, y: to.y - dy * size };
  const side = size * 0.45;
  return `M${place(to)}L${place({ x: base.x - dy * side, y: base.y + dx * side })}L${place({ x: base.x + dy * side, y: base.y - dx * side })}Z`;
}

function formatNode(node: SceneNode, theme: Theme): string {
  const { fill, border } = theme.nodes[node.family];
  const paint = `fill="${fill}" stroke="${border}" stroke-width="1.5"`;
  const lines = node.lines.map((line, index) => {
    const y = node.y + node.size / 2 + labelMargin + (index + 0.8) * lineHeight;
    return `<tspan x="${number(node.x)}" y="${number(y)}">${escapeXml(line)}</tspan>`;
  });
  return `<g>${formatShape(node, paint)}<text text-anchor="middle" fill="${theme.foreground}">${lines.join('')}</text></g>`;
}

function formatShape({ x, y, size, shape }: SceneNode, paint: string): string {
  const half = size / 2;
  switch (shape.kind) {
    case 'ellipse':
      return `<circle cx="${number(x)}" cy="${number(y)}" r="${number(half)}" ${paint}/>`;
    case 'rounded':
      return `<rect x="${number(x - half)}" y="${number(y - half)}" width="${number(size)}" height="${number(size)}" rx="${number(Math.min(size / 4, 8))}" ${paint}/>`;
    case 'polygon': {
      const corners = shape.corners.map(([dx, dy]) => place({ x: x + dx * half, y: y + dy * half }));
      return `<polygon points="${corners.join(' ')}" ${paint}/>`;
    }
    default:
      return shape satisfies never;
  }
}

function place({ x, y }: Point): string {
  return `${number(x)},${number(y)}`;
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Also drops the control characters that XML cannot hold. */
function escapeXml(text: string): string {
  return [...text]
    .filter((character) => character >= ' ' && !/[\p{Cs}\uFFFE\uFFFF]/u.test(character))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
