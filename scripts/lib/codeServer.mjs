// code-server is VS Code itself, served to a browser; npm carries it, so it can be had wherever the project can.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { inProject } from './paths.mjs';
import { run } from './run.mjs';

const nodePackage = `node-${process.platform}-${process.arch}`;

/**
 * The two ends of what the extension supports. `oldest` goes with `engines.vscode` of package.json.
 * Each runs on the version of Node that it was made for.
 */
const recipes = {
  newest: { codeServer: '4.139.1', vscode: '1.139.1', node: '24.21.0', more: {}, unwanted: [] },
  oldest: {
    codeServer: '4.100.3',
    vscode: '1.100.3',
    node: '20.20.2',
    // Its own argon2 (password hashes, unused here) would have to be compiled; this one carries binaries. Later ones crash Node 20.
    more: { argon2: '0.41.1' },
    unwanted: ['node_modules/code-server/node_modules/argon2'],
  },
};

/** @typedef {keyof typeof recipes} CodeServerName */

/** @type {readonly CodeServerName[]} */
export const codeServerNames = ['newest', 'oldest'];

/**
 * @typedef {object} CodeServer
 * @property {CodeServerName} name
 * @property {string} vscode version of VS Code in it
 * @property {string} node path of the Node that runs it
 * @property {string} entry path of the script to run
 */

/**
 * Installs code-server into `.cache/code-server/<version>/`; does nothing when it is there already.
 * @param {CodeServerName} name
 * @returns {Promise<CodeServer>}
 */
export async function installCodeServer(name) {
  const recipe = recipes[name];
  const folder = inProject('.cache', 'code-server', recipe.codeServer);
  const stamp = createHash('sha256')
    .update(JSON.stringify([recipe, nodePackage]))
    .digest('hex');
  if (!(await hasStamp(folder, stamp))) await install(recipe, folder, stamp);
  return {
    name,
    vscode: recipe.vscode,
    node: `${folder}/node_modules/${nodePackage}/bin/node`,
    entry: `${folder}/node_modules/code-server/out/node/entry.js`,
  };
}

/**
 * @param {string} folder
 * @param {string} stamp
 */
async function hasStamp(folder, stamp) {
  return existsSync(`${folder}/stamp`) && (await readFile(`${folder}/stamp`, 'utf8')) === stamp;
}

/**
 * Builds the folder aside and moves it into place at the end: a folder that is there is complete.
 * @param {typeof recipes[CodeServerName]} recipe
 * @param {string} folder
 * @param {string} stamp
 */
async function install(recipe, folder, stamp) {
  const aside = `${folder}.${process.pid}`;
  await mkdir(aside, { recursive: true });
  try {
    const dependencies = { 'code-server': recipe.codeServer, [nodePackage]: recipe.node, ...recipe.more };
    await writeFile(`${aside}/package.json`, JSON.stringify({ private: true, dependencies }));
    // Install scripts compile things (kerberos, node-pty) that the tests have no use for, or fetch them from elsewhere.
    const flags = [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--omit=dev',
      '--loglevel=error',
    ];
    const path = `${aside}/node_modules/${nodePackage}/bin${delimiter}${process.env.PATH}`;
    await run('npm', flags, { cwd: aside, quiet: true });
    await run('npm', flags, {
      cwd: `${aside}/node_modules/code-server/lib/vscode`,
      quiet: true,
      env: { ...process.env, PATH: path },
    });
    for (const unwanted of recipe.unwanted) await rm(`${aside}/${unwanted}`, { recursive: true });
    await writeFile(`${aside}/stamp`, stamp);
    // Another run may have been quicker; its folder serves as well.
    if (!(await hasStamp(folder, stamp))) {
      await rm(folder, { recursive: true, force: true });
      await rename(aside, folder);
    }
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
