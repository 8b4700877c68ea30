import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Core } from 'cytoscape';
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

  /** Chooses by value in one of the toolkit's dropdowns, as a user does. */
  async choose(name: string, value: string): Promise<void> {
    const dropdown = this.page.getByRole('combobox', { name });
    await dropdown.click();
    await dropdown.locator(`vscode-option[value="${value}"]`).click();
    await this.send();
  }

  /** Names of the entities that are drawn, in the order of the graph. */
  async drawnNames(): Promise<readonly string[]> {
    return [...(await this.drawnPlaces()).keys()];
  }

  /** Where the entities that are drawn stand in the page, by name; rounded pixels. */
  async drawnPlaces(): Promise<ReadonlyMap<string, { readonly x: number; readonly y: number }>> {
    return new Map(
      await this.#inCanvas((cy, { left, top }) =>
        cy.nodes(':visible').map((node) => {
          const { x, y } = node.renderedPosition();
          const place = { x: Math.round(left + x), y: Math.round(top + y) };
          return [String(node.data('name')), place] as const;
        }),
      ),
    );
  }

  /** Clicks an entity on the canvas. */
  async clickNode(name: string): Promise<void> {
    const place = (await this.drawnPlaces()).get(name);
    if (!place) throw new Error(`${name} is not drawn.`);
    await this.page.mouse.click(place.x, place.y);
    await this.send();
  }

  /** Clicks the middle of an attitude on the canvas. */
  async clickEdge(id: string): Promise<void> {
    const middles = await this.#inCanvas((cy, { left, top }) =>
      cy.edges(':visible').map((edge) => {
        const { x, y } = edge.renderedMidpoint();
        return [String(edge.data('edgeId')), { x: left + x, y: top + y }] as const;
      }),
    );
    const middle = new Map(middles).get(id);
    if (!middle) throw new Error(`No attitude ${id} is drawn.`);
    await this.page.mouse.click(middle.x, middle.y);
    await this.send();
  }

  /** Drags an entity by so many pixels. */
  async drag(name: string, dx: number, dy: number): Promise<void> {
    const place = (await this.drawnPlaces()).get(name);
    if (!place) throw new Error(`${name} is not drawn.`);
    await this.page.mouse.move(place.x, place.y);
    await this.page.mouse.down();
    await this.page.mouse.move(place.x + dx, place.y + dy, { steps: 5 });
    await this.page.mouse.up();
    await this.send();
  }

  /** Seconds that the page's thread was busy with what `action` set off; other processes do not count. */
  async processorTime(action: () => Promise<void>): Promise<number> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    };
    const before = await busy();
    await action();
    await this.send();
    return (await busy()) - before;
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

  /** Reads the drawing through the handle that cytoscape leaves at its container. */
  #inCanvas<Result>(read: (cy: Core, origin: { left: number; top: number }) => Result): Promise<Result> {
    return this.page.evaluate<Result>(`(() => {
      const container = document.querySelector('.canvas');
      return (${read})(container._cyreg.cy, container.getBoundingClientRect());
    })()`);
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
