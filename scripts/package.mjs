// Builds and packages the extension: node scripts/package.mjs [PLATFORM...]; without a name, for all platforms.
import { stat } from 'node:fs/promises';
import { packageFor, platformNames } from './lib/package.mjs';
import { inProject } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !platformNames.some((known) => known === name));
if (unknown.length > 0)
  throw new Error(`Unknown platform: ${unknown.join(', ')}. Known: ${platformNames.join(', ')}.`);

await run(process.execPath, [inProject('scripts', 'build.mjs')]);
for (const platform of platformNames) {
  if (wanted.length > 0 && !wanted.includes(platform)) continue;
  const vsix = await packageFor(platform);
  console.log(`${vsix} (${((await stat(vsix)).size / 1e6).toFixed(1)} MB)`);
}
