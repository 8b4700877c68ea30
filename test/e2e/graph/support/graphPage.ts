import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { graphHtml } from '../../../../src/editor/webviewHtml.ts';
import { type FromGraph, parseFromGraph, type ToGraph } from '../../../../src/protocol/graphMessages.ts';
import { type EditorTheme, themes } from './themes.ts';

const built = new URL('../../../../dist/', import.meta.url);
const types: ReadonlyMap<string, string> = new Map([
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
]);

/** How the page is opened. */
export interface PageOptions {
  readonly theme?: EditorTheme;
  readonly width?: number;
  readonly height?: number;
  /** Pixels of the screen per pixel of the page. */
  readonly scale?: number;
  /** What `getState` gives. */
  readonly saved?: unknown;
}

/** Serves the page as the editor makes it, with the built script and styles. */
export async function serveGraph(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const origin = `http://${request.headers.host}`;
    if (request.url === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        graphHtml({
          cspSource: origin,
          scriptNonce: 'nonce-of-the-script',
          styleNonce: 'nonce-of-the-style',
          scriptUri: `${origin}/graph.js`,
          styleUri: `${origin}/graph.css`,
          language: 'ru',
          title: 'Граф',
        }),
      );
      return;
    }
    const name = request.url?.slice(1) ?? '';
    if (name !== 'graph.js' && name !== 'graph.css') {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', types.get(name.slice(name.lastIndexOf('.'))) ?? '');
    response.end(await readFile(new URL(name, built)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The graph page in a browser, with the editor's side of the bridge in the test's hands. */
export class GraphPage {
  /** What the browser complained of: errors, refused styles and scripts, requests to elsewhere. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(browser: Browser, server: Server, options: PageOptions = {}): Promise<GraphPage> {
    const { theme = themes.dark, width = 1000, height = 720, scale = 1, saved } = options;
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
    const graph = new GraphPage(await context.newPage());
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    graph.#listen(origin);
    await graph.page.addInitScript(standInForEditor, { theme, saved });
    await graph.page.goto(origin);
    await graph.page.waitForFunction(() => document.body !== null);
    return graph;
  }

  /** Sends messages as the host does, and waits until the page has drawn them. */
  async send(...messages: readonly ToGraph[]): Promise<void> {
    await this.page.evaluate(async (all) => {
      for (const message of all) window.postMessage(message, '*');
      await new Promise((resolve) => setTimeout(resolve));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, messages);
  }

  /** What the page has sent since the last call; each message must be one of the protocol. */
  async received(): Promise<readonly FromGraph[]> {
    const sent = await this.page.evaluate(() => window.testBridge.sent.splice(0));
    return sent.map((data) => {
      const { message, problem } = parseFromGraph(data);
      if (!message) throw new Error(`The page sent something unknown: ${problem}`);
      return message;
    });
  }

  /** What the page saved last. */
  async saved(): Promise<unknown> {
    return this.page.evaluate(() => window.testBridge.saved);
  }

  async setTheme(theme: EditorTheme): Promise<void> {
    await this.page.evaluate((next) => window.testBridge.setTheme(next), theme);
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  #listen(origin: string): void {
    this.page.on('pageerror', (error) => this.complaints.push(String(error)));
    this.page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
    this.page.on('request', (request) => {
      if (!request.url().startsWith(origin)) this.complaints.push(`request to ${request.url()}`);
    });
  }
}

declare global {
  interface Window {
    testBridge: { sent: unknown[]; saved: unknown; setTheme(theme: EditorTheme): void };
  }
}

/** Runs in the page before its script: what VS Code puts there. */
function standInForEditor({ theme, saved }: { theme: EditorTheme; saved: unknown }): void {
  const bridge: Window['testBridge'] = {
    sent: [],
    saved,
    setTheme: ({ kind, colours }) => {
      const { style } = document.documentElement;
      for (const name of [...style]) style.removeProperty(name);
      for (const [name, value] of Object.entries(colours)) style.setProperty(`--vscode-${name}`, value);
      style.setProperty('--vscode-font-family', '"DejaVu Sans", sans-serif');
      style.setProperty('--vscode-font-size', '13px');
      document.body.className = kind === 'vscode-high-contrast-light' ? `${kind} vscode-high-contrast` : kind;
      document.body.dataset.vscodeThemeKind = kind;
    },
  };
  window.testBridge = bridge;
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => bridge.sent.push(message),
      getState: () => bridge.saved,
      setState: (state: unknown) => {
        bridge.saved = structuredClone(state);
      },
    }),
  });
  // The script of the page stands at the end of the body: the theme must be there before it runs.
  const observer = new MutationObserver(() => {
    if (!document.body) return;
    observer.disconnect();
    bridge.setTheme(theme);
  });
  observer.observe(document, { childList: true, subtree: true });
}
