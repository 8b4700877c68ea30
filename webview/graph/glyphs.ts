import type { TypeFamily } from '../../src/core/typeFamily.ts';
import { svgElement } from './dom.ts';
import type { Sign } from './filter.ts';
import type { Shape } from './shapes.ts';

/** A small drawing of how entities of a type look. */
export function shapeGlyph(shape: Shape, family: TypeFamily): SVGElement {
  return glyph('-1.3 -1.3 2.6 2.6', `glyph ${family}`, drawShape(shape));
}

/** A small drawing of how attitudes of a sign look: an arrow, plain or dashed. */
export function signGlyph(sign: Sign): SVGElement {
  return glyph(
    '0 0 30 12',
    `glyph wide ${sign}`,
    svgElement('path', { class: 'line', d: 'M1 6H23' }),
    svgElement('path', { class: 'head', d: 'M22 2L29 6L22 10Z' }),
  );
}

/** The drawings on the buttons. */
export const icons = {
  zoomIn: 'M3 8H13M8 3V13',
  zoomOut: 'M3 8H13',
  fit: 'M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10',
  arrange: 'M13 8A5 5 0 1 1 11.5 4.4M11.8 1.5V4.8H8.5',
} as const;

/** A button's drawing. */
export function icon(name: keyof typeof icons): SVGElement {
  return glyph('0 0 16 16', 'icon', svgElement('path', { d: icons[name] }));
}

function drawShape(shape: Shape): SVGElement {
  switch (shape.kind) {
    case 'ellipse':
      return svgElement('circle', { r: 1 });
    case 'rounded':
      return svgElement('rect', { x: -1, y: -0.85, width: 2, height: 1.7, rx: 0.4 });
    case 'polygon':
      return svgElement('polygon', { points: shape.corners.map((corner) => corner.join()).join(' ') });
    default:
      return shape satisfies never;
  }
}

function glyph(viewBox: string, className: string, ...children: readonly SVGElement[]): SVGElement {
  return svgElement('svg', { viewBox, class: className, 'aria-hidden': 'true' }, ...children);
}
