import { describe, expect, test } from 'vitest';
import { commandForKey, type KeyCommand } from '../../../../webview/graph/keyboard.ts';
import { nodeInDirection } from '../../../../webview/graph/navigation.ts';
import { type GraphState, initialState, reduce } from '../../../../webview/graph/state.ts';
import { drawn } from './graphs.ts';

/** A in the middle, B to the right, C far right and low, D above. */
const places = new Map([
  ['A', { x: 0, y: 0 }],
  ['B', { x: 100, y: 10 }],
  ['C', { x: 150, y: 120 }],
  ['D', { x: 20, y: -90 }],
]);
const document = {
  uri: 'file:///a',
  name: 'a',
  version: 1,
  graph: drawn('A/PER B/PER C/PER D/PER', 'A+B:0.9 A-C:0.8 D-A:0.7'),
};
const start = reduce(initialState, { type: 'graphShown', document });

/** Presses keys one after the other and gives the last command and what is selected then. */
function press(keys: string): { state: GraphState; last: KeyCommand | undefined } {
  let state = start;
  let last: KeyCommand | undefined;
  for (const key of keys.split(' ')) {
    const isShift = key.startsWith('Shift+');
    last = commandForKey(key.replace('Shift+', ''), isShift, state, places);
    if (last?.type === 'dispatch') state = reduce(state, last.event);
  }
  return { state, last };
}

describe('keys', () => {
  test.each([
    ['ArrowRight', 'A'],
    ['Home', 'A'],
    ['End', 'D'],
    ['Home ArrowRight', 'B'],
    ['Home ArrowUp', 'D'],
    ['Home ArrowRight ArrowDown', 'C'],
    ['Home ArrowLeft', 'A'],
    ['Home Tab', 'A+B'],
    ['Home Tab Tab', 'A-C'],
    ['Home Tab Tab Tab', 'D-A'],
    ['Home Tab Tab Shift+Tab', 'A+B'],
    ['Home Tab Shift+Tab', 'A'],
    ['Home Tab ArrowRight', 'B'],
    ['Home Tab ArrowLeft', 'A'],
    ['Home Tab Tab Escape', 'A'],
    ['Home Tab Tab Tab Escape', 'A'],
    ['Home Escape', undefined],
  ])('%s select %s', (keys, expected) => {
    expect(press(keys).state.selection?.id).toBe(expected);
  });

  test.each(['Tab', 'Shift+Tab', 'Enter', 'Escape', 'a', 'Home Tab Tab Tab Tab', 'Home Shift+Tab', 'F6'])(
    'are left to the page: the last of %s',
    (keys) => {
      expect(press(keys).last).toBeUndefined();
    },
  );

  test.each<[string, KeyCommand]>([
    ['+', { type: 'zoom', factor: 1.25 }],
    ['-', { type: 'zoom', factor: 0.8 }],
    ['0', { type: 'fit' }],
    ['/', { type: 'search' }],
  ])('%s work on the view', (key, command) => expect(press(key).last).toEqual(command));

  test('show the selection in the text: Enter forwards, Shift+Enter backwards', () => {
    expect(press('Home Enter').state.selection).toMatchObject({ id: 'A', shown: 0 });
    expect(press('Home Shift+Enter').last).toMatchObject({ event: { type: 'followed', step: -1 } });
  });
});

describe('nodeInDirection', () => {
  test('goes nowhere from an entity that is not there, or when nothing lies ahead', () => {
    expect(nodeInDirection(places, 'Z', 'left')).toBeUndefined();
    expect(nodeInDirection(places, 'D', 'up')).toBeUndefined();
  });
});
