// Bundles the extension, the engine's child process, the command line and the graph page into dist/.
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';

const { values } = parseArgs({ options: { watch: { type: 'boolean' }, production: { type: 'boolean' } } });

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  outdir: 'dist',
  sourcemap: values.production ? false : 'linked',
  minify: values.production ?? false,
  // Names of errors and classes reach the log; minified ones would say nothing.
  keepNames: true,
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  entryPoints: {
    extension: 'src/extension.ts',
    engineHost: 'src/engine/host.ts',
    cli: 'src/cli/main.ts',
  },
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Native code cannot be bundled; it is loaded by the child process only.
  external: ['vscode', 'onnxruntime-node'],
};

/** @type {import('esbuild').BuildOptions} */
const page = {
  ...common,
  entryPoints: { graph: 'webview/graph/main.ts' },
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
};

rmSync('dist', { recursive: true, force: true });
if (values.watch) {
  for (const options of [node, page]) await (await context(options)).watch();
} else {
  await Promise.all([build(node), build(page)]);
}
