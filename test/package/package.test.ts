import { readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { nativeFolder, packageFor, platformNames, platforms } from '../../scripts/lib/package.mjs';
import { inProject } from '../../scripts/lib/paths.mjs';
import { readZip, type ZipEntry } from '../support/zip.ts';
import { binaryKind } from './binaryKind.ts';

/** Files that every package holds, whatever the platform, below `extension/`. */
const expectedFiles = [
  'CHANGELOG.md',
  'LICENSE.txt',
  'README.md',
  'dist/THIRD_PARTY_NOTICES.txt',
  'dist/cli.js',
  'dist/engineHost.js',
  'dist/extension.js',
  'dist/graph.css',
  'dist/graph.js',
  'examples/README.md',
  'examples/sample.txt',
  'l10n/bundle.l10n.ru.json',
  'package.json',
  'package.nls.json',
  'package.nls.ru.json',
];

/** Folders whose files may come and go, with what may be in them. */
const openFolders = [
  /^lexicons\/[\w.-]+$/,
  /^docs\/[\w-]+\.png$/,
  /^media\/[\w/-]+\.(svg|png|md)$/,
  /^models\/[\w.-]+\/(manifest\.json|[\w.-]+\.onnx|tokenizer\.json|MODEL_CARD\.md)$/,
  /^node_modules\/onnxruntime-(common|node)\/(package\.json|dist\/(cjs\/)?[\w-]+\.js|dist\/cjs\/package\.json)$/,
];

/** Signs of something that must never leave the house. */
const secrets =
  /-----BEGIN [A-Z ]*PRIVATE KEY|\b(ghp|gho|npm|vsce)_[A-Za-z0-9]{30,}|_authToken|\/work\/|\/root\/|\/home\//;

const maxMegabytes = 100;

describe.each(platformNames)('the package for %s', (platform) => {
  let entries: readonly ZipEntry[];
  let names: readonly string[];
  beforeAll(async () => {
    entries = await readZip(await packageFor(platform));
    // vsce names README.md and CHANGELOG.md in small letters.
    names = entries
      .map(({ name }) => name.replace(/^extension\//, ''))
      .map((name) =>
        /^(readme|changelog)\.md$/.test(name) ? `${name.slice(0, -3).toUpperCase()}.md` : name,
      );
  });

  const native = platforms[platform].map((file) => `${nativeFolder(platform)}/${file}`);

  test('holds what the extension needs', () => {
    expect(names).toEqual(expect.arrayContaining([...expectedFiles, ...native]));
  });

  test('holds each model whole', async () => {
    const models = (await readdir(inProject('models'), { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    );
    expect(models.length).toBeGreaterThan(0);
    for (const { name } of models) {
      for (const file of ['manifest.json', 'tokenizer.json', 'MODEL_CARD.md'])
        expect(names).toContain(`models/${name}/${file}`);
      expect(
        names.filter((file) => file.startsWith(`models/${name}/`) && file.endsWith('.onnx')),
      ).not.toEqual([]);
    }
  });

  test('holds nothing else: no source, no test, no training, no map', () => {
    const known = new Set([...expectedFiles, ...native, 'extension.vsixmanifest', '[Content_Types].xml']);
    const unexpected = names.filter(
      (name) => !known.has(name) && !openFolders.some((folder) => folder.test(name)),
    );
    expect(unexpected).toEqual([]);
  });

  test('has native files of that platform only', () => {
    const libraries = entries.filter(({ name }) => /\.(node|so[.\d]*|dylib|dll)$/.test(name));
    expect(libraries.length).toBe(native.length);
    for (const library of libraries)
      expect([library.name, binaryKind(library.content())]).toEqual([library.name, platform]);
  });

  test('says for which platform it is', () => {
    const manifest = entries.find(({ name }) => name === 'extension.vsixmanifest');
    expect(manifest?.content().toString()).toContain(`TargetPlatform="${platform}"`);
  });

  test('holds no secret and no path of the machine that built it', () => {
    const texts = entries.filter(({ name }) => /\.(js|json|md|txt|css|svg|xml|vsixmanifest)$/.test(name));
    for (const { name, content } of texts)
      expect([name, secrets.exec(content().toString())?.[0]]).toEqual([name, undefined]);
  });

  test(`is no larger than ${maxMegabytes} MB unpacked twice over, and neither is one file`, () => {
    const sizes = entries.map(({ size }) => size / 1e6);
    expect(Math.max(...sizes)).toBeLessThan(maxMegabytes);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2 * maxMegabytes);
  });
});

test("the Mac's library goes by the name that its binding asks for", async () => {
  const entries = await readZip(await packageFor('darwin-arm64'));
  const binding = entries.find(({ name }) => name.endsWith('onnxruntime_binding.node'));
  const asked = new Set(
    binding
      ?.content()
      .toString('latin1')
      .match(/libonnxruntime[\w.]*\.dylib/g),
  );
  expect([...asked]).toEqual(['libonnxruntime.1.dylib']);
});
