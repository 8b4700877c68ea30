import type { ExportFormat } from '../../src/protocol/graphMessages.ts';
import type { GraphCanvas } from './canvas.ts';
import { sceneOf } from './scene.ts';
import { type GraphState, visibleGraph } from './state.ts';
import { formatSvg } from './svg.ts';
import type { Theme } from './theme.ts';

/** Pixels of the picture for one of the graph, so that it stays sharp in print. */
const pngScale = 2;

/** The visible graph as a file of this format: text, base64 for PNG. */
export function exportGraph(
  format: ExportFormat,
  state: GraphState,
  canvas: GraphCanvas,
  theme: Theme,
): string {
  switch (format) {
    case 'svg':
      return formatSvg(sceneOf(canvas), theme, state.document?.name ?? '');
    case 'png':
      return canvas.cy.png({ output: 'base64', full: true, scale: pngScale, bg: theme.background });
    case 'json':
      return formatJson(state);
    default:
      return format satisfies never;
  }
}

function formatJson(state: GraphState): string {
  const graph = visibleGraph(state);
  const { document, filter } = state;
  return `${JSON.stringify({ document: document?.uri, filter, ...graph }, undefined, 2)}\n`;
}
