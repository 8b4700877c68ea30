import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { labels } from '../../../src/core/annotations.ts';
import { typeFamilies } from '../../../src/core/typeFamily.ts';
import { registerCommands } from '../../../src/editor/commands/registerCommands.ts';
import {
  annotatorDecoration,
  badgeDecoration,
  currentDecoration,
  disagreementRuler,
} from '../../../src/editor/comparison/comparisonColors.ts';
import { disagreementHoverCommands } from '../../../src/editor/comparison/disagreementHover.ts';
import { labelPlaces, placeLabelDecoration } from '../../../src/editor/entities/placeLabels.ts';
import { graphViewType } from '../../../src/editor/graphPanel.ts';
import { hoverCommands } from '../../../src/editor/hoverText.ts';
import { commandIds, contextKeys, internalCommandIds, viewIds } from '../../../src/editor/ids.ts';
import {
  focusDecoration,
  mentionDecoration,
  partnerDecoration,
  rulerDecoration,
} from '../../../src/editor/mentionColors.ts';
import {
  reviewedEndDecoration,
  reviewedSentenceDecoration,
  reviewedSignDecoration,
} from '../../../src/editor/review/reviewColors.ts';
import { parseSetting, settingSchemas, settingsSection } from '../../../src/editor/settings.ts';
import { hasRunKey, stepCommands } from '../../../src/editor/walkthroughCommands.ts';
import { localizedMessages } from './localizedMessages.ts';
import { commands, ThemeColor } from './vscode.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const readJson = (...path: readonly string[]): unknown =>
  JSON.parse(readFileSync(join(root, ...path), 'utf8'));

const menuItem = v.object({ command: v.string(), when: v.optional(v.string()) });
const submenuItem = v.object({ submenu: v.string(), when: v.optional(v.string()) });
const manifest = v.parse(
  v.object({
    activationEvents: v.array(v.string()),
    capabilities: v.object({
      untrustedWorkspaces: v.object({ restrictedConfigurations: v.array(v.string()) }),
    }),
    contributes: v.object({
      commands: v.array(
        v.object({
          command: v.string(),
          title: v.string(),
          category: v.string(),
          icon: v.union([v.string(), v.object({ light: v.string(), dark: v.string() })]),
        }),
      ),
      menus: v.record(v.string(), v.array(v.union([menuItem, submenuItem]))),
      submenus: v.array(v.object({ id: v.string(), label: v.string() })),
      keybindings: v.array(menuItem),
      viewsContainers: v.object({ activitybar: v.array(v.object({ id: v.string(), icon: v.string() })) }),
      views: v.record(v.string(), v.array(v.object({ id: v.string(), icon: v.string() }))),
      viewsWelcome: v.array(v.object({ view: v.string(), when: v.string(), contents: v.string() })),
      configuration: v.object({
        properties: v.record(v.string(), v.object({ default: v.unknown(), scope: v.string() })),
      }),
      colors: v.array(
        v.object({
          id: v.string(),
          defaults: v.strictObject({
            dark: v.string(),
            light: v.string(),
            highContrast: v.string(),
            highContrastLight: v.string(),
          }),
        }),
      ),
      walkthroughs: v.array(
        v.object({
          steps: v.array(
            v.object({
              description: v.string(),
              media: v.object({ svg: v.string() }),
              completionEvents: v.array(v.string()),
            }),
          ),
        }),
      ),
    }),
  }),
  readJson('package.json'),
);
const { contributes } = manifest;
const menuItems = Object.values(contributes.menus).flat();
const menuCommands = (items: readonly (typeof menuItems)[number][] = []) =>
  items.flatMap((item) => ('command' in item ? [item.command] : []));
const texts = v.record(v.string(), v.string());
const english = v.parse(texts, readJson('package.nls.json'));
const russian = v.parse(texts, readJson('package.nls.ru.json'));

/** Everything that a text of the user interface may stand in. */
const whenClauses = [...menuItems, ...contributes.keybindings, ...contributes.viewsWelcome].flatMap(
  ({ when }) => when ?? [],
);

const unused = (): never => {
  throw new Error('Registering a command must not touch anything else.');
};

