// The table of layers in ARCHITECTURE.md, as rules.
const layer = (name, from, allowed, extra = {}) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed, ...extra },
});
const npm = (...names) => names.map((name) => `node_modules/${name}/`);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
    layer('core-is-pure', '^src/core/', ['^src/core/', ...npm('snowball-stemmers')]),
    layer(
      'engine',
      '^src/engine/',
      ['^src/(core|engine)/', ...npm('valibot', 'onnxruntime-(node|common)', '@huggingface/tokenizers')],
      {
        dependencyTypesNot: ['core'],
      },
    ),
    layer('files', '^src/files/', ['^src/files/'], { dependencyTypesNot: ['core'] }),
    layer('protocol', '^src/protocol/', ['^src/(core|protocol)/', ...npm('valibot')]),
    layer(
      'editor',
      '^src/editor/',
      ['^src/(core|engine|files|protocol|editor)/', '^vscode$', ...npm('valibot')],
      {
        dependencyTypesNot: ['core'],
      },
    ),
    layer(
      'cli',
      '^src/cli/',
      ['^src/(core|engine|files|cli)/', ...npm('commander', 'tinyglobby', 'valibot', 'fflate')],
      {
        dependencyTypesNot: ['core'],
      },
    ),
    layer('webview', '^webview/', [
      '^webview/',
      '^src/(core|protocol)/',
      ...npm('valibot', 'cytoscape', 'cytoscape-fcose', '@vscode/webview-ui-toolkit'),
    ]),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json', '.mjs', '.cjs'] },
  },
};
