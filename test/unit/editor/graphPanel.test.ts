import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Extraction } from '../../../src/core/annotations.ts';
import type { ToGraph } from '../../../src/protocol/graphMessages.ts';
import { EventEmitter } from './vscode.ts';

/** As much of a URI as the panel uses. */
class FakeUri {
  static parse = (text: string): FakeUri => new FakeUri(text);
  static joinPath = (base: FakeUri, ...parts: readonly string[]): FakeUri =>
    new FakeUri([base.text, ...parts].join('/'));
  readonly scheme = 'file';
  constructor(readonly text: string) {}
  get path(): string {
    return this.text.replace(/^file:\/\//, '');
  }
  toString(): string {
    return this.text;
  }
}

/** A panel without an editor: the test is its page. */
class FakePanel {
  readonly sent: ToGraph[] = [];
  readonly #received = new EventEmitter<unknown>();
  readonly #viewState = new EventEmitter<undefined>();
  readonly #disposed = new EventEmitter<undefined>();
  readonly listeners = new Set<object>();
  title = '';
  visible = true;
  isDisposed = false;
  readonly webview = {
    html: '',
    options: {},
    cspSource: 'https://csp.test',
    asWebviewUri: (uri: FakeUri) => uri,
    onDidReceiveMessage: this.#counted(this.#received),
    postMessage: async (message: ToGraph) => {
      this.sent.push(message);
      return true;
    },
  };
  readonly onDidChangeViewState = this.#counted(this.#viewState);
  readonly onDidDispose = this.#counted(this.#disposed);

  say(message: unknown): void {
    this.#received.fire(message);
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.#viewState.fire(undefined);
  }

  reveal(): void {
    this.setVisible(true);
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.#disposed.fire(undefined);
  }

  /** The types of what was sent since the last call. */
  take(): readonly string[] {
    return this.sent.splice(0).map(({ type }) => type);
  }

  #counted<Value>(emitter: EventEmitter<Value>) {
    return (listener: (value: Value) => void) => {
      const subscription = emitter.event(listener);
      this.listeners.add(subscription);
      return {
        dispose: () => {
          subscription.dispose();
          this.listeners.delete(subscription);
        },
      };
    };
  }
}

const panels: FakePanel[] = [];
let restore: ((panel: FakePanel, state: unknown) => Promise<void>) | undefined;

vi.doMock('vscode', async () => ({
  ...(await import('./vscode.ts')),
  Uri: FakeUri,
  ViewColumn: { Beside: -2 },
  window: {
    createWebviewPanel: () => {
      panels.push(new FakePanel());
      return panels.at(-1);
    },
    registerWebviewPanelSerializer: (
      _type: string,
      serializer: { deserializeWebviewPanel: typeof restore },
    ) => {
      restore = serializer.deserializeWebviewPanel;
      return {
        dispose: () => {
          restore = undefined;
        },
      };
    },
  },
}));

const { GraphPanel } = await import('../../../src/editor/graphPanel.ts');

const article = new FakeUri('file:///corpus/статья.txt');
const other = new FakeUri('file:///corpus/другая.txt');
const extraction: Extraction = {
  sentences: [{ start: 0, end: 19 }],
  mentions: [
    { id: 'T1', span: { start: 0, end: 6 }, type: 'PER' },
    { id: 'T2', span: { start: 14, end: 18 }, type: 'ORG' },
  ],
  entities: [
    { id: 'E1', name: 'Иванов', type: 'PER', mentionIds: ['T1'] },
    { id: 'E2', name: 'НАТО', type: 'ORG', mentionIds: ['T2'] },
  ],
  attitudes: [
    { sourceMentionId: 'T1', targetMentionId: 'T2', label: 'negative', probability: 0.9, sentenceIndex: 0 },
  ],
  opinions: [],
  problems: [],
};

function open() {
  const annotations = new Map([[article.text, { version: 7, text: 'Иванов осудил НАТО.', extraction }]]);
  const changed = new EventEmitter<FakeUri>();
  const actions = { revealMention: vi.fn(), revealSentence: vi.fn(), extractAttitudes: vi.fn() };
  const log = { warn: vi.fn(), error: vi.fn() };
  const store = { get: (uri: FakeUri) => annotations.get(uri.text), onDidChangeAnnotations: changed.event };
  // The panel knows the editor's types; the fakes have what it uses of them.
  const graph = new (
    GraphPanel as unknown as new (
      ...parts: unknown[]
    ) => {
      show(uri: FakeUri): void;
      selectMention(uri: FakeUri, mentionId: string): void;
      dispose(): void;
    }
  )(new FakeUri('file:///extension'), store, actions, log);
  return { graph, annotations, changed, actions, log };
}

function openShown() {
  const opened = open();
  opened.graph.show(article);
  const panel = panels[0];
  if (!panel) throw new Error('No panel was opened.');
  panel.say({ type: 'ready' });
  return { ...opened, panel };
}

