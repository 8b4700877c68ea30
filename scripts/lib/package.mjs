import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { inProject, root } from './paths.mjs';
import { run } from './run.mjs';

const binding = 'onnxruntime_binding.node';

/** The native files of onnxruntime-node that each platform needs; there is none for Macs with Intel. */
export const platforms = {
  'linux-x64': ['libonnxruntime.so.1', binding],
  'linux-arm64': ['libonnxruntime.so.1', binding],
  // Its second library, named after the version, is a copy that nothing links to.
  'darwin-arm64': ['libonnxruntime.1.dylib', binding],
  'win32-x64': ['onnxruntime.dll', 'DirectML.dll', 'dxcompiler.dll', 'dxil.dll', binding],
  'win32-arm64': ['onnxruntime.dll', 'DirectML.dll', 'dxcompiler.dll', 'dxil.dll', binding],
};

/** @typedef {keyof typeof platforms} Platform */

/** @type {readonly Platform[]} */
export const platformNames = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64', 'win32-arm64'];

/**
 * Folder of a platform's native files, relative to the project.
 * @param {Platform} platform
 */
export const nativeFolder = (platform) =>
  `node_modules/onnxruntime-node/bin/napi-v6/${platform.replace('-', '/')}`;

/**
 * Packages what `dist/` and `models/` hold now; returns the path of the .vsix.
 * @param {Platform} platform
 */
export async function packageFor(platform) {
  const files = platforms[platform].map((file) => `${nativeFolder(platform)}/${file}`);
  const missing = files.filter((file) => !existsSync(inProject(file)));
  if (missing.length > 0) throw new Error(`onnxruntime-node no longer has ${missing.join(', ')}.`);

  await mkdir(inProject('.cache', 'vsix'), { recursive: true });
  const ignoreFile = inProject('.cache', 'vsix', `${platform}.vscodeignore`);
  const common = await readFile(inProject('.vscodeignore'), 'utf8');
  await writeFile(ignoreFile, `${common}${files.map((file) => `!${file}\n`).join('')}`);

  const vsix = inProject('.cache', 'vsix', `aredit-${platform}.vsix`);
  const vsce = inProject('node_modules', '@vscode', 'vsce', 'vsce');
  const options = [
    '--target',
    platform,
    '--ignoreFile',
    ignoreFile,
    '--out',
    vsix,
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
  ];
  await run(process.execPath, [vsce, 'package', ...options], { cwd: root, quiet: true });
  return vsix;
}
