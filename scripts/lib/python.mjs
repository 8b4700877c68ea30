import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { inProject } from './paths.mjs';
import { run, runToEnd } from './run.mjs';

const oldest = { major: 3, minor: 11 };

/**
 * Path of a Python that has the packages of training/requirements.txt, in `.cache/training-venv/`.
 * It is made when it is missing or when requirements or Python have changed. The variable PYTHON names the Python to
 * make it with, else that is `python3`.
 * @returns {Promise<string>}
 */
export async function installPython() {
  const base = process.env.PYTHON || 'python3';
  const version = await readVersion(base);
  const requirements = inProject('training', 'requirements.txt');
  const stamp = createHash('sha256')
    .update(`${base} ${version}\n${await readFile(requirements, 'utf8')}`)
    .digest('hex');
  const folder = inProject('.cache', 'training-venv');
  const python = `${folder}/bin/python`;
  if (existsSync(`${folder}/stamp`) && (await readFile(`${folder}/stamp`, 'utf8')) === stamp) return python;

  await rm(folder, { recursive: true, force: true });
  await run(base, ['-m', 'venv', folder], { quiet: true });
  // Compiling all of torch takes longer than compiling the part of it that is used.
  const flags = ['--quiet', '--no-compile', '--disable-pip-version-check', '--requirement', requirements];
  await run(python, ['-m', 'pip', 'install', ...flags], { quiet: true });
  // Last, so that a stamp means a whole environment.
  await writeFile(`${folder}/stamp`, stamp);
  return python;
}

/**
 * @param {string} python
 * @returns {Promise<string>} such as `3.11.7`
 */
async function readVersion(python) {
  const script = 'import ensurepip, platform, venv; print(platform.python_version())';
  const { code, output } = await runToEnd(python, ['-c', script], { quiet: true }).catch((error) => ({
    code: 1,
    output: error.message,
  }));
  const [version, major, minor] = /^(\d+)\.(\d+)\.\S+$/m.exec(output) ?? [];
  const isNewEnough =
    Number(major) > oldest.major || (Number(major) === oldest.major && Number(minor) >= oldest.minor);
  if (code === 0 && version !== undefined && isNewEnough) return version;
  throw new Error(
    `The training needs Python ${oldest.major}.${oldest.minor} or newer with venv (Debian: sudo apt-get install ` +
      `python3-venv), and "${python}" is none: ${output.trim()}. The environment variable PYTHON can name another one.`,
  );
}
