// Bundles the extension, the engine's child process, the command line and the graph page into dist/.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';
import { thirdPartyNotices } from './lib/notices.mjs';
import { root } from './lib/paths.mjs';

const { values } = parseArgs({ options: { watch: { type: 'boolean' } } });

/** @type {import('esbuild').BuildOptions & { metafile: true }} */
const common = {
  absWorkingDir: root,
  bundle: true,
  outdir: 'dist',
  sourcemap: 'linked',
  metafile: true,
  logLevel: 'warning',
};

/**
 * Not minified: what is tested is what ships, and the stacks that users report can be read.
 * @type {typeof common}
 */
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
  // Some packages find their own files through import.meta.url, which CommonJS does not have.
  banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': 'bundleUrl' },
};

/** @type {typeof common} */
const page = {
  ...common,
  entryPoints: { graph: 'webview/graph/main.ts' },
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  minify: true,
  keepNames: true,
};

if (values.watch) {
  for (const options of [node, page]) await (await context(options)).watch();
} else {
  const results = await Promise.all([build(node), build(page)]);
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const shipped = ['node_modules/onnxruntime-node', 'node_modules/onnxruntime-common'];
  await writeFile(`${root}/dist/THIRD_PARTY_NOTICES.txt`, await thirdPartyNotices(inputs, shipped));
}
