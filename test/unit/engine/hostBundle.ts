import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

/** Bundles the engine's child process for the tests of one file, as `scripts/build.mjs` does; gives its path when asked. */
export function bundleHost(): () => string {
  let folder = '';
  beforeAll(async () => {
    // Inside the project, so that the native runtime is found.
    folder = mkdtempSync(fileURLToPath(new URL('../../../node_modules/.aredit-host-', import.meta.url)));
    await build({
      entryPoints: [fileURLToPath(new URL('../../../src/engine/host.ts', import.meta.url))],
      outfile: join(folder, 'engineHost.js'),
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      external: ['onnxruntime-node'],
      keepNames: true,
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => join(folder, 'engineHost.js');
}
