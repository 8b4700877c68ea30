import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { inProject, root } from './paths.mjs';
import { installPython } from './python.mjs';
import { runToEnd } from './run.mjs';
import { countPytest, countStages } from './trainingCounts.mjs';
import { runVitest } from './vitestLeg.mjs';

/** @typedef {import('./vitestLeg.mjs').LegResult} LegResult */

const folder = inProject('.cache', 'training');
/** Where `run.sh --smoke` puts what it makes. */
const smoke = `${folder}/smoke`;

/**
 * The training's own tests, its whole pipeline on excerpts of the corpora, and whether the engine reads the models
 * just made as Python does.
 * @returns {Promise<LegResult>}
 */
export async function runTraining() {
  const python = await installPython();
  const before = await digestOf('models', 'test');
  // The pipeline keeps one core busy, most of the time.
  const results = await Promise.all([runPytest(python), runPipeline(python)]);
  if (results.every(({ failures }) => failures.length === 0)) results.push(await runParity());
  const isUnchanged = before === (await digestOf('models', 'test'));
  results.push({
    passed: Number(isUnchanged),
    skipped: 0,
    failures: isUnchanged ? [] : ['the training changed models/ or test/'],
  });
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    skipped: results.reduce((sum, { skipped }) => sum + skipped, 0),
    failures: results.flatMap(({ failures }) => failures),
  };
}

/** @param {string} python */
async function runPytest(python) {
  const report = inProject('.cache', 'reports', 'pytest.xml');
  await rm(report, { force: true });
  const args = ['-m', 'pytest', 'training', '--quiet', '-p', 'no:cacheprovider', `--junitxml=${report}`];
  const { code } = await runToEnd(python, args, { cwd: root });
  return countPytest(await readFile(report, 'utf8').catch(() => ''), code);
}

/** @param {string} python */
async function runPipeline(python) {
  await rm(smoke, { recursive: true, force: true });
  // Weights that were fetched into this folder are taken from there the next time.
  await mkdir(`${folder}/base`, { recursive: true });
  const log = `${folder}/stages.tsv`;
  await rm(log, { force: true });
  const env = {
    ...process.env,
    PYTHON: inProject('scripts', 'lib', 'noteStage.sh'),
    STAGE_PYTHON: python,
    STAGE_LOG: log,
    WORK: folder,
  };
  const { code, output } = await runToEnd(
    inProject('training', 'run.sh'),
    [await gatherCorpora(), '--smoke'],
    {
      cwd: root,
      env,
      quiet: true,
    },
  );
  const result = countStages(await readFile(log, 'utf8').catch(() => ''), code);
  if (result.failures.length > 0) console.log(output.slice(-8000));
  return result;
}

/** A data folder as training/README.md describes it, of what test/data has; returns its path. */
async function gatherCorpora() {
  const data = `${folder}/data`;
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true });
  const corpora = inProject('test', 'data', 'corpora');
  for (const entry of await readdir(corpora, { withFileTypes: true })) {
    if (entry.isDirectory()) await symlink(`${corpora}/${entry.name}`, `${data}/${entry.name}`);
  }
  await symlink(inProject('test', 'data', 'rusentrel'), `${data}/rusentrel-train`);
  await symlink(inProject('test', 'data', 'sentseg'), `${data}/sentseg`);
  return data;
}

/** The engine's parity tests on the models and parity files that the pipeline has made. */
function runParity() {
  return runVitest('training-parity', ['test/unit/engine/modelParity.test.ts'], {
    AREDIT_PARITY_MODELS: `${smoke}/models`,
    AREDIT_PARITY_DATA: `${smoke}/test-data`,
  });
}

/**
 * One sum over all files of these folders, their names included.
 * @param {readonly string[]} folders
 */
async function digestOf(...folders) {
  const hash = createHash('sha256');
  for (const name of folders) {
    const entries = await readdir(inProject(name), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`);
    for (const file of files.sort()) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex');
}
