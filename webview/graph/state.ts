import type { RelationEdge, RelationGraph, RelationNode } from '../../src/core/relationGraph.ts';
import type { FromGraph } from '../../src/protocol/graphMessages.ts';
import { applyFilter, type Filter, findNodes, openFilter } from './filter.ts';
import type { Point } from './layout/point.ts';

/** How the entities are placed. */
export type LayoutName = 'camps' | 'forces' | 'circle';

/** The document that the page shows; without a graph before its first extraction. */
export interface ShownDocument {
  readonly uri: string;
  readonly name: string;
  readonly version: number;
  readonly graph: RelationGraph | undefined;
}

/** What is selected, and which of its mentions or sentences was shown in the text last; -1 for none yet. */
export type Selection =
  | { readonly kind: 'node'; readonly id: string; readonly shown: number }
  /** `fromId`: the end from which it was reached, and to which Escape leads back. */
  | { readonly kind: 'edge'; readonly id: string; readonly shown: number; readonly fromId: string };

/** All that the page shows. */
export interface GraphState {
  readonly document: ShownDocument | undefined;
  /** Until the host sends a document: the one that a saved selection and saved places belong to. */
  readonly savedUri: string | undefined;
  readonly problem: string | undefined;
  readonly filter: Filter;
  readonly query: string;
  readonly layout: LayoutName;
  readonly selection: Selection | undefined;
  /** The entity at the editor's cursor. */
  readonly cursorEntityId: string | undefined;
  /** Where the user dragged entities to, by entity id. */
  readonly moved: Readonly<Record<string, Point>>;
  readonly isListOpen: boolean;
  /** What the user made visible by zooming and moving; absent while everything is. */
  readonly viewport: Viewport | undefined;
}

/** Zoom factor, and where the origin of the graph is in the pixels of the page. */
export interface Viewport {
  readonly zoom: number;
  readonly pan: Point;
}

/** What happens to the page: messages of the host, and what the user does. */
export type GraphEvent =
  | { readonly type: 'graphShown'; readonly document: ShownDocument }
  | { readonly type: 'problemShown'; readonly message: string }
  | { readonly type: 'mentionSelected'; readonly documentVersion: number; readonly mentionId: string }
  | { readonly type: 'filterChanged'; readonly change: Partial<Filter> }
  | { readonly type: 'filterReset' }
  | { readonly type: 'queryChanged'; readonly query: string }
  | { readonly type: 'nextFound' }
  | { readonly type: 'layoutChosen'; readonly layout: LayoutName }
  | { readonly type: 'arrangedAgain' }
  | { readonly type: 'nodeMoved'; readonly id: string; readonly position: Point }
  | { readonly type: 'selected'; readonly kind: Selection['kind']; readonly id: string }
  /** Shows the next mention or sentence of something, selecting it; wraps around. */
  | {
      readonly type: 'followed';
      readonly kind: Selection['kind'];
      readonly id: string;
      readonly step?: 1 | -1;
    }
  | { readonly type: 'sentenceChosen'; readonly edgeId: string; readonly index: number }
  /** From an attitude back to one of its ends, from an entity to nothing. */
  | { readonly type: 'escaped' }
  | { readonly type: 'deselected' }
  | { readonly type: 'viewportChanged'; readonly viewport: Viewport | undefined }
  | { readonly type: 'listToggled'; readonly isOpen: boolean };

/** A page that has heard nothing from the host. */
export const initialState: GraphState = {
  document: undefined,
  savedUri: undefined,
  problem: undefined,
  filter: openFilter,
  query: '',
  layout: 'camps',
  selection: undefined,
  cursorEntityId: undefined,
  moved: {},
  isListOpen: false,
  viewport: undefined,
};

/** The state after `event`; the same object when nothing changed. */
export function reduce(state: GraphState, event: GraphEvent): GraphState {
  switch (event.type) {
    case 'graphShown':
      return showDocument(state, event.document);
    case 'problemShown':
      return { ...state, problem: event.message };
    case 'mentionSelected':
      return selectMention(state, event.documentVersion, event.mentionId);
    case 'filterChanged':
      return { ...state, filter: { ...state.filter, ...event.change } };
    case 'filterReset':
      return { ...state, filter: openFilter };
    case 'queryChanged':
      return { ...state, query: event.query };
    case 'nextFound':
      return selectNextFound(state);
    case 'layoutChosen':
      return { ...state, layout: event.layout, moved: {}, viewport: undefined };
    case 'arrangedAgain':
      return { ...state, moved: {}, viewport: undefined };
    case 'nodeMoved':
      return { ...state, moved: { ...state.moved, [event.id]: event.position } };
    case 'selected':
      return isSelected(state, event)
        ? state
        : { ...state, selection: select(state, event.kind, event.id, -1) };
    case 'followed':
      return follow(state, event);
    case 'sentenceChosen':
      return { ...state, selection: select(state, 'edge', event.edgeId, event.index) };
    case 'escaped':
      return stepBack(state);
    case 'deselected':
      return { ...state, selection: undefined };
    case 'viewportChanged':
      return { ...state, viewport: event.viewport };
    case 'listToggled':
      return state.isListOpen === event.isOpen ? state : { ...state, isListOpen: event.isOpen };
    default:
      return event satisfies never;
  }
}

