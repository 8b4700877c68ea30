import { buildSuite, runSuite } from './integration.mjs';
import { root } from './paths.mjs';
import { runToEnd } from './run.mjs';
import { runTraining } from './trainingLeg.mjs';
import { runVitest } from './vitestLeg.mjs';

/** @typedef {import('./vitestLeg.mjs').LegResult} LegResult */

const systemTests = ['--config', 'test/vitest.config.ts', '--project'];

/**
 * The legs of `npm test` in the order in which they run: the quick ones that catch most come first.
 * @type {ReadonlyMap<string, () => Promise<LegResult>>}
 */
export const legs = new Map([
  ['static', runStaticChecks],
  ['unit', () => runVitest('unit', [])],
  ['checks', () => runVitest('checks', [...systemTests, 'checks'])],
  ['badInput', () => runVitest('badInput', [...systemTests, 'badInput'])],
  ['package', () => runVitest('package', [...systemTests, 'package'])],
  ['graph', () => runVitest('graph', [...systemTests, 'graph'])],
  ['integration-newest', () => runIntegration('newest')],
  ['integration-oldest', () => runIntegration('oldest')],
  ['e2e', () => runVitest('e2e', [...systemTests, 'e2e'])],
  ['training', runTraining],
]);

/** The parts of `npm run check`, each counted as one test. */
async function runStaticChecks() {
  /** @type {string[]} */
  const failures = [];
  const parts = ['types', 'format', 'layers', 'dead'];
  for (const part of parts) {
    const { code, output } = await runToEnd('npm', ['run', '--silent', `check:${part}`], {
      cwd: root,
      quiet: true,
    });
    if (code === 0) continue;
    console.log(output);
    failures.push(`check:${part}`);
  }
  return { passed: parts.length - failures.length, skipped: 0, failures };
}

/**
 * @param {import('./codeServer.mjs').CodeServerName} name
 * @returns {Promise<LegResult>}
 */
async function runIntegration(name) {
  const { passed, failed, pending } = await runSuite(name, await buildSuite());
  for (const { title, error } of failed) console.log(`${title}\n${error}\n`);
  return { passed: passed.length, skipped: pending.length, failures: failed.map(({ title }) => title) };
}
