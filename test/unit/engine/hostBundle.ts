import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

/** Bundles the engine's child process for the tests of one file, as `scripts/build.mjs` does; gives its path when asked. */
export function bundleHost(): () => string {
  let folder = '';
  beforeAll(async () => {
    folder = projectFolder();
    await bundle({ engineHost: 'src/engine/host.ts' }, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => join(folder, 'engineHost.js');
}

/** A new folder inside the project, so that the native runtime is found from there; remove it after use. */
export function projectFolder(): string {
  return mkdtempSync(fileURLToPath(new URL('../../../node_modules/.aredit-test-', import.meta.url)));
}

/** Bundles entry points, paths from the project's root, into `folder`, as `scripts/build.mjs` does. */
export async function bundle(entryPoints: Record<string, string>, folder: string): Promise<void> {
  await build({
    absWorkingDir: fileURLToPath(new URL('../../..', import.meta.url)),
    entryPoints,
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['onnxruntime-node'],
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'bundleUrl' },
  });
}
