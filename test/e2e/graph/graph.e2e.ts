import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../../scripts/lib/browser.mjs';
import { inProject } from '../../../scripts/lib/paths.mjs';
import { buildRelationGraph } from '../../../src/core/relationGraph.ts';
import type { ToGraph } from '../../../src/protocol/graphMessages.ts';
import { russianExample } from './support/example.ts';
import { GraphPage, type PageOptions, serveGraph } from './support/graphPage.ts';
import { stringsIn } from './support/strings.ts';
import { themes } from './support/themes.ts';

const screenshots = inProject('.cache', 'screenshots');
const { text, extraction } = russianExample();
const graph = buildRelationGraph(extraction, text);
const showExample: ToGraph = {
  type: 'showGraph',
  documentUri: 'file:///corpus/статья.txt',
  documentName: 'статья.txt',
  documentVersion: 3,
  graph,
};

let server: Server;
let browser: Browser;
let showRussian: ToGraph;

beforeAll(async () => {
  [server, browser] = await Promise.all([serveGraph(), launchBrowser()]);
  showRussian = { type: 'showStrings', strings: await stringsIn('ru') };
  await mkdir(screenshots, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  server.close();
});

const open = async (options?: PageOptions, ...messages: readonly ToGraph[]): Promise<GraphPage> => {
  const page = await GraphPage.open(browser, server, options);
  await page.send(showRussian, ...messages);
  return page;
};

describe('pictures to look at', () => {
  test.each([
    ['dark', { theme: themes.dark }],
    ['light', { theme: themes.light }],
    ['contrast', { theme: themes.contrast }],
    ['contrast-light', { theme: themes.contrastLight }],
    ['dark-2x', { theme: themes.dark, scale: 2, width: 720, height: 620 }],
    ['light-2x', { theme: themes.light, scale: 2, width: 720, height: 620 }],
    ['narrow', { theme: themes.light, width: 340, height: 900 }],
  ] satisfies [string, PageOptions][])('%s', async (name, options) => {
    const page = await open(options, showExample);
    await page.page.screenshot({ path: `${screenshots}/graph-${name}.png` });
    expect(page.complaints).toEqual([]);
    await page.close();
  });
});
