import { mkdir, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../../scripts/lib/browser.mjs';
import { inProject } from '../../../scripts/lib/paths.mjs';
import { buildRelationGraph, type RelationGraph } from '../../../src/core/relationGraph.ts';
import type { ToGraph } from '../../../src/protocol/graphMessages.ts';
import { russianExample } from './support/example.ts';
import { GraphPage, type PageOptions, serveGraph } from './support/graphPage.ts';
import { stringsIn } from './support/strings.ts';
import { themes } from './support/themes.ts';

const screenshots = inProject('.cache', 'screenshots');
const { text, extraction } = russianExample();
const example = buildRelationGraph(extraction, text);

const show = (graph: RelationGraph | undefined, documentVersion = 3): ToGraph => ({
  type: 'showGraph',
  documentUri: 'file:///corpus/статья.txt',
  documentName: 'статья.txt',
  documentVersion,
  graph,
});
const node = (name: string): RelationGraph['nodes'][number] => {
  const found = example.nodes.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`The example has no ${name}.`);
  return found;
};

let server: Server;
let browser: Browser;
let showRussian: ToGraph;
let opened: GraphPage[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([serveGraph(), launchBrowser()]);
  showRussian = { type: 'showStrings', strings: await stringsIn('ru') };
  await mkdir(screenshots, { recursive: true });
});
afterEach(async () => {
  const complaints = opened.flatMap((page) => page.complaints);
  await Promise.all(opened.map((page) => page.close()));
  opened = [];
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  server.close();
});

const openWith = async (graph: RelationGraph | undefined, options?: PageOptions): Promise<GraphPage> => {
  const page = await GraphPage.open(browser, server, options);
  opened.push(page);
  await page.send(showRussian, show(graph));
  return page;
};
const shot = (page: GraphPage, name: string) =>
  page.page.screenshot({ path: `${screenshots}/graph-${name}.png` });
const details = (page: GraphPage) => page.page.locator('.details');
const status = (page: GraphPage) => page.page.locator('.status');

describe('the graph', () => {
  test('says that it is ready, and nothing else, before the host has spoken', async () => {
    const page = await GraphPage.open(browser, server);
    opened.push(page);
    expect(await page.received()).toEqual([{ type: 'ready' }]);
    expect(await page.page.locator('#page').textContent()).toBe('');
  });

  test('shows the entities that have attitudes, and counts both', async () => {
    const page = await openWith(example);
    expect(await status(page).textContent()).toContain('14 сущностей · 25 отношений');
    expect(await page.drawnNames()).toHaveLength(14);
  });

  test('speaks English when the editor does', async () => {
    const page = await openWith(example);
    await page.send({ type: 'showStrings', strings: await stringsIn('en') });
    expect(await status(page).textContent()).toContain('14 entities · 25 attitudes');
    expect(await page.page.getByRole('application', { name: 'Relation graph' }).count()).toBe(1);
  });

  test('shows a mention of an entity that is clicked, the next one at the next click', async () => {
    const page = await openWith(example);
    await page.received();
    await page.clickNode('Россия');
    await page.clickNode('Россия');
    const [first, second] = node('Россия').mentionIds;
    expect(await page.received()).toEqual([
      { type: 'revealMention', documentVersion: 3, mentionId: first },
      { type: 'revealMention', documentVersion: 3, mentionId: second },
    ]);
    expect(await details(page).locator('h2').textContent()).toBe('Россия');
    await shot(page, 'selected-entity');
  });

  test('shows the sentences of an attitude that is clicked, one after the other and around again', async () => {
    const page = await openWith(example);
    await page.received();
    const edge = example.edges.find(({ sentences }) => sentences.length > 1);
    const spans = edge?.sentences.map(({ span }) => span) ?? [];
    await page.clickEdge(edge?.id ?? '');
    await page.page.getByRole('button', { name: 'Следующее предложение' }).click();
    await page.page.getByRole('button', { name: 'Следующее предложение' }).press('Enter');
    expect(await page.received()).toEqual(
      [spans[0], spans[1], spans[0]].map((span) => ({ type: 'revealSentence', documentVersion: 3, span })),
    );
    expect(await details(page).textContent()).toContain('США → Россия');
    expect(await details(page).locator('[aria-current]').textContent()).toContain('обвинили');
    await shot(page, 'selected-attitude');
  });

  test('follows the cursor of the editor, but not away from an attitude that is read', async () => {
    const page = await openWith(example);
    const cursorAt = (name: string, documentVersion = 3): ToGraph => ({
      type: 'selectMention',
      documentVersion,
      mentionId: node(name).mentionIds[0] ?? '',
    });
    await page.send(cursorAt('Иран'));
    expect(await details(page).locator('h2').textContent()).toBe('Иран');
    await page.send(cursorAt('Китай', 2));
    expect(await details(page).locator('h2').textContent()).toBe('Иран');
    await details(page).locator('.row').first().click();
    await page.send(cursorAt('Украина'));
    expect(await details(page).locator('h2').textContent()).toContain('Иран →');
  });

  test('keeps its places when only the text around it changed', async () => {
    const page = await openWith(example);
    const before = await page.drawnPlaces();
    await page.send(show(structuredClone(example), 4));
    expect(await page.drawnPlaces()).toEqual(before);
    await page.received();
    await page.clickNode('Китай');
    expect(await page.received()).toMatchObject([{ documentVersion: 4 }]);
  });

  test('places everything the same way on another day', async () => {
    const [one, two] = [await openWith(example), await openWith(structuredClone(example))];
    for (const layout of ['camps', 'forces', 'circle']) {
      for (const page of [one, two]) await page.choose('Расположение', layout);
      expect(await one.drawnPlaces()).toEqual(await two.drawnPlaces());
      await shot(one, `layout-${layout}`);
    }
  });

  test('says what to do before the first extraction, and does it', async () => {
    const page = await openWith(undefined);
    await page.received();
    await shot(page, 'empty');
    await page.page.getByRole('button', { name: 'Извлечь отношения' }).click();
    expect(await page.received()).toEqual([{ type: 'extractAttitudes' }]);
  });

  test('says that a document has no attitudes', async () => {
    const page = await openWith({ nodes: example.nodes, edges: [] });
    expect(await page.page.locator('.empty').textContent()).toContain('не найдено отношений');
  });

  test('shows a problem that the host reports', async () => {
    const page = await openWith(example);
    await page.send({ type: 'showProblem', message: 'Не вышло <b>.' });
    expect(await page.page.getByRole('alert').textContent()).toBe('Не вышло <b>.');
    await page.send(show(example));
    expect(await page.page.getByRole('alert').isVisible()).toBe(false);
  });

  test('drops what is no message of the host', async () => {
    const page = await openWith(example);
    await page.page.evaluate(() => {
      window.postMessage({ type: 'showGraph', graph: '<script>' }, '*');
      window.postMessage('junk', '*');
      window.postMessage(null, '*');
    });
    await page.send();
    expect(await page.drawnNames()).toHaveLength(14);
  });
});

