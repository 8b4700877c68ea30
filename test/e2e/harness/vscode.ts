import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../scripts/lib/browser.mjs';
import { installCodeServer } from '../../../scripts/lib/codeServer.mjs';
import { packageFor, platformNames } from '../../../scripts/lib/package.mjs';
import {
  type ServerOptions,
  startVSCodeServer,
  type VSCodeServer,
} from '../../../scripts/lib/vscodeServer.mjs';

/** A server and a browser to look at it. */
export interface VSCode {
  readonly server: VSCodeServer;
  readonly browser: Browser;
  /** Ends both; nothing of them stays. */
  stop(): Promise<void>;
}

/** Starts the newest VS Code that is tested, with this machine's package of the extension and the settings given. */
export async function startVSCode(options: Omit<ServerOptions, 'codeServer' | 'vsix'> = {}): Promise<VSCode> {
  const platform = platformNames.find((name) => name === `${process.platform}-${process.arch}`);
  if (!platform) throw new Error('There is no package for this platform.');
  const vsix = [await packageFor(platform)];
  const server = await startVSCodeServer({ codeServer: await installCodeServer('newest'), vsix, ...options });
  const browser = await launchBrowser();
  return {
    server,
    browser,
    stop: async () => {
      await browser.close();
      await server.stop();
    },
  };
}
