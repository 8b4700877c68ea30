import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { inProject } from '../../../scripts/lib/paths.mjs';
import type { VSCodeServer } from '../../../scripts/lib/vscodeServer.mjs';

/** What a window is opened with. */
export interface WindowOptions {
  /** Path of a file within the server's workspace. */
  readonly file?: string;
  readonly width?: number;
  readonly height?: number;
  /** Pixels of the screen per pixel of the page. */
  readonly scale?: number;
}

/** One window of VS Code in the browser, seen as a user sees it. */
export class Workbench {
  readonly #server: VSCodeServer;
  readonly #foreignRequests: string[] = [];

  private constructor(
    server: VSCodeServer,
    readonly page: Page,
  ) {
    this.#server = server;
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      // Files of webviews go by an address of their own, which a service worker answers before it reaches any network.
      const isLocal = host === server.authority || host.endsWith('.vscode-resource.vscode-cdn.net');
      if (protocol.startsWith('http') && !isLocal) this.#foreignRequests.push(request.url());
    });
  }

  /** Opens the server's workspace and waits until the file (or the explorer) is shown. */
  static async open(browser: Browser, server: VSCodeServer, options: WindowOptions = {}): Promise<Workbench> {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
      deviceScaleFactor: options.scale ?? 1,
    });
    const workbench = new Workbench(server, await context.newPage());
    const address = new URL(server.url);
    address.searchParams.set('folder', server.workspace);
    if (options.file) {
      const file = `vscode-remote://${server.authority}${join(server.workspace, options.file)}`;
      address.searchParams.set('payload', JSON.stringify([['openFile', file]]));
    }
    await workbench.page.goto(address.href);
    await workbench.page.locator('.monaco-workbench .explorer-folders-view').waitFor({ timeout: 60_000 });
    if (options.file) {
      await workbench.page.locator('.tab', { hasText: options.file }).waitFor();
      await workbench.page.locator('.monaco-editor .view-line').first().waitFor();
    }
    return workbench;
  }

  /** Runs a command by its title in the palette, waiting for the extension host where need be. */
  async runCommand(title: string, timeoutMs = 60_000): Promise<void> {
    const input = this.page.locator('.quick-input-widget input.input');
    const palette = this.page.locator(
      '.quick-input-widget input.input[placeholder^="Type the name of a command"]',
    );
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      try {
        await this.page.keyboard.press('F1');
        // Whatever takes the focus meanwhile closes the palette again.
        await input.fill(`>${title}`, { timeout: 2000 });
        // A palette opened before the extension host is there never learns of its commands: look briefly, reopen.
        await row.waitFor({ timeout: 1500 });
        await row.click();
        // Another quick input (a file name, a pick) may stand in its place at once.
        await palette.waitFor({ state: 'hidden' });
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** The titles that the palette offers for what is typed. */
  async offeredCommands(typed: string): Promise<readonly string[]> {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input.input').fill(`>${typed}`);
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await rows.first().waitFor();
    const titles = await rows.locator('.label-name').allInnerTexts();
    await this.page.keyboard.press('Escape');
    return titles;
  }

  /** Where `text` stands in the visible part of the editor: the smallest piece of a line that holds it. */
  text(text: string): Locator {
    return this.page.locator('.monaco-editor .view-line span', { hasText: text }).last();
  }

  /** Points at the middle of `text` and returns what the hover says. */
  async hover(text: string, expected: RegExp): Promise<string> {
    const place = await this.#centerOf(text);
    await this.page.mouse.move(place.x, place.y, { steps: 5 });
    const hover = this.page
      .locator('.monaco-hover:not(.hidden) .hover-contents', { hasText: expected })
      .first();
    await hover.waitFor();
    return (await hover.allInnerTexts()).join('\n');
  }

  /** Puts the cursor into `text` with a click. */
  async clickText(text: string): Promise<void> {
    const place = await this.#centerOf(text);
    await this.page.mouse.click(place.x, place.y);
  }

  /** Middle of the first visible occurrence of `text`, in pixels of the page. */
  async #centerOf(text: string): Promise<{ x: number; y: number }> {
    await this.text(text).waitFor();
    // Decorations and tokens cut a line into spans as they like; a range over the line's text finds the word anyway.
    const place = await this.page.locator('.monaco-editor .view-lines').first().evaluate(findText, text);
    if (!place) throw new Error(`"${text}" is not in view.`);
    return place;
  }

  /** What extensions drew into the visible text. */
  decorations(): Locator {
    return this.page.locator('.monaco-editor .view-overlays .cdr[class*="ced-"]');
  }

  /** The inside of the webview that is shown. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** The item of the status bar that says `text`. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text }).first();
  }

  /** A message at the lower right that says `text`. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast', { hasText: text }).first();
  }

  /** The rows of a view in the side bar, which is opened where it is folded. */
  async viewRows(title: string): Promise<Locator> {
    const pane = this.page.locator('.pane', { has: this.page.locator('.pane-header', { hasText: title }) });
    const header = pane.locator('.pane-header').first();
    // A view that has its place to itself shows no header.
    await header.waitFor({ state: 'attached' });
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
    return pane.locator('.monaco-list-row');
  }

  /** What a screen reader reads of the rows that are shown: their names, in order. */
  async spokenRows(title: string): Promise<readonly string[]> {
    const rows = await (await this.viewRows(title)).all();
    return Promise.all(rows.map(async (row) => (await row.getAttribute('aria-label')) ?? ''));
  }

  /** What screen readers are told without being asked, as it stands now. */
  async announced(): Promise<string> {
    return (await this.page.locator('.monaco-aria-container').allTextContents()).join('\n');
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.page.locator('.quick-input-widget input.input').fill(name);
    await this.pick(name);
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
  }

  /** Answers VS Code's dialog of this title for a folder that is there. */
  async answerFolder(title: string, path: string): Promise<void> {
    await this.answerDialog(title, path, async (widget, input) => {
      if ((await input.inputValue({ timeout: 1000 })) !== `${path}/`) return false;
      await widget.locator('.quick-input-action .monaco-button').first().click({ timeout: 1000 });
      return true;
    });
  }

  /** Answers VS Code's dialog of this title for a file to be saved. */
  async answerFile(title: string, path: string): Promise<void> {
    await this.answerDialog(title, path, async () => false);
  }

  /** Enters `path` until the dialog is gone; `take` may see that it is there and say so. */
  private async answerDialog(
    title: string,
    path: string,
    take: (widget: Locator, input: Locator) => Promise<boolean>,
  ): Promise<void> {
    const heading = this.page.locator('.quick-input-title', { hasText: title });
    // Another dialog may follow in the same widget, and nothing must be entered there.
    const widget = this.page.locator('.quick-input-widget', { has: heading });
    const input = widget.locator('input.input');
    await heading.waitFor();
    const deadline = Date.now() + 30_000;
    // While the dialog looks up the folder to start from, what is entered is lost; later Enter takes the path or goes
    // into the folder.
    while (await heading.isVisible()) {
      if (Date.now() > deadline) throw new Error(`The dialog does not take ${path}.`);
      const enter = async () => {
        if (await take(widget, input)) return;
        await input.fill(path, { timeout: 1000 });
        // Enter takes whatever the dialog has put there meanwhile.
        await this.page.waitForTimeout(300);
        if ((await input.inputValue({ timeout: 1000 })).startsWith(path))
          await input.press('Enter', { timeout: 1000 });
      };
      // It may be gone by now.
      await enter().catch(() => undefined);
      await this.page.waitForTimeout(500);
    }
  }

  /** The input of VS Code's pick or box that is open, once what is typed goes there. */
  quickInput(): Locator {
    return this.page.locator('.quick-input-widget input.input:focus');
  }

  /** Chooses from a quick pick. */
  async pick(text: string | RegExp): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
  }

  /** Writes `.cache/screenshots/<name>.png`, to be looked at. */
  async screenshot(name: string): Promise<void> {
    await mkdir(inProject('.cache', 'screenshots'), { recursive: true });
    await this.page.screenshot({ path: inProject('.cache', 'screenshots', `${name}.png`) });
  }

  /** Addresses outside the server that the page asked for. */
  get foreignRequests(): readonly string[] {
    return this.#foreignRequests;
  }

  /** Path of a file in the workspace. */
  path(file: string): string {
    return join(this.#server.workspace, file);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

/** Runs in the page: the middle of the first visible occurrence of `text` below `lines`. */
function findText(lines: Element, text: string): { x: number; y: number } | undefined {
  // VS Code writes spaces as no-break spaces.
  const plain = (value: string | null) => (value ?? '').replaceAll('\u00a0', ' ');
  for (const line of lines.querySelectorAll('.view-line')) {
    const start = plain(line.textContent).indexOf(text);
    if (start < 0) continue;
    const range = document.createRange();
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let offset = 0;
    let isStarted = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (!isStarted && start < offset + length) {
        range.setStart(node, start - offset);
        isStarted = true;
      }
      if (isStarted && start + text.length <= offset + length) {
        range.setEnd(node, start + text.length - offset);
        break;
      }
      offset += length;
    }
    const box = range.getClientRects()[0];
    if (box) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  return undefined;
}