/** The visible part of the graph; empty without one. */
export function visibleGraph({ document, filter }: GraphState): RelationGraph {
  return document?.graph ? applyFilter(document.graph, filter) : { nodes: [], edges: [] };
}

/** The selected entity, which a filter may hide. */
export function selectedNode({ document, selection }: GraphState): RelationNode | undefined {
  return selection?.kind === 'node'
    ? document?.graph?.nodes.find(({ id }) => id === selection.id)
    : undefined;
}

/** The selected attitude, which a filter may hide. */
export function selectedEdge({ document, selection }: GraphState): RelationEdge | undefined {
  return selection?.kind === 'edge'
    ? document?.graph?.edges.find(({ id }) => id === selection.id)
    : undefined;
}

/** The order to the host that shows the selection in the text; nothing when there is nothing to show. */
export function revealOrder(state: GraphState): FromGraph | undefined {
  const documentVersion = state.document?.version;
  if (documentVersion === undefined || !state.selection) return undefined;
  const { shown } = state.selection;
  const mentionId = selectedNode(state)?.mentionIds[shown];
  if (mentionId !== undefined) return { type: 'revealMention', documentVersion, mentionId };
  const span = selectedEdge(state)?.sentences[shown]?.span;
  return span && { type: 'revealSentence', documentVersion, span };
}

function showDocument(state: GraphState, document: ShownDocument): GraphState {
  const next = { ...state, document, problem: undefined };
  const previousUri = state.document?.uri ?? state.savedUri;
  const isOther = previousUri !== undefined && previousUri !== document.uri;
  if (isOther)
    return { ...next, selection: undefined, cursorEntityId: undefined, moved: {}, viewport: undefined };
  // What is gone from the document cannot stay selected; a new extraction may still have it.
  const stands = !document.graph || selectedNode(next) !== undefined || selectedEdge(next) !== undefined;
  return stands ? next : { ...next, selection: undefined };
}

function selectMention(state: GraphState, documentVersion: number, mentionId: string): GraphState {
  if (state.document?.version !== documentVersion) return state;
  const node = state.document.graph?.nodes.find(({ mentionIds }) => mentionIds.includes(mentionId));
  if (!node) return state;
  const next = { ...state, cursorEntityId: node.id };
  // Whoever reads the sentences of an attitude moves the cursor through them, and wants to stay with the attitude.
  if (state.selection?.kind === 'edge') return next;
  return { ...next, selection: { kind: 'node', id: node.id, shown: node.mentionIds.indexOf(mentionId) } };
}

function selectNextFound(state: GraphState): GraphState {
  const found = findNodes(visibleGraph(state).nodes, state.query);
  const current = found.findIndex(({ id }) => state.selection?.kind === 'node' && id === state.selection.id);
  const next = found[(current + 1) % Math.max(1, found.length)];
  return next ? { ...state, selection: { kind: 'node', id: next.id, shown: -1 } } : state;
}

function isSelected(
  { selection }: GraphState,
  { kind, id }: { kind: Selection['kind']; id: string },
): boolean {
  return selection?.kind === kind && selection.id === id;
}

function follow(state: GraphState, event: Extract<GraphEvent, { type: 'followed' }>): GraphState {
  const { kind, id, step = 1 } = event;
  const shown = isSelected(state, event) ? (state.selection?.shown ?? -1) : -1;
  const next = { ...state, selection: select(state, kind, id, shown) };
  const length =
    (kind === 'node' ? selectedNode(next)?.mentionIds : selectedEdge(next)?.sentences)?.length ?? 0;
  if (length === 0) return next;
  const from = shown === -1 && step === -1 ? 0 : shown;
  return { ...state, selection: select(state, kind, id, (from + step + length) % length) };
}

/** The new selection; an attitude remembers from which of its ends it was reached. */
function select(
  state: GraphState,
  kind: Selection['kind'],
  id: string,
  shown: number,
): Selection | undefined {
  if (kind === 'node') return { kind, id, shown };
  const edge = state.document?.graph?.edges.find((candidate) => candidate.id === id);
  if (!edge) return state.selection;
  const { selection } = state;
  const origin = selection?.kind === 'edge' ? selection.fromId : selection?.id;
  return { kind, id, shown, fromId: origin === edge.targetId ? origin : edge.sourceId };
}

function stepBack(state: GraphState): GraphState {
  if (state.selection?.kind === 'edge') {
    return { ...state, selection: { kind: 'node', id: state.selection.fromId, shown: -1 } };
  }
  return state.selection ? { ...state, selection: undefined } : state;
}