beforeEach(() => {
  panels.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('GraphPanel', () => {
  test('says nothing before the page is ready, then words, graph and cursor in this order', () => {
    const { graph } = open();
    graph.show(article);
    graph.selectMention(article, 'T1');
    expect(panels[0]?.sent).toEqual([]);
    panels[0]?.say({ type: 'ready' });
    expect(panels[0]?.sent.slice(1)).toMatchObject([
      {
        type: 'showGraph',
        documentUri: article.text,
        documentName: 'статья.txt',
        documentVersion: 7,
        graph: { edges: [{}] },
      },
      { type: 'selectMention', documentVersion: 7, mentionId: 'T1' },
    ]);
    expect(panels[0]?.sent[0]?.type).toBe('showStrings');
  });

  test('gives every page nonces of its own and only the built files', () => {
    openShown();
    openShown();
    const [first, second] = panels.map(
      ({ webview }) => /'nonce-([^&']+)/.exec(webview.html.replaceAll('&#39;', "'"))?.[1],
    );
    expect(first).toMatch(/^[\w-]{22}$/);
    expect(first).not.toBe(second);
    expect(panels[0]?.webview.options).toMatchObject({
      localResourceRoots: [{ text: 'file:///extension/dist' }],
    });
  });

  test('turns to another document in the same panel', () => {
    const { graph, panel } = openShown();
    panel.take();
    graph.show(other);
    expect(panels).toHaveLength(1);
    expect(panel.title).toContain('другая.txt');
    expect(panel.sent).toMatchObject([{ type: 'showGraph', documentUri: other.text, graph: undefined }]);
  });

  test('sends the graph again when annotations of its document change, once for many changes', () => {
    const { changed, panel } = openShown();
    panel.take();
    for (let keystroke = 0; keystroke < 5; keystroke++) changed.fire(article);
    changed.fire(other);
    vi.runAllTimers();
    expect(panel.take()).toEqual(['showGraph']);
  });

  test('sends the cursor after a graph that is on its way', () => {
    const { graph, changed, panel } = openShown();
    panel.take();
    changed.fire(article);
    graph.selectMention(article, 'T2');
    expect(panel.take()).toEqual([]);
    vi.runAllTimers();
    expect(panel.take()).toEqual(['showGraph', 'selectMention']);
  });

  test('is silent while the page is hidden and starts over when it is back', () => {
    const { changed, panel } = openShown();
    panel.take();
    panel.setVisible(false);
    changed.fire(article);
    vi.runAllTimers();
    expect(panel.take()).toEqual([]);
    panel.setVisible(true);
    panel.say({ type: 'ready' });
    expect(panel.take()).toEqual(['showStrings', 'showGraph']);
  });

  test('does what the page orders, for the version it shows', () => {
    const { actions, panel } = openShown();
    const span = { start: 0, end: 19 };
    panel.say({ type: 'revealMention', documentVersion: 7, mentionId: 'T2' });
    panel.say({ type: 'revealSentence', documentVersion: 7, span });
    panel.say({ type: 'revealMention', documentVersion: 6, mentionId: 'T1' });
    panel.say({ type: 'revealSentence', documentVersion: 8, span });
    panel.say({ type: 'extractAttitudes' });
    expect(actions.revealMention.mock.calls).toEqual([[article, 'T2']]);
    expect(actions.revealSentence.mock.calls).toEqual([[article, span]]);
    expect(actions.extractAttitudes.mock.calls).toEqual([[article]]);
  });

  test.each([{ type: 'eval', code: '1' }, 'junk', null, { type: 'revealMention' }])(
    'logs and drops %j',
    (junk) => {
      const { actions, log, panel } = openShown();
      panel.say(junk);
      expect(log.warn).toHaveBeenCalledOnce();
      for (const action of Object.values(actions)) expect(action).not.toHaveBeenCalled();
    },
  );

  test('tells the page when the graph cannot be built', () => {
    const { annotations, changed, log, panel } = openShown();
    panel.take();
    annotations.set(article.text, { version: 8, text: '', extraction: { ...extraction, entities: [] } });
    changed.fire(article);
    vi.runAllTimers();
    expect(panel.take()).toEqual(['showProblem']);
    expect(log.error).toHaveBeenCalledOnce();
  });

  test('comes back after a reload with the document that its page saved', async () => {
    open();
    const panel = new FakePanel();
    await restore?.(panel, { documentUri: article.text, layout: 'camps' });
    panel.say({ type: 'ready' });
    expect(panel.sent[1]).toMatchObject({ type: 'showGraph', documentUri: article.text });
  });

  test.each([undefined, {}, { documentUri: 5 }])('closes a panel whose page saved %j', async (state) => {
    open();
    const panel = new FakePanel();
    await restore?.(panel, state);
    expect(panel.isDisposed).toBe(true);
  });

  test('opens a new panel after the user closed the last', () => {
    const { graph, panel } = openShown();
    panel.dispose();
    graph.show(article);
    expect(panels).toHaveLength(2);
  });

  test('leaves no listener and no timer behind', () => {
    const { graph, changed, panel } = openShown();
    changed.fire(article);
    graph.dispose();
    expect(panel.isDisposed).toBe(true);
    expect(panel.listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    expect(restore).toBeUndefined();
  });
});
