/** @typedef {import('./vitestLeg.mjs').LegResult} LegResult */

/**
 * Sums up pytest's JUnit report. A run that ended badly though every test passed is a failure, and so is one of no
 * tests.
 * @param {string} report content of the XML file, empty if there is none
 * @param {number} exitCode
 * @returns {LegResult}
 */
export function countPytest(report, exitCode) {
  let passed = 0;
  let skipped = 0;
  /** @type {string[]} */
  const failures = [];
  for (const [, attributes = '', body = ''] of report.matchAll(
    /<testcase\b((?:[^>"]|"[^"]*")*?)(?:\/>|>(.*?)<\/testcase>)/gs,
  )) {
    if (/<(?:failure|error)\b/.test(body))
      failures.push(`pytest: ${/\bname="([^"]*)"/.exec(attributes)?.[1]}`);
    else if (/<skipped\b/.test(body)) skipped += 1;
    else passed += 1;
  }
  if (failures.length === 0 && (exitCode !== 0 || passed === 0))
    failures.push(`pytest ended with exit code ${exitCode}`);
  return { passed, skipped, failures };
}

/**
 * Sums up what `noteStage.sh` noted, one test a stage. Stages after one that failed are not run, which is no failure
 * of their own.
 * @param {string} log lines of exit code, tab, arguments
 * @param {number} exitCode of the whole pipeline
 * @returns {LegResult}
 */
export function countStages(log, exitCode) {
  const stages = log.split('\n').filter((line) => line !== '');
  const failures = stages
    .filter((line) => !line.startsWith('0\t'))
    .map((line) => `stage: ${withoutPaths(line.slice(line.indexOf('\t') + 1))}`);
  if (failures.length === 0 && (exitCode !== 0 || stages.length === 0))
    failures.push(`training/run.sh ended with exit code ${exitCode}`);
  return { passed: stages.filter((line) => line.startsWith('0\t')).length, skipped: 0, failures };
}

/** @param {string} command */
function withoutPaths(command) {
  return command
    .replace(/^-m aredit_training\./, '')
    .split(' ')
    .filter((word) => !word.includes('/'))
    .join(' ');
}
