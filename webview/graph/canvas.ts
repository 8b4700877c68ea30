import cytoscape, { type Core, type NodeSingular, type SingularElementReturnValue } from 'cytoscape';
import type { RelationGraph } from '../../src/core/relationGraph.ts';
import { findNodes } from './filter.ts';
import { canvasId, graphElements } from './graphElements.ts';
import type { Point } from './layout/point.ts';
import { placeNodes } from './placing.ts';
import { type GraphState, type Selection, type Viewport, visibleGraph } from './state.ts';
import { graphStylesheet, labelFontSize } from './stylesheet.ts';
import type { Theme } from './theme.ts';

/** What the user does with the mouse or fingers on the canvas. */
export interface CanvasHandlers {
  followed(kind: Selection['kind'], id: string): void;
  backgroundTapped(): void;
  nodeMoved(id: string, position: Point): void;
  viewportChanged(viewport: Viewport): void;
}

const noGraph: RelationGraph = { nodes: [], edges: [] };
/** A handful of nodes should not fill the whole panel. */
const largestFit = 1.4;
const fitPadding = 28;

/**
 * The drawing of the graph. It draws what the state says and reports what the pointer does.
 * Nothing on it moves by itself, so there is no motion to reduce.
 */
export class GraphCanvas {
  readonly cy: Core;
  #graph: RelationGraph = noGraph;
  #elements = '';
  #layoutKey = '';
  #visibleKey = '';
  #places: ReadonlyMap<string, Point> = new Map();
  #viewportTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    container: HTMLElement,
    private theme: Theme,
    handlers: CanvasHandlers,
  ) {
    this.cy = cytoscape({
      container,
      style: graphStylesheet(theme),
      autounselectify: true,
      boxSelectionEnabled: false,
      minZoom: 0.05,
      maxZoom: 4,
    });
    this.cy.on('tap', 'node', (event) => handlers.followed('node', event.target.data('entityId')));
    this.cy.on('tap', 'edge', (event) => handlers.followed('edge', event.target.data('edgeId')));
    this.cy.on('tap', (event) => {
      if (event.target === this.cy) handlers.backgroundTapped();
    });
    this.cy.on('dragfree', 'node', (event) =>
      handlers.nodeMoved(event.target.data('entityId'), { ...event.target.position() }),
    );
    this.cy.on('scrollzoom dragpan pinchzoom', () => {
      clearTimeout(this.#viewportTimer);
      this.#viewportTimer = setTimeout(() => handlers.viewportChanged(this.viewport), 120);
    });
    this.cy.on('mouseover', 'node, edge', (event) => event.target.addClass('hovered'));
    this.cy.on('mouseout', 'node, edge', (event) => event.target.removeClass('hovered'));
  }

  /** Where the entities that are drawn stand. */
  get places(): ReadonlyMap<string, Point> {
    const nodes = this.cy.nodes(':visible').toArray();
    return new Map(nodes.map((node) => [node.data('entityId'), { ...(node as NodeSingular).position() }]));
  }

  get viewport(): Viewport {
    return { zoom: this.cy.zoom(), pan: { ...this.cy.pan() } };
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.cy.style(graphStylesheet(theme));
  }

  /** Draws the state; what has not changed stays as it is. */
  render(state: GraphState): void {
    const visible = visibleGraph(state);
    const isNewGraph = this.#showElements(state.document?.graph ?? noGraph);
    const isNewLayout = this.#place(state, isNewGraph);
    this.cy.batch(() => {
      this.#showVisible(visible);
      this.#mark(state, visible);
    });
    const visibleKey = visible.nodes.map(({ id }) => id).join('\n');
    const mustFit = isNewLayout || visibleKey !== this.#visibleKey;
    this.#visibleKey = visibleKey;
    if (state.viewport) this.cy.viewport({ zoom: state.viewport.zoom, pan: { ...state.viewport.pan } });
    else if (mustFit) this.fit();
  }

  /** Shows all that is visible, no larger than comfortable. */
  fit(): void {
    const visible = this.cy.elements(':visible');
    if (visible.empty()) return;
    this.cy.fit(visible, fitPadding);
    if (this.cy.zoom() <= largestFit) return;
    this.cy.zoom(largestFit);
    this.cy.center(visible);
  }

  /** Zooms around the middle of the panel. */
  zoomBy(factor: number): void {
    const middle = { x: this.cy.width() / 2, y: this.cy.height() / 2 };
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: middle });
  }

  /** The panel changed its size. */
  resize(state: GraphState): void {
    this.cy.resize();
    this.render(state);
    if (!state.viewport) this.fit();
  }

  /** Brings an element into view if it is outside. */
  reveal({ kind, id }: Selection): void {
    const target: SingularElementReturnValue = this.cy.getElementById(canvasId[kind](id));
    if (target.empty()) return;
    const box = target.renderedBoundingBox();
    const isInside = box.x1 >= 0 && box.y1 >= 0 && box.x2 <= this.cy.width() && box.y2 <= this.cy.height();
    if (!isInside) this.cy.center(target);
  }

  #showElements(graph: RelationGraph): boolean {
    if (graph === this.#graph) return false;
    this.#graph = graph;
    const definitions = graphElements(graph);
    const elements = JSON.stringify(definitions);
    // Typing moves mentions in the text and sends the graph again; nothing that is drawn differs then.
    if (elements === this.#elements) return false;
    this.#elements = elements;
    this.cy.batch(() => {
      const ids = new Set(definitions.map(({ data }) => data.id));
      this.cy.elements().forEach((drawn) => {
        if (!ids.has(drawn.id())) drawn.remove();
      });
      for (const definition of definitions) {
        const drawn = this.cy.getElementById(definition.data.id ?? '');
        if (drawn.empty()) this.cy.add(definition);
        else drawn.data(definition.data);
      }
    });
    return true;
  }

  #place(state: GraphState, isNewGraph: boolean): boolean {
    const aspectRatio = Math.min(2.2, Math.max(0.5, this.cy.width() / Math.max(1, this.cy.height())));
    const layoutKey = `${state.layout} ${aspectRatio < 1 ? 'tall' : 'wide'}`;
    const isNewLayout = isNewGraph || layoutKey !== this.#layoutKey;
    if (isNewLayout) {
      this.#layoutKey = layoutKey;
      this.#places = placeNodes(this.#graph, state.layout, aspectRatio, this.#textWidth());
    }
    for (const node of this.cy.nodes().toArray()) {
      const id: string = node.data('entityId');
      const place = state.moved[id] ?? this.#places.get(id) ?? { x: 0, y: 0 };
      if (node.isNode() && !node.grabbed()) node.position({ ...place });
    }
    return isNewLayout;
  }

  #textWidth(): (text: string) => number {
    const context = document.createElement('canvas').getContext('2d');
    if (!context) return (text) => text.length * labelFontSize * 0.6;
    context.font = `bold ${labelFontSize}px ${this.theme.fontFamily}`;
    return (text) => context.measureText(text).width;
  }

  #showVisible(visible: RelationGraph): void {
    const ids = new Set([
      ...visible.nodes.map(({ id }) => canvasId.node(id)),
      ...visible.edges.map(({ id }) => canvasId.edge(id)),
    ]);
    this.cy.elements().forEach((drawn) => {
      drawn.toggleClass('hidden', !ids.has(drawn.id()));
    });
  }

  #mark(state: GraphState, visible: RelationGraph): void {
    const { selection, cursorEntityId, query } = state;
    const found = new Set(findNodes(visible.nodes, query).map(({ id }) => canvasId.node(id)));
    const selected = selection && canvasId[selection.kind](selection.id);
    const chosen = this.cy.getElementById(selected ?? '');
    const kept =
      selection?.kind === 'edge' ? chosen.union(chosen.connectedNodes()) : chosen.closedNeighborhood();
    this.cy.elements().forEach((drawn) => {
      const isFound = found.has(drawn.id());
      drawn.toggleClass('selected', drawn.id() === selected);
      drawn.toggleClass(
        'cursor',
        cursorEntityId !== undefined && drawn.id() === canvasId.node(cursorEntityId),
      );
      drawn.toggleClass('found', isFound);
      const isKept = chosen.nonempty() ? kept.contains(drawn) : query.trim() === '' || isFound;
      drawn.toggleClass('dimmed', !isKept && !isFound);
    });
  }
}
