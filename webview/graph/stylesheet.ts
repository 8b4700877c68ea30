import type { EdgeSingular, StylesheetJson } from 'cytoscape';
import { typeFamilies } from '../../src/core/typeFamily.ts';
import type { Theme } from './theme.ts';

/** Size of names in pixels at zoom 1; the layout reserves room for it. */
export const labelFontSize = 12;
/** Between a node and its name, in pixels. */
export const labelMargin = 4;

/** How the graph looks in a theme. Sign shows in colour, dash and mark; never in colour alone. */
export function graphStylesheet(theme: Theme): StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        width: 'data(size)',
        height: 'data(size)',
        'border-width': 1.5,
        label: 'data(label)',
        color: theme.foreground,
        'font-family': theme.fontFamily,
        'font-size': labelFontSize,
        'text-wrap': 'wrap',
        'text-valign': 'bottom',
        'text-margin-y': labelMargin,
        'text-background-color': theme.background,
        'text-background-opacity': 0.8,
        'text-background-padding': '1px',
        'min-zoomed-font-size': 6,
        'z-index': 2,
      },
    },
    ...typeFamilies.map((family) => ({
      selector: `node[family = "${family}"]`,
      style: { 'background-color': theme.nodes[family].fill, 'border-color': theme.nodes[family].border },
    })),
    { selector: 'node[kind = "ellipse"]', style: { shape: 'ellipse' } },
    { selector: 'node[kind = "rounded"]', style: { shape: 'round-rectangle' } },
    {
      selector: 'node[kind = "polygon"]',
      style: { shape: 'polygon', 'shape-polygon-points': 'data(corners)' },
    },
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'line-opacity': (edge: EdgeSingular): number => Number(edge.data('opacity')),
        'curve-style': 'bezier',
        'control-point-step-size': 44,
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.9,
        label: 'data(mark)',
        'font-family': theme.fontFamily,
        'font-size': 13,
        'font-weight': 'bold',
        'text-background-color': theme.background,
        'text-background-opacity': 1,
        'text-background-shape': 'circle',
        'text-background-padding': '1px',
        'text-border-width': 1,
        'text-border-opacity': 1,
        'min-zoomed-font-size': 5,
      },
    },
    {
      selector: 'edge[sign = "positive"]',
      style: {
        'line-color': theme.positive,
        'target-arrow-color': theme.positive,
        'text-border-color': theme.positive,
        color: theme.positive,
        'line-style': 'solid',
      },
    },
    {
      selector: 'edge[sign = "negative"]',
      style: {
        'line-color': theme.negative,
        'target-arrow-color': theme.negative,
        'text-border-color': theme.negative,
        color: theme.negative,
        'line-style': 'dashed',
        'line-dash-pattern': [7, 4],
      },
    },
    { selector: '.hidden', style: { display: 'none' } },
    { selector: '.dimmed', style: { opacity: 0.22 } },
    { selector: 'node.found', style: { 'text-background-color': theme.found, 'text-background-opacity': 1 } },
    {
      selector: 'node.cursor',
      style: {
        'outline-width': 2,
        'outline-offset': 3,
        'outline-color': theme.focus,
        'outline-style': 'dotted',
      },
    },
    {
      selector: 'node.selected',
      style: {
        'outline-width': 2.5,
        'outline-offset': 3,
        'outline-color': theme.focus,
        'outline-style': 'solid',
        'font-weight': 'bold',
        'z-index': 4,
      },
    },
    {
      selector: 'edge.selected',
      style: {
        'line-opacity': 1,
        'underlay-color': theme.focus,
        'underlay-opacity': 0.35,
        'underlay-padding': 5,
        'z-index': 3,
      },
    },
    { selector: 'node.hovered', style: { 'border-color': theme.focus, 'border-width': 2.5 } },
    { selector: 'edge.hovered', style: { 'line-opacity': 1 } },
    { selector: 'node:active, edge:active', style: { 'overlay-opacity': 0 } },
  ];
}
