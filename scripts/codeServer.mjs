// Installs VS Code as a server, and a browser to look at it: node scripts/codeServer.mjs [newest] [oldest]
import { installChromium } from './lib/chromium.mjs';
import { codeServerNames, installCodeServer } from './lib/codeServer.mjs';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !codeServerNames.some((known) => known === name));
if (unknown.length > 0)
  throw new Error(`Unknown: ${unknown.join(', ')}. Known: ${codeServerNames.join(', ')}.`);

console.log(`Chromium: ${await installChromium()}`);
for (const name of codeServerNames) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const server = await installCodeServer(name);
  console.log(`VS Code ${server.vscode} (${name}): ${server.node} ${server.entry}`);
}
