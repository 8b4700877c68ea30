// The integration suite in the VS Code of a desktop, which is downloaded: npm run test:electron [-- VERSION]
// `npm test` runs the same suite in VS Code's server, which needs no display and no download.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { setUp } from './lib/setUp.mjs';

await setUp();
const { runTests } = await import('@vscode/test-electron');
const { buildSuite } = await import('./lib/integration.mjs');
const suite = await buildSuite();
const folder = await mkdtemp(join(tmpdir(), 'aredit-electron-'));
const report = join(folder, 'report.json');
try {
  await runTests({
    version: process.argv[2] ?? 'stable',
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    extensionTestsEnv: { AREDIT_TEST_REPORT: report },
    launchArgs: [
      folder,
      '--disable-extensions',
      '--disable-workspace-trust',
      `--user-data-dir=${join(folder, 'user-data')}`,
    ],
  });
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
/** @type {import('./lib/integration.mjs').SuiteReport | undefined} */
const result = await readFile(report, 'utf8').then(JSON.parse, () => undefined);
for (const { title, error } of result?.failed ?? []) console.error(`${title}\n${error}\n`);
console.log(
  result ? `${result.passed.length} passed, ${result.failed.length} failed` : 'The suite wrote no report.',
);
await rm(folder, { recursive: true, force: true });
