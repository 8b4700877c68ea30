import { readdir, readFile } from 'node:fs/promises';
import { inProject } from './paths.mjs';

/** Holders of packages that come without a licence file; all of them are under the MIT licence. */
const holders = new Map([
  ['onnxruntime-node', 'Microsoft Corporation'],
  ['onnxruntime-common', 'Microsoft Corporation'],
  ['@microsoft/fast-element', 'Microsoft Corporation'],
  ['@microsoft/fast-foundation', 'Microsoft Corporation'],
  ['@microsoft/fast-web-utilities', 'Microsoft Corporation'],
]);

/**
 * What the licences of others ask us to pass on: name, version and licence text of each package, sorted by name.
 * @param {Iterable<string>} inputs files that were bundled, as paths relative to the project
 * @param {readonly string[]} shipped folders of packages that are shipped as they are
 */
export async function thirdPartyNotices(inputs, shipped) {
  const folders = new Set(shipped);
  for (const input of inputs) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
    if (folder) folders.add(folder);
  }
  const notices = await Promise.all([...folders].sort().map(noticeOf));
  return ['AREdit contains the following software of others.', ...notices].join(`\n\n${'-'.repeat(78)}\n\n`);
}

/** @param {string} folder */
async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(inProject(folder, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})\n\n${(await licenceText(folder, name, license)).trim()}`;
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} license
 */
async function licenceText(folder, name, license) {
  const file = (await readdir(inProject(folder))).find((entry) =>
    /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry),
  );
  if (file) return readFile(inProject(folder, file), 'utf8');

  const holder = holders.get(name);
  if (!holder || license !== 'MIT')
    throw new Error(`${folder} (${license}) has no licence file to pass on; add its holder to notices.mjs.`);
  const ours = await readFile(inProject('LICENSE'), 'utf8');
  // Our own licence is the MIT licence too: the same words under another name.
  return ours.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}
