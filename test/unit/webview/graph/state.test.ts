import { describe, expect, test } from 'vitest';
import { loadState, saveState } from '../../../../webview/graph/savedState.ts';
import {
  type GraphEvent,
  type GraphState,
  initialState,
  reduce,
  revealOrder,
  type ShownDocument,
  selectedEdge,
  selectedNode,
} from '../../../../webview/graph/state.ts';
import { drawn } from './graphs.ts';

const graph = drawn('А/PER×3 Б/ORG В/LOC', 'А+Б:0.9×2 В-А:0.8 Б-В:0.7×0');
const document: ShownDocument = { uri: 'file:///а.txt', name: 'а.txt', version: 1, graph };
const shown: GraphEvent = { type: 'graphShown', document };

const stateAfter = (...events: readonly GraphEvent[]): GraphState => events.reduce(reduce, initialState);
const select = (kind: 'node' | 'edge', id: string): GraphEvent => ({ type: 'selected', kind, id });
const follow = (kind: 'node' | 'edge', id: string, step: 1 | -1 = 1): GraphEvent => ({
  type: 'followed',
  kind,
  id,
  step,
});
const cursorAt = (mentionId: string, documentVersion = 1): GraphEvent => ({
  type: 'mentionSelected',
  documentVersion,
  mentionId,
});

describe('following', () => {
  test('goes through the mentions of an entity and around again', () => {
    const orders = [1, 2, 3, 4].map((times) =>
      revealOrder(stateAfter(shown, ...Array(times).fill(follow('node', 'А')))),
    );
    expect(orders.map((order) => order?.type === 'revealMention' && order.mentionId)).toEqual([
      'А.0',
      'А.1',
      'А.2',
      'А.0',
    ]);
  });

  test('goes backwards from the last sentence', () => {
    expect(revealOrder(stateAfter(shown, follow('edge', 'А+Б', -1)))).toEqual({
      type: 'revealSentence',
      documentVersion: 1,
      span: { start: 10, end: 15 },
    });
  });

  test('starts at the first again when something else was selected between', () => {
    const state = stateAfter(shown, follow('node', 'А'), follow('node', 'Б'), follow('node', 'А'));
    expect(revealOrder(state)).toMatchObject({ mentionId: 'А.0' });
  });

  test('selects an attitude without sentences, and shows nothing', () => {
    const state = stateAfter(shown, follow('edge', 'Б-В'));
    expect(selectedEdge(state)?.id).toBe('Б-В');
    expect(revealOrder(state)).toBeUndefined();
  });

  test('goes on from the mention at the cursor', () => {
    expect(revealOrder(stateAfter(shown, cursorAt('А.1'), follow('node', 'А')))).toMatchObject({
      mentionId: 'А.2',
    });
  });

  test('ignores what the graph does not have', () => {
    expect(stateAfter(shown, follow('edge', 'Я+Ю')).selection).toBeUndefined();
    expect(revealOrder(stateAfter(shown, follow('node', 'Я')))).toBeUndefined();
  });
});

describe('stepping back', () => {
  test.each([
    ['the source, when an attitude was chosen as such', [select('edge', 'В-А')], 'В'],
    ['the entity from which it was reached', [select('node', 'А'), select('edge', 'В-А')], 'А'],
    [
      'the same entity after a walk through its attitudes',
      [select('node', 'А'), select('edge', 'А+Б'), select('edge', 'В-А')],
      'А',
    ],
  ])('leads to %s', (_what, events, expected) => {
    expect(selectedNode(stateAfter(shown, ...events, { type: 'escaped' }))?.id).toBe(expected);
  });

  test('leads from an entity to nothing, and from nothing nowhere', () => {
    const state = stateAfter(shown, select('node', 'А'), { type: 'escaped' });
    expect(state.selection).toBeUndefined();
    expect(reduce(state, { type: 'escaped' })).toBe(state);
  });
});

