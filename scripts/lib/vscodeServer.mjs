import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { run } from './run.mjs';

/** Settings for a calm window: nothing asks, nothing looks for updates, no chat takes a quarter of the place. */
const calmSettings = {
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.restoreWindows': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * @typedef {object} ServerOptions
 * @property {import('./codeServer.mjs').CodeServer} codeServer
 * @property {readonly string[]} [vsix] packages to install first
 * @property {Readonly<Record<string, unknown>>} [settings] the user's settings, over the calm ones
 * @property {NodeJS.ProcessEnv} [env] added to the environment, which the extension host inherits
 * @property {string} [locale] the language that extensions are asked for; VS Code's own words stay English
 * @property {boolean} [asksForTrust] whether folders start untrusted, as on a desktop
 * @property {boolean} [forTests] whether pages may ask for a test suite to be run
 *
 * @typedef {object} VSCodeServer
 * @property {string} url where the browser finds it
 * @property {string} authority `host:port`, as in `vscode-remote://` addresses
 * @property {string} folder everything of this run; removed by `stop`
 * @property {string} workspace an empty folder to work in, within `folder`
 * @property {() => Promise<string>} readLog what the server printed
 * @property {() => Promise<void>} stop
 */

/**
 * Starts VS Code as a server with a fresh profile on a free port; resolves when it answers.
 * @param {ServerOptions} options
 * @returns {Promise<VSCodeServer>}
 */
export async function startVSCodeServer({
  codeServer,
  vsix = [],
  settings = {},
  env = {},
  locale,
  asksForTrust = false,
  forTests = false,
}) {
  const folder = await mkdtemp(join(tmpdir(), 'vscode-server-'));
  const workspace = join(folder, 'workspace');
  const userData = join(folder, 'user-data');
  const extensions = join(folder, 'extensions');
  const config = join(folder, 'config.yaml');
  const logFile = join(folder, 'server.log');
  for (const needed of [workspace, extensions, join(userData, 'User')])
    await mkdir(needed, { recursive: true });
  await writeFile(config, 'auth: none\ncert: false\n');
  await writeFile(join(userData, 'User', 'settings.json'), JSON.stringify({ ...calmSettings, ...settings }));

  const command = [
    codeServer.entry,
    '--config',
    config,
    '--user-data-dir',
    userData,
    '--extensions-dir',
    extensions,
  ];
  const serverEnv = cleanEnvironment(env);
  for (const file of vsix) {
    await run(codeServer.node, [...command, '--install-extension', file, '--force'], {
      env: serverEnv,
      quiet: true,
    });
  }

  const authority = `127.0.0.1:${await freePort()}`;
  const options = [
    '--auth',
    'none',
    '--bind-addr',
    authority,
    '--disable-telemetry',
    '--disable-update-check',
  ];
  options.push('--disable-getting-started-override', '--ignore-last-opened');
  if (locale) {
    await writeLanguagePack(userData, locale);
    options.push('--locale', locale);
  }
  if (!asksForTrust) options.push('--disable-workspace-trust');
  // VS Code 1.100 needs no permission to run a suite, and its code-server does not know the option.
  if (forTests && codeServer.name !== 'oldest') options.push('--vscode-option', 'enable-smoke-test-driver');

  const log = openSync(logFile, 'a');
  const server = spawn(codeServer.node, [...command, ...options], {
    env: serverEnv,
    stdio: ['ignore', log, log],
    // A process group of its own: the extension host and what it starts end with it.
    detached: true,
  });
  closeSync(log);
  const killGroup = () => {
    try {
      if (server.pid) process.kill(-server.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  };
  process.on('exit', killGroup);

  const readLog = () => readFile(logFile, 'utf8');
  const stop = async () => {
    process.off('exit', killGroup);
    killGroup();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  const url = `http://${authority}`;
  for (let attempt = 0; !(await answers(`${url}/healthz`)); attempt++) {
    if (attempt === 200 || server.exitCode !== null || server.signalCode !== null) {
      const printed = await readLog();
      await stop();
      throw new Error(`VS Code's server did not start.\n${printed.slice(-4000)}`);
    }
    await wait(100);
  }
  return { url, authority, folder, workspace, readLog, stop };
}

/**
 * Leaves what VS Code leaves when a language pack is installed. It asks extensions for no language without one, and
 * the usual packs come over the network; this one holds no words.
 * @param {string} userData
 * @param {string} locale
 */
async function writeLanguagePack(userData, locale) {
  const words = join(userData, `language-pack-${locale}.json`);
  await writeFile(words, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: locale,
    label: locale,
    extensions: [{ extensionIdentifier: { id: `test.language-pack-${locale}` }, version: '1.0.0' }],
    translations: { vscode: words },
  };
  await writeFile(join(userData, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}

/**
 * The environment without what an editor around us would whisper to the server, and without a gallery to ask.
 * @param {NodeJS.ProcessEnv} more
 */
function cleanEnvironment(more) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_.*|PORT|PASSWORD|NODE_OPTIONS)$/.test(name),
  );
  return { ...Object.fromEntries(kept), LANG: 'C.UTF-8', EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...more };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