function registeredCommands(): readonly string[] {
  const nothing = new Proxy({}, { get: unused });
  const parts = Object.fromEntries(
    [
      ...['store', 'runner', 'follower', 'current', 'attitudes', 'graph', 'models', 'log', 'extensionUri'],
      ...['session', 'review', 'entities', 'synonyms', 'files'],
    ].map((name) => [name, nothing]),
  );
  registerCommands(parts as never);
  return [...commands.registered.keys()];
}

describe('package.json', () => {
  test('contributes exactly the commands that the code names, each once', () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual(
      Object.values(commandIds).sort(),
    );
  });

  test('has a handler for every command, those behind links included', () => {
    expect([...registeredCommands()].sort()).toEqual(
      [...Object.values(commandIds), ...Object.values(internalCommandIds)].sort(),
    );
  });

  test('gives every command a title, a category and an icon that exists', () => {
    for (const { title, category, icon } of contributes.commands) {
      expect(title).toMatch(/^%command\.\w+%$/u);
      expect(category).toBe('%category%');
      const files = typeof icon === 'string' ? [] : [icon.light, icon.dark];
      for (const file of files) expect(existsSync(join(root, file)), file).toBe(true);
      if (typeof icon === 'string') expect(icon).toMatch(/^\$\([\w-]+\)$/u);
    }
  });

  test('puts only its own commands into menus and keys', () => {
    const used = [...menuCommands(menuItems), ...contributes.keybindings.map(({ command }) => command)];
    const known = new Set<string>(Object.values(commandIds));
    expect(used.filter((command) => !known.has(command))).toEqual([]);
  });

  test('fills the submenus that it shows', () => {
    const shown = menuItems.flatMap((item) => ('submenu' in item ? [item.submenu] : []));
    const declared = contributes.submenus.map(({ id }) => id);
    expect(new Set(shown)).toEqual(new Set(declared));
    expect(declared.filter((id) => menuCommands(contributes.menus[id]).length === 0)).toEqual([]);
    for (const { label } of contributes.submenus) expect(label).toMatch(/^%[\w.]+%$/u);
  });

  test('shows in the palette only what applies', () => {
    const limited = new Set(menuCommands(contributes.menus.commandPalette));
    const always = Object.values(commandIds).filter((id) => !limited.has(id));
    expect(always).toEqual([
      commandIds.selectModel,
      commandIds.showLog,
      commandIds.openSample,
      commandIds.compareAnnotations,
    ]);
  });

  test('asks in its conditions only for keys and views that the code sets', () => {
    const known = new Set<string>([...Object.values(contextKeys), ...Object.values(viewIds)]);
    const asked = whenClauses.flatMap((when) => when.match(/aredit\.\w+/gu) ?? []);
    expect(asked.filter((key) => !known.has(key))).toEqual([]);
    expect(Object.values(contextKeys).filter((key) => !asked.includes(key))).toEqual([]);
  });

  test('contributes the views that the code fills', () => {
    const containers = contributes.viewsContainers.activitybar;
    expect(Object.keys(contributes.views).sort()).toEqual(containers.map(({ id }) => id).sort());
    const views = Object.values(contributes.views).flat();
    expect(views.map(({ id }) => id).sort()).toEqual(Object.values(viewIds).sort());
    for (const { icon } of [...containers, ...views]) expect(existsSync(join(root, icon))).toBe(true);
    const shown = new Set<string>(Object.values(viewIds));
    for (const { view } of contributes.viewsWelcome) expect(shown.has(view)).toBe(true);
  });

  test('contributes the settings that the code reads, with the same defaults', () => {
    const keys = Object.keys(settingSchemas) as (keyof typeof settingSchemas)[];
    const properties = contributes.configuration.properties;
    expect(Object.keys(properties).sort()).toEqual(keys.map((key) => `${settingsSection}.${key}`).sort());
    for (const key of keys) {
      const value = properties[`${settingsSection}.${key}`]?.default;
      expect(parseSetting(key, value), key).toEqual(value);
      expect(parseSetting(key, { not: 'a value' }), key).toEqual(value);
    }
  });

  test('lets no untrusted folder choose a file or a model', () => {
    const paths = Object.keys(contributes.configuration.properties).filter((key) => /model|File$/u.test(key));
    expect([...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].sort()).toEqual(
      paths.sort(),
    );
  });

  test('contributes every colour that is drawn with', () => {
    const drawn = [
      ...typeFamilies.flatMap((style) => [mentionDecoration(style, true), mentionDecoration(style, false)]),
      ...(['suggested', 'confirmed'] as const).flatMap((state) => [
        ...(['positive', 'negative', 'mixed'] as const).map((label) => partnerDecoration(label, state)),
        ...(['positive', 'negative'] as const).map((label) => rulerDecoration(label, state)),
      ]),
      focusDecoration(),
      reviewedSentenceDecoration(),
      ...(['source', 'target'] as const).map(reviewedEndDecoration),
      ...labels.flatMap((label) => [true, false].map((isFirst) => reviewedSignDecoration(label, isFirst))),
      ...(['a', 'b'] as const).flatMap((side) => [
        annotatorDecoration(side),
        currentDecoration(side),
        badgeDecoration(side, ''),
      ]),
      disagreementRuler(),
      ...labelPlaces.map(placeLabelDecoration),
    ];
    const ids = new Set(drawn.flatMap((options) => themeColors(options)));
    expect(contributes.colors.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  test('wakes up for plain texts and for a graph that comes back, and for nothing else', () => {
    expect(manifest.activationEvents).toEqual(['onLanguage:plaintext', `onWebviewPanel:${graphViewType}`]);
  });

  test('leads through steps whose pictures and commands exist', () => {
    const known = new Set<string>(Object.values(commandIds));
    const asked = new Set<string>();
    for (const { steps } of contributes.walkthroughs) {
      for (const { description, media, completionEvents } of steps) {
        expect(existsSync(join(root, media.svg)), media.svg).toBe(true);
        const words = english[description.slice(1, -1)] ?? '';
        for (const event of completionEvents) if (event.startsWith('onContext:aredit.')) asked.add(event);
        const named = [words, ...completionEvents].flatMap((text) => text.match(/aredit\.\w+/gu) ?? []);
        expect(named.filter((command) => !known.has(command))).toEqual([]);
      }
    }
    expect([...asked].sort()).toEqual(stepCommands.map((id) => `onContext:${hasRunKey(id)}`).sort());
  });
});

describe('the links of a hover', () => {
  test('run commands that there are', () => {
    expect(registeredCommands()).toEqual(
      expect.arrayContaining([...hoverCommands, ...disagreementHoverCommands]),
    );
  });
});

describe('what users read', () => {
  test('is there in both languages for the whole of package.json', () => {
    const asked = readFileSync(join(root, 'package.json'), 'utf8').match(/(?<="%)[\w.]+(?=%")/gu) ?? [];
    expect(Object.keys(english).sort()).toEqual([...new Set(asked)].sort());
    expect(Object.keys(russian).sort()).toEqual(Object.keys(english).sort());
    expect(Object.entries(russian).filter(([, text]) => !/[а-яё]/iu.test(text))).toEqual([]);
  });

  test('links to the same commands in both languages', () => {
    for (const [key, text] of Object.entries(english))
      expect((russian[key] ?? '').match(/command:[\w.]+/gu), key).toEqual(text.match(/command:[\w.]+/gu));
  });

  test('is translated for every message of the code, with the same places for values', () => {
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, 'src', name), 'utf8'));
    const messages = [...new Set(sources.flatMap(localizedMessages))];
    const bundle = v.parse(texts, readJson('l10n', 'bundle.l10n.ru.json'));
    expect(messages.length).toBeGreaterThan(100);
    expect(Object.keys(bundle).sort()).toEqual(messages.sort());
    const places = (text: string) => [...new Set(text.match(/\{\d+\}/gu))].sort();
    for (const [message, translation] of Object.entries(bundle))
      expect(places(translation), message).toEqual(places(message));
  });
});

function themeColors(value: unknown): readonly string[] {
  if (value instanceof ThemeColor) return [value.id];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(themeColors) : [];
}