describe('the cursor of the editor', () => {
  test('selects its entity', () => {
    expect(selectedNode(stateAfter(shown, cursorAt('В.0')))?.id).toBe('В');
  });

  test('does not take the user away from an attitude', () => {
    const state = stateAfter(shown, select('edge', 'А+Б'), cursorAt('В.0'));
    expect(selectedEdge(state)?.id).toBe('А+Б');
    expect(state.cursorEntityId).toBe('В');
  });

  test.each([
    ['another version', cursorAt('А.0', 2)],
    ['an unknown mention', cursorAt('Я.0')],
  ])('changes nothing in %s', (_what, event) => {
    const state = stateAfter(shown);
    expect(reduce(state, event)).toBe(state);
  });
});

describe('a new graph', () => {
  test('keeps the selection when it still has it', () => {
    const again = { ...document, version: 2, graph: structuredClone(graph) };
    expect(
      selectedEdge(stateAfter(shown, select('edge', 'А+Б'), { type: 'graphShown', document: again }))?.id,
    ).toBe('А+Б');
  });

  test('drops a selection that it does not have', () => {
    const smaller = { ...document, graph: drawn('А/PER') };
    expect(
      stateAfter(shown, select('node', 'Б'), { type: 'graphShown', document: smaller }).selection,
    ).toBeUndefined();
  });

  test('keeps the selection while the graph is away', () => {
    const gone = { ...document, graph: undefined };
    expect(
      stateAfter(shown, select('node', 'Б'), { type: 'graphShown', document: gone }, shown).selection?.id,
    ).toBe('Б');
  });

  test('of another document starts afresh, but with the same filter', () => {
    const state = stateAfter(
      shown,
      select('node', 'А'),
      { type: 'nodeMoved', id: 'А', position: { x: 1, y: 2 } },
      { type: 'filterChanged', change: { minProbability: 0.5 } },
      { type: 'graphShown', document: { ...document, uri: 'file:///б.txt' } },
    );
    expect(state).toMatchObject({ selection: undefined, moved: {}, filter: { minProbability: 0.5 } });
  });

  test('takes a reported problem away', () => {
    expect(stateAfter({ type: 'problemShown', message: 'x' }, shown).problem).toBeUndefined();
  });
});

describe('search', () => {
  test('goes through what it finds and around again', () => {
    const query: GraphEvent = { type: 'queryChanged', query: 'а' };
    const state = stateAfter(shown, query, { type: 'nextFound' });
    expect(selectedNode(state)?.id).toBe('А');
    expect(selectedNode(reduce(state, { type: 'nextFound' }))?.id).toBe('А');
  });

  test('selects nothing when it finds nothing', () => {
    expect(
      stateAfter(shown, { type: 'queryChanged', query: 'я' }, { type: 'nextFound' }).selection,
    ).toBeUndefined();
  });
});

describe('saved state', () => {
  const state = stateAfter(
    shown,
    select('edge', 'А+Б'),
    { type: 'nodeMoved', id: 'А', position: { x: 1.5, y: -2 } },
    { type: 'filterChanged', change: { signs: ['negative'], hiddenTypes: ['PER'], showUnconnected: true } },
    { type: 'queryChanged', query: 'ё' },
    { type: 'viewportChanged', viewport: { zoom: 2, pan: { x: 3, y: 4 } } },
    { type: 'listToggled', isOpen: true },
  );

  test('comes back the same once the host has sent its graph', () => {
    const loaded = loadState(JSON.parse(JSON.stringify(saveState(state))));
    expect(reduce(loaded, shown)).toEqual({ ...state, savedUri: document.uri });
  });

  test('is not applied to another document', () => {
    const loaded = loadState(saveState(state));
    const other = reduce(loaded, { type: 'graphShown', document: { ...document, uri: 'file:///б.txt' } });
    expect(other).toMatchObject({ selection: undefined, moved: {}, viewport: undefined, query: 'ё' });
  });

  test('names the document before and after the host has sent it', () => {
    const saved = saveState(state);
    expect(saved).toMatchObject({ documentUri: document.uri });
    expect(saveState(loadState(saved))).toEqual(JSON.parse(JSON.stringify(saved)));
  });

  test.each([[undefined], [null], ['junk'], [{}], [{ filter: {}, layout: 'spiral' }]])(
    '%j is as good as none',
    (junk) => {
      expect(loadState(junk)).toEqual(initialState);
    },
  );
});
