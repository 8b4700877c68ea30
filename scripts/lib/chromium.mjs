import { existsSync } from 'node:fs';
import { run, runToEnd } from './run.mjs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const packages = ['chromium', 'fonts-dejavu-core', 'fonts-noto-core'];

/** The browser of this machine, or `undefined`. The variable CHROMIUM names another one. */
function findChromium() {
  return [process.env.CHROMIUM ?? '', ...places].find((place) => place !== '' && existsSync(place));
}

async function hasRussianFont() {
  if (process.platform !== 'linux') return true;
  const { code, output } = await runToEnd('fc-list', [':lang=ru'], { quiet: true }).catch(() => ({
    code: 1,
    output: '',
  }));
  return code === 0 && output.trim() !== '';
}

/**
 * Path of a Chromium that can show Russian; installs Debian's where it is missing and we may.
 * @returns {Promise<string>}
 */
export async function installChromium() {
  const found = findChromium();
  if (found && (await hasRussianFont())) return found;

  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error(
      `Chromium or a font with Cyrillic is missing. Install them (Debian: sudo apt-get install ${packages.join(' ')}) ` +
        'or name a browser in the environment variable CHROMIUM.',
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { quiet: true, env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    quiet: true,
    env,
  });
  const installed = findChromium();
  if (!installed)
    throw new Error(
      `apt-get installed ${packages.join(', ')}, yet there is no Chromium in ${places.join(', ')}.`,
    );
  return installed;
}
