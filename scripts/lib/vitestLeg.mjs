import { readFile, rm } from 'node:fs/promises';
import { inProject, root } from './paths.mjs';
import { runToEnd } from './run.mjs';

/**
 * What came of one leg of the tests.
 * @typedef {object} LegResult
 * @property {number} passed
 * @property {number} skipped tests that were left out; none should be
 * @property {readonly string[]} failures titles of what failed
 */

/**
 * Runs tests under vitest and counts from its JSON report, not from what it prints.
 * @param {string} name of the report
 * @param {readonly string[]} args which tests
 * @param {NodeJS.ProcessEnv} [more] added to the environment
 * @returns {Promise<LegResult>}
 */
export async function runVitest(name, args, more = {}) {
  const report = inProject('.cache', 'reports', `${name}.json`);
  await rm(report, { force: true });
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const env = { ...process.env, ...more, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' };
  const { code } = await runToEnd(process.execPath, [vitest, 'run', ...args, ...reporters], {
    cwd: root,
    env,
  });
  return countVitest(JSON.parse(await readFile(report, 'utf8')), code);
}

/**
 * @typedef {{ fullName: string; status: string }} VitestCase
 * @typedef {{ name: string; status: string; assertionResults: readonly VitestCase[] }} VitestFile
 */

/**
 * Sums up vitest's JSON report. A file that could not even be loaded counts as one failure, and so does a run that
 * ended badly though every test passed.
 * @param {{ testResults: readonly VitestFile[] }} report
 * @param {number} exitCode
 * @returns {LegResult}
 */
export function countVitest({ testResults }, exitCode) {
  const cases = testResults.flatMap((file) => file.assertionResults);
  const failures = cases.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
  for (const { name, status, assertionResults } of testResults) {
    if (status === 'failed' && !assertionResults.some((one) => one.status === 'failed'))
      failures.push(`${name} (not run)`);
  }
  const passed = cases.filter(({ status }) => status === 'passed').length;
  if (failures.length === 0 && (exitCode !== 0 || passed === 0))
    failures.push(`vitest ended with exit code ${exitCode}`);
  return {
    passed,
    skipped: cases.length - passed - cases.filter(({ status }) => status === 'failed').length,
    failures,
  };
}
