import { createWriteStream } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'node:util';
import { build } from 'esbuild';
import { launchBrowser } from './browser.mjs';
import { installCodeServer } from './codeServer.mjs';
import { inProject, root } from './paths.mjs';
import { startVSCodeServer } from './vscodeServer.mjs';

const timeoutMs = 1_200_000;

/**
 * @typedef {{ title: string; error?: string }} TestReport
 * @typedef {{ passed: TestReport[]; failed: TestReport[]; pending: TestReport[] }} SuiteReport
 */

/**
 * Bundles the suite of `test/integration/`, one file each; returns the path of the one that runs them all.
 * @returns {Promise<string>}
 */
export async function buildSuite() {
  const source = inProject('test', 'integration');
  const outdir = inProject('.cache', 'integration');
  await rm(outdir, { recursive: true, force: true });
  const tests = (await readdir(source)).filter((file) => file.endsWith('.test.ts'));
  await build({
    entryPoints: ['index.ts', ...tests].map((file) => join(source, file)),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    plugins: [countWhatSourcesUse],
    outdir,
    logLevel: 'warning',
  });
  return join(outdir, 'index.js');
}

/**
 * Sources that a test imports get `countedVSCode.ts` for `vscode`; the tests themselves get the real one.
 * @type {import('esbuild').Plugin}
 */
const countWhatSourcesUse = {
  name: 'count-what-sources-use',
  setup({ onResolve, onLoad }) {
    const counted = inProject('test', 'integration', 'support', 'countedVSCode.ts');
    onResolve({ filter: /^vscode$/ }, ({ importer }) =>
      importer.startsWith(inProject('src'))
        ? { path: counted, namespace: 'counted' }
        : { path: 'vscode', external: true },
    );
    onLoad({ filter: /.*/, namespace: 'counted' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)}).counted;`,
      resolveDir: root,
    }));
  },
};

/**
 * Runs the suite in the extension host of a real VS Code, with the extension from this folder as it is built now.
 * A suite that ended without writing its report, or whose exit code and report disagree, is an error.
 * @param {import('./codeServer.mjs').CodeServerName} name
 * @param {string} suite path of the bundled suite
 * @returns {Promise<SuiteReport>}
 */
export async function runSuite(name, suite) {
  const reportFile = inProject('.cache', 'integration', `${name}.json`);
  await rm(reportFile, { force: true });
  const server = await startVSCodeServer({
    codeServer: await installCodeServer(name),
    env: { AREDIT_TEST_REPORT: reportFile },
    forTests: true,
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const exitCode = new Promise((resolve, reject) => {
      const stop = () =>
        reject(new Error(`The suite did not end within ${timeoutMs / 1000} s in VS Code (${name}).`));
      const timer = setTimeout(stop, timeoutMs);
      const end = (/** @type {unknown} */ code) => {
        clearTimeout(timer);
        resolve(code);
      };
      // VS Code looks for these two in its page: what the suite prints, and how it ended.
      page.exposeFunction('codeAutomationExit', end).catch(reject);
    });
    // The report says what failed; the log, with much of VS Code's own chatter, is for those who want to know more.
    const log = createWriteStream(inProject('.cache', 'integration', `${name}.log`));
    await page.exposeFunction(
      'codeAutomationLog',
      (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
        log.write(`${format(...args)}\n`);
      },
    );
    await page.goto(suiteAddress(server, suite));
    // Should a test wait in vain, the last of these shows what for: a dialog, mostly.
    const camera = setInterval(() => {
      page
        .screenshot({ path: inProject('.cache', 'screenshots', `integration-${name}.png`) })
        .catch(() => undefined);
    }, 20_000);
    const code = await exitCode.finally(() => clearInterval(camera));
    /** @type {SuiteReport} */
    const report = JSON.parse(await readFile(reportFile, 'utf8'));
    const isGood = report.failed.length === 0 && report.passed.length > 0;
    if (isGood !== (code === 0))
      throw new Error(`VS Code's exit code ${code} contradicts the suite's report.`);
    return report;
  } catch (error) {
    throw new Error(`${error.message}\n${(await server.readLog()).slice(-4000)}`);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * The page that opens the workspace and runs `suite` against the extension of this folder.
 * @param {import('./vscodeServer.mjs').VSCodeServer} server
 * @param {string} suite
 */
function suiteAddress(server, suite) {
  const remote = (/** @type {string} */ path) => `vscode-remote://${server.authority}${path}`;
  const address = new URL(server.url);
  address.searchParams.set('folder', server.workspace);
  const payload = [
    ['extensionDevelopmentPath', remote(root)],
    ['extensionTestsPath', remote(suite)],
    ['skipWelcome', 'true'],
  ];
  address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}