describe('filters and search', () => {
  test('hide attitudes by sign, and say how many', async () => {
    const page = await openWith(example);
    await page.page.getByRole('checkbox', { name: /Отрицательное/ }).click();
    expect(await status(page).textContent()).toContain('11 отношений · 14 отношений скрыто');
    expect(await page.drawnNames()).not.toContain('Сирия');
    await shot(page, 'positive-only');
  });

  test('hide entities by type', async () => {
    const page = await openWith(example);
    await page.page.getByRole('checkbox', { name: /Лицо/ }).click();
    expect(await page.drawnNames()).not.toContain('Виктор Орбан');
    expect(await page.page.getByRole('checkbox', { name: /Лицо/ }).isChecked()).toBe(false);
  });

  test('hide attitudes below a probability', async () => {
    const page = await openWith(example);
    await page.choose('Наименьшая вероятность', '0.9');
    const certain = example.edges.filter(({ probability }) => probability >= 0.9).length;
    expect(await status(page).textContent()).toContain(`${certain} отношений`);
  });

  test('show entities without attitudes when asked', async () => {
    const page = await openWith(example);
    await page.page.getByRole('checkbox', { name: /Без отношений/ }).click();
    expect(await page.drawnNames()).toContain('Женева');
    await shot(page, 'unconnected');
  });

  test('can be reset when they hide everything', async () => {
    const page = await openWith(example);
    for (const name of [/Положительное/, /Отрицательное/])
      await page.page.getByRole('checkbox', { name }).click();
    await page.page.getByRole('button', { name: 'Сбросить фильтры' }).click();
    expect(await page.drawnNames()).toHaveLength(14);
  });

  test('find entities by a part of the name, and go through them by Enter', async () => {
    const page = await openWith(example);
    const search = page.page.getByRole('textbox', { name: 'Найти сущность' });
    await search.fill('росси');
    expect(await status(page).textContent()).toContain('найдено 2 сущности');
    await search.press('Enter');
    expect(await details(page).locator('h2').textContent()).toBe('Россия');
    await shot(page, 'search');
    await search.press('Enter');
    expect(await details(page).locator('h2').textContent()).toBe('МИД России');
    await search.fill('Марс');
    expect(await page.page.locator('[aria-live]').textContent()).toBe('Сущностей не найдено');
  });
});

