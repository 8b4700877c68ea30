import type { Point } from './layout/point.ts';
import { type Direction, edgesOf, endInDirection, nodeInDirection } from './navigation.ts';
import { type GraphEvent, type GraphState, selectedEdge, visibleGraph } from './state.ts';

/** What a key does on the canvas. */
export type KeyCommand =
  | { readonly type: 'dispatch'; readonly event: GraphEvent }
  | { readonly type: 'zoom'; readonly factor: number }
  | { readonly type: 'fit' }
  | { readonly type: 'search' };

const directions: ReadonlyMap<string, Direction> = new Map([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
]);

/**
 * What `key` (of `KeyboardEvent.key`) does when the canvas has the focus; nothing for keys that go their usual way,
 * so that Tab leaves the canvas after the last attitude of an entity. `places` are those of the visible entities.
 */
export function commandForKey(
  key: string,
  isShift: boolean,
  state: GraphState,
  places: ReadonlyMap<string, Point>,
): KeyCommand | undefined {
  const direction = directions.get(key);
  if (direction) return select(nodeTowards(direction, state, places));
  const { nodes } = visibleGraph(state);
  switch (key) {
    case 'Home':
      return select(nodes[0]?.id);
    case 'End':
      return select(nodes.at(-1)?.id);
    case 'Tab':
      return nextEdge(state, isShift ? -1 : 1);
    case 'Enter':
    case ' ':
      return state.selection && dispatch({ type: 'followed', ...state.selection, step: isShift ? -1 : 1 });
    case 'Escape':
      return state.selection && dispatch({ type: 'escaped' });
    case '+':
    case '=':
      return { type: 'zoom', factor: 1.25 };
    case '-':
    case '−':
      return { type: 'zoom', factor: 0.8 };
    case '0':
      return { type: 'fit' };
    case '/':
      return { type: 'search' };
    default:
      return undefined;
  }
}

function nodeTowards(
  direction: Direction,
  state: GraphState,
  places: ReadonlyMap<string, Point>,
): string | undefined {
  const edge = selectedEdge(state);
  if (edge) return endInDirection(places, edge, direction);
  const { selection } = state;
  if (!selection || !places.has(selection.id)) return visibleGraph(state).nodes[0]?.id;
  return nodeInDirection(places, selection.id, direction);
}

function nextEdge(state: GraphState, step: 1 | -1): KeyCommand | undefined {
  const { selection } = state;
  if (!selection) return undefined;
  const nodeId = selection.kind === 'edge' ? selection.fromId : selection.id;
  const edges = edgesOf(visibleGraph(state), nodeId);
  const current = selection.kind === 'edge' ? edges.findIndex(({ id }) => id === selection.id) : -1;
  if (current === 0 && step === -1) return select(nodeId);
  const next = edges[current + step];
  return next && dispatch({ type: 'selected', kind: 'edge', id: next.id });
}

function select(nodeId: string | undefined): KeyCommand | undefined {
  return nodeId === undefined ? undefined : dispatch({ type: 'selected', kind: 'node', id: nodeId });
}

function dispatch(event: GraphEvent): KeyCommand {
  return { type: 'dispatch', event };
}
