// Sets up what is missing and runs all tests: npm test [-- LEG...]
// A leg is named in full or by its beginning: "integration" is both integration legs.
import { setUp } from './lib/setUp.mjs';

await setUp();
const { legs } = await import('./lib/legs.mjs');

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => ![...legs.keys()].some((leg) => leg.startsWith(name)));
if (unknown.length > 0)
  throw new Error(`Unknown leg: ${unknown.join(', ')}. Known: ${[...legs.keys()].join(', ')}.`);

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const summary = [];
for (const [name, runLeg] of legs) {
  if (wanted.length > 0 && !wanted.some((beginning) => name.startsWith(beginning))) continue;
  console.log(`\n== ${name}`);
  const start = Date.now();
  const { passed, skipped, failures } = await runLeg().catch((error) => {
    console.log(error);
    return { passed: 0, skipped: 0, failures: [`the leg itself: ${error.message.split('\n')[0]}`] };
  });
  total.passed += passed;
  total.failed += failures.length;
  total.skipped += skipped;
  const seconds = ((Date.now() - start) / 1000).toFixed(0);
  const left = skipped > 0 ? `, ${skipped} skipped` : '';
  summary.push(
    `${name.padEnd(20)} ${`${seconds} s`.padStart(6)}   ${passed} passed, ${failures.length} failed${left}`,
  );
  summary.push(...failures.map((title) => `    ${title}`));
}

console.log(`\n${summary.join('\n')}\n`);
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exitCode = total.failed > 0 ? 1 : 0;