describe('keyboard and screen reader', () => {
  test('walk through entities and their attitudes, show them in the text, and leave', async () => {
    const page = await openWith(example);
    await page.received();
    const { keyboard } = page.page;
    const said = () => page.page.locator('[aria-live]').textContent();
    await page.page.getByRole('application').focus();
    await keyboard.press('Home');
    expect(await said()).toBe('Россия, Геополитическая единица, 10 упоминаний');
    await keyboard.press('Tab');
    expect(await said()).toMatch(/^Россия → .+, Отрицательное, \d+\s?%, 1 предложение$/);
    await keyboard.press('Enter');
    expect(await page.received()).toMatchObject([{ type: 'revealSentence' }]);
    await keyboard.press('Escape');
    expect(await said()).toContain('Россия, ');
    await keyboard.press('ArrowRight');
    expect(await said()).not.toContain('Россия, ');
    await keyboard.press('Enter');
    expect(await page.received()).toMatchObject([{ type: 'revealMention' }]);
    await keyboard.press('Escape');
    expect(await said()).toBe('');
    await keyboard.press('Tab');
    expect(
      await page.page.getByRole('application').evaluate((canvas) => canvas === document.activeElement),
    ).toBe(false);
  });

  test('reach every entity by arrows', async () => {
    const page = await openWith(example);
    await page.page.getByRole('application').focus();
    await page.page.keyboard.press('Home');
    const reached = new Set<string>();
    for (const key of ['Left', 'Up', 'Right', 'Down', 'Right', 'Down', 'Left', 'Up'].flatMap((name) =>
      Array(6).fill(name),
    )) {
      await page.page.keyboard.press(`Arrow${key}`);
      reached.add((await details(page).locator('h2').textContent()) ?? '');
    }
    expect(reached.size).toBeGreaterThan(9);
  });

  test('read all attitudes as a table, and show each in the text', async () => {
    const page = await openWith(example);
    await page.received();
    await page.page.locator('summary').click();
    const rows = page.page.getByRole('table').getByRole('row');
    expect(await rows.count()).toBe(26);
    expect(await rows.nth(1).textContent()).toMatch(/США−Россия99\s?%/);
    await rows.nth(1).getByRole('button').press('Enter');
    expect(await page.received()).toMatchObject([{ type: 'revealSentence' }]);
    await shot(page, 'list');
  });

  test.each([
    ['with a graph, dark', example, themes.dark],
    ['with a graph, light', example, themes.light],
    ['with a graph, high contrast', example, themes.contrast],
    ['with a graph, light high contrast', example, themes.contrastLight],
    ['without a graph', undefined, themes.light],
  ] as const)('find no serious barrier %s', async (_what, graph, theme) => {
    const page = await openWith(graph, { theme });
    if (graph) {
      await page.page.locator('summary').click();
      await page.clickNode('Россия');
    }
    const { violations } = await new AxeBuilder({ page: page.page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(
      serious.map(({ id, nodes }) => [id, ...nodes.map(({ failureSummary }) => failureSummary)]),
    ).toEqual([]);
  });
});

describe('what the host hands over', () => {
  test('stays text, whatever it holds', async () => {
    const name = '<img src=x onerror="alert(1)">&amp;"\'` \u202eабв';
    const hostile: RelationGraph = JSON.parse(
      JSON.stringify(example).replaceAll('"Россия"', JSON.stringify(name)),
    );
    const page = await openWith(hostile);
    await page.clickNode(name);
    expect(await details(page).locator('h2').textContent()).toBe(name);
    await page.page.locator('summary').click();
    expect(await page.page.locator('img, script:not([nonce])').count()).toBe(0);
    await page.received();
    await page.page.getByRole('button', { name: 'Сохранить как SVG' }).click();
    const [saved] = await page.received();
    const content = saved?.type === 'exportGraph' ? saved.content : '';
    expect(content).not.toContain('<img');
    expect(content).toContain('&lt;img');
  });

  test('survives hiding: selection, filter, layout, list and moved entities', async () => {
    const first = await openWith(example);
    await first.choose('Расположение', 'circle');
    await first.page.getByRole('checkbox', { name: /Положительное/ }).click();
    await first.clickNode('Россия');
    await first.drag('Китай', 60, 40);
    await first.page.locator('summary').click();
    // The page hears of an opened list a moment later.
    await expect.poll(() => first.saved()).toMatchObject({ isListOpen: true });
    const places = await first.drawnPlaces();
    const second = await openWith(example, { saved: await first.saved() });
    expect(await second.drawnPlaces()).toEqual(places);
    expect(await details(second).locator('h2').textContent()).toBe('Россия');
    expect(await status(second).textContent()).toContain('14 отношений · 11 отношений скрыто');
    expect(await second.page.getByRole('table').isVisible()).toBe(true);
  });

  test('is drawn quickly when it has 300 entities and 900 attitudes', async () => {
    const many: RelationGraph = {
      nodes: Array.from({ length: 300 }, (_, index) => ({
        id: `E${index}`,
        name: `Сущность № ${index}`,
        type: ['PER', 'ORG', 'LOC', 'GEOPOLIT'][index % 4] ?? 'PER',
        mentionIds: Array.from({ length: 1 + ((index * 7) % 9) }, (_none, mention) => `T${index}.${mention}`),
      })),
      edges: Array.from({ length: 900 }, (_, index) => {
        const [source, target] = [`E${(index * 13) % 300}`, `E${(index * index + 7) % 300}`];
        const label = index % 3 === 0 ? ('positive' as const) : ('negative' as const);
        return {
          id: `${index}`,
          sourceId: source,
          targetId: target,
          label,
          count: 1 + (index % 4),
          confirmed: 0,
          probability: (index % 50) / 50,
          sentences: [],
        };
      }),
    };
    const page = await openWith(undefined);
    expect(await page.processorTime(() => page.send(show(many)))).toBeLessThan(2.5);
    expect(await page.drawnNames()).toHaveLength(300);
    const filtering = await page.processorTime(() =>
      page.page.getByRole('checkbox', { name: /Положительное/ }).click(),
    );
    expect(await status(page).textContent()).toContain('300 отношений скрыто');
    expect(filtering).toBeLessThan(0.6);
    await shot(page, 'many');
  });
});

describe('pictures', () => {
  test('are saved as SVG with real text, as PNG, and as JSON of what is visible', async () => {
    const page = await openWith(example, { theme: themes.light });
    await page.page.getByRole('checkbox', { name: /Лицо/ }).click();
    await page.received();
    for (const format of ['SVG', 'PNG', 'JSON']) {
      await page.page.getByRole('button', { name: `Сохранить как ${format}` }).click();
    }
    const files = (await page.received()).flatMap((message) =>
      message.type === 'exportGraph' ? [message] : [],
    );
    expect(files.map(({ format }) => format)).toEqual(['svg', 'png', 'json']);
    const [svg = '', png = '', json = ''] = files.map(({ content }) => content);

    expect(svg).toContain('>Украина</tspan>');
    expect(svg).not.toContain('Орбан');
    const drawing = await page.page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
      return {
        errors: parsed.querySelectorAll('parsererror').length,
        texts: parsed.querySelectorAll('g text').length,
      };
    }, svg);
    expect(drawing).toEqual({ errors: 0, texts: 10 });

    expect(Buffer.from(png, 'base64').subarray(1, 4).toString('latin1')).toBe('PNG');
    const { nodes, edges, document } = JSON.parse(json);
    expect(document).toBe('file:///corpus/статья.txt');
    expect(nodes).toHaveLength(10);
    expect(edges.every((edge: { sentences: unknown[] }) => edge.sentences.length > 0)).toBe(true);
    await writeFile(`${screenshots}/graph-export.svg`, svg);
    await writeFile(`${screenshots}/graph-export.png`, Buffer.from(png, 'base64'));
  });

  test('change with the theme of the editor', async () => {
    const page = await openWith(example, { theme: themes.dark });
    await page.setTheme(themes.light);
    await page.received();
    await page.page.getByRole('button', { name: 'Сохранить как SVG' }).click();
    expect(await page.received()).toMatchObject([{ content: expect.stringContaining('fill="#ffffff"') }]);
    await shot(page, 'theme-changed');
  });

  test.each([
    ['dark', { theme: themes.dark }],
    ['light', { theme: themes.light }],
    ['contrast', { theme: themes.contrast }],
    ['contrast-light', { theme: themes.contrastLight }],
    ['dark-2x', { theme: themes.dark, scale: 2, width: 720, height: 620 }],
    ['light-2x', { theme: themes.light, scale: 2, width: 720, height: 620 }],
    ['narrow', { theme: themes.light, width: 340, height: 900 }],
  ] satisfies [string, PageOptions][])('stand ready to look at: %s', async (name, options) => {
    const page = await openWith(example, options);
    await shot(page, name);
  });
});
