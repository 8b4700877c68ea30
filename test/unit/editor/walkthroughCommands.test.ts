import { beforeEach, expect, test } from 'vitest';
import type { Memento } from 'vscode';
import { WalkthroughCommands } from '../../../src/editor/walkthroughCommands.ts';
import { commands, Disposable, window } from './vscode.ts';

/** What VS Code was told to be so. */
let told: readonly string[] = [];
beforeEach(() => {
  told = [];
  commands.executeCommand = async (_, key) => {
    told = [...told, String(key)];
  };
});

function memento(): Memento {
  const values = new Map<string, unknown>();
  const get = (key: string) => values.get(key);
  const update = async (key: string, value: unknown) => void values.set(key, value);
  return { get, update, keys: () => [...values.keys()] } as Memento;
}

/** Opens a tab of a walkthrough, or of a text. */
let open: (input: unknown) => void = () => undefined;
window.tabGroups.onDidChangeTabs = (listener) => {
  open = (input) => listener({ opened: [{ input }] });
  return new Disposable(() => undefined);
};

test('VS Code is told of commands that were run when a walkthrough opens, in later windows too', () => {
  const state = memento();
  const first = new WalkthroughCommands(state);
  for (const command of ['aredit.showGraph', 'aredit.showLog', 'aredit.showGraph']) first.note(command);
  open({ uri: 'a.txt' });
  expect(told).toEqual([]);
  open(undefined);
  expect(told).toEqual(['aredit.showGraph.hasRun']);
  first.note('aredit.exportBrat');
  told = [];
  new WalkthroughCommands(state);
  open(undefined);
  expect(told).toEqual(['aredit.showGraph.hasRun', 'aredit.exportBrat.hasRun']);
});
