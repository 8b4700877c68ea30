import { chromium } from 'playwright-core';
import { installChromium } from './chromium.mjs';

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // Pages of 127.0.0.1 talk to 127.0.0.1; newer browsers ask about that.
  '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
];

/** Starts the machine's Chromium without a window. */
export async function launchBrowser() {
  return chromium.launch({ executablePath: await installChromium(), headless: true, args: switches });
}
