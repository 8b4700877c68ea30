// AREdit on a sample article: npm run demo; with "-- --no-editor" it ends before VS Code is opened.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inProject, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/setUp.mjs';

const { values } = parseArgs({ options: { 'no-editor': { type: 'boolean' } } });

console.log('Setting up (the first time takes a minute)');
await setUp();

const article = join('examples', 'sample.txt');
const aredit = [inProject('dist', 'cli.js'), 'extract', article];
console.log(`\nWho is positive (+) or negative (−) towards whom in ${article}:\n`);
await run(process.execPath, aredit, { cwd: root });
await run(process.execPath, [...aredit, '--format', 'ann,tsv', '--out', 'demo-output'], { cwd: root });
console.log('\nWritten: demo-output/sample.ann (brat), demo-output/sample.tsv (table)');

if (!values['no-editor']) await openEditor();

/** Shows the article in VS Code, with the extension as users get it, until Ctrl+C. */
async function openEditor() {
  const { packageFor, platformNames } = await import('./lib/package.mjs');
  const { installCodeServer } = await import('./lib/codeServer.mjs');
  const { startVSCodeServer } = await import('./lib/vscodeServer.mjs');
  const platform = platformNames.find((name) => name === `${process.platform}-${process.arch}`);
  if (!platform || process.platform === 'win32') {
    console.log(
      '\nVS Code in the browser does not run on this system. Package the extension: npm run package',
    );
    return;
  }
  console.log('\nPreparing VS Code with the extension');
  const server = await startVSCodeServer({
    codeServer: await installCodeServer('newest'),
    vsix: [await packageFor(platform)],
  });
  const file = join(server.workspace, 'sample.txt');
  await copyFile(inProject(article), file);
  const address = new URL(server.url);
  address.searchParams.set('folder', server.workspace);
  address.searchParams.set(
    'payload',
    JSON.stringify([['openFile', `vscode-remote://${server.authority}${file}`]]),
  );
  console.log(`\nOpen this in a browser:\n\n  ${address.href}\n`);
  console.log(
    'Press F1, run "Extract Attitudes", point at a name, then run "Show Relation Graph". Ctrl+C ends.',
  );
  await new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, resolve);
  });
  await server.stop();
}
