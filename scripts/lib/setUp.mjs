// Only Node's own modules here: this runs before anything is installed.
import { readFile } from 'node:fs/promises';
import { inProject, root } from './paths.mjs';
import { run } from './run.mjs';

/** @typedef {{ packages: Record<string, { version?: string; optional?: boolean; devOptional?: boolean; peer?: boolean }> }} Lock */

/** Installs the packages of package-lock.json unless just these are there, then bundles the sources into dist/. */
export async function setUp() {
  if (!(await hasPackages())) {
    console.log('Installing packages');
    // onnxruntime-node's install script looks for files that only GPUs need, in a place that is often out of reach.
    const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', npm_config_loglevel: 'error' };
    // Not "npm ci": it refuses a lock without the binaries of every other platform, which not every registry has.
    await run('npm', ['install', '--no-save', '--no-audit', '--no-fund'], { cwd: root, env, quiet: true });
  }
  await run(process.execPath, [inProject('scripts', 'build.mjs')], { cwd: root });
}

/** Whether node_modules holds what package-lock.json says. */
async function hasPackages() {
  const wanted = await readLock(inProject('package-lock.json'));
  const installed = await readLock(inProject('node_modules', '.package-lock.json')).catch(() => undefined);
  if (!installed) return false;
  return Object.entries(wanted.packages).every(([folder, { version, optional, devOptional }]) => {
    if (folder === '') return true;
    const found = installed.packages[folder];
    // Packages for other platforms are in the lock and not on the disk.
    return found ? found.version === version : optional === true || devOptional === true;
  });
}

/**
 * @param {string} file
 * @returns {Promise<Lock>}
 */
async function readLock(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}
