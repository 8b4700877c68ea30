import { createAttitudeList } from './attitudeList.ts';
import { GraphCanvas } from './canvas.ts';
import { createDetails } from './details.ts';
import { element } from './dom.ts';
import { createEmptyState } from './emptyState.ts';
import { exportGraph } from './exportGraph.ts';
import { findNodes } from './filter.ts';
import { commandForKey } from './keyboard.ts';
import { createLegend } from './legend.ts';
import type { PageActions, Part } from './part.ts';
import {
  type GraphEvent,
  type GraphState,
  initialState,
  selectedEdge,
  selectedNode,
  visibleGraph,
} from './state.ts';
import { onThemeChange, readTheme } from './theme.ts';
import { createToolbar } from './toolbar.ts';
import type { Wording } from './wording.ts';

/** What the page asks of whoever holds its state. */
export interface ViewHandlers {
  dispatch(event: GraphEvent): void;
  extract(): void;
  saveFile(format: Parameters<PageActions['exportAs']>[0], content: string): void;
}

/** The whole page: builds itself once in `root` and draws the states it is given. */
export class GraphView {
  #state: GraphState = initialState;
  #theme = readTheme();
  readonly #canvas: GraphCanvas;
  readonly #parts: readonly Part[];
  readonly #problem = element('div', { class: 'problem', role: 'alert' });
  readonly #status = element('p', { class: 'status' });
  readonly #announcer = element('p', { class: 'unseen', 'aria-live': 'polite' });
  readonly #disposals: (() => void)[] = [];

  constructor(
    private readonly root: HTMLElement,
    private readonly wording: Wording,
    private readonly handlers: ViewHandlers,
  ) {
    const { strings } = wording;
    const actions: PageActions = {
      dispatch: (event) => handlers.dispatch(event),
      fit: () => this.#fit(),
      zoomBy: (factor) => this.#zoomBy(factor),
      exportAs: (format) =>
        handlers.saveFile(format, exportGraph(format, this.#state, this.#canvas, this.#theme)),
      extract: () => handlers.extract(),
    };
    const toolbar = createToolbar(wording, actions);
    const empty = createEmptyState(wording, actions);
    const legend = createLegend(wording, actions);
    const details = createDetails(wording, actions);
    const list = createAttitudeList(wording, actions);
    this.#parts = [toolbar, empty, legend, details, list];

    const drawing = element('div', {
      class: 'canvas',
      tabindex: 0,
      role: 'application',
      'aria-label': strings.graph,
      'aria-describedby': 'help',
    });
    const stage = element('section', { class: 'stage', 'aria-label': strings.graph }, drawing, empty.root);
    root.replaceChildren(
      this.#problem,
      toolbar.root,
      stage,
      element('aside', { class: 'side' }, details.root, list.root),
      element('footer', {}, legend.root, this.#status),
      element('p', { id: 'help', class: 'unseen' }, strings.graphHelp),
      this.#announcer,
    );

    this.#canvas = new GraphCanvas(drawing, this.#theme, {
      followed: (kind, id) => handlers.dispatch({ type: 'followed', kind, id }),
      backgroundTapped: () => handlers.dispatch({ type: 'deselected' }),
      nodeMoved: (id, position) => {
        handlers.dispatch({ type: 'nodeMoved', id, position });
        // Whoever arranges by hand does not want the rest to shift.
        handlers.dispatch({ type: 'viewportChanged', viewport: this.#canvas.viewport });
      },
      viewportChanged: (viewport) => handlers.dispatch({ type: 'viewportChanged', viewport }),
    });
    drawing.addEventListener('keydown', (event) => this.#press(event, toolbar.focusSearch));
    // Cytoscape stops the mouse events that would give the focus.
    drawing.addEventListener('pointerdown', () => drawing.focus({ preventScroll: true }));
    const observer = new ResizeObserver(() => this.#canvas.resize(this.#state));
    observer.observe(stage);
    const unwatch = onThemeChange(() => {
      this.#theme = readTheme();
      this.#canvas.setTheme(this.#theme);
    });
    this.#disposals.push(
      () => observer.disconnect(),
      unwatch,
      () => this.#canvas.cy.destroy(),
    );
  }

  render(state: GraphState): void {
    const previous = this.#state;
    this.#state = state;
    this.root.classList.toggle('without-graph', !state.document?.graph);
    this.#problem.textContent = state.problem ?? '';
    this.#problem.hidden = state.problem === undefined;
    for (const part of this.#parts) part.render(state);
    this.#canvas.render(state);
    this.#status.textContent = this.#summary(state);
    if (state.query !== previous.query) this.#announcer.textContent = this.#searchResult(state);
    if (state.selection?.id === previous.selection?.id) return;
    if (state.selection) this.#canvas.reveal(state.selection);
    this.#announcer.textContent = this.#announcement(state);
  }

  dispose(): void {
    for (const dispose of this.#disposals) dispose();
  }

  #press(event: KeyboardEvent, focusSearch: () => void): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const command = commandForKey(event.key, event.shiftKey, this.#state, this.#canvas.places);
    if (!command) return;
    event.preventDefault();
    switch (command.type) {
      case 'dispatch':
        this.handlers.dispatch(command.event);
        break;
      case 'zoom':
        this.#zoomBy(command.factor);
        break;
      case 'fit':
        this.#fit();
        break;
      case 'search':
        focusSearch();
        break;
      default:
        command satisfies never;
    }
  }

  #fit(): void {
    this.#canvas.fit();
    this.handlers.dispatch({ type: 'viewportChanged', viewport: undefined });
  }

  #zoomBy(factor: number): void {
    this.#canvas.zoomBy(factor);
    this.handlers.dispatch({ type: 'viewportChanged', viewport: this.#canvas.viewport });
  }

  #summary(state: GraphState): string {
    const { strings, counted } = this.wording;
    const graph = state.document?.graph;
    if (!graph) return '';
    const { nodes, edges } = visibleGraph(state);
    const hidden = graph.edges.length - edges.length;
    return [
      counted(strings.entities, nodes.length),
      counted(strings.attitudes, edges.length),
      ...(hidden > 0 ? [counted(strings.hiddenByFilters, hidden)] : []),
      ...(state.query.trim() === '' ? [] : [this.#searchResult(state)]),
      strings.legendScales,
    ].join(' · ');
  }

  #searchResult(state: GraphState): string {
    if (state.query.trim() === '') return '';
    const { strings, counted } = this.wording;
    const found = findNodes(visibleGraph(state).nodes, state.query).length;
    return found === 0 ? strings.nothingFound : counted(strings.found, found);
  }

  #announcement(state: GraphState): string {
    const { describeEdge, describeNode } = this.wording;
    const graph = state.document?.graph;
    const node = selectedNode(state);
    const edge = selectedEdge(state);
    if (node) return describeNode(node);
    if (edge && graph) return describeEdge(edge, graph);
    return '';
  }
}
