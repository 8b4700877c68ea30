import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256OfFile } from '../../../src/engine/checksum.ts';
import { ModelLoadError } from '../../../src/engine/errors.ts';
import {
  checkedFile,
  expectTask,
  readModelFolder,
  readTokenizerFile,
} from '../../../src/engine/modelFolder.ts';
import { loadOnnxClassifier } from '../../../src/engine/onnxClassifier.ts';
import { tinyFolder } from './folders.ts';

let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'aredit-model-'));
  folder = join(parent, 'tiny-entities');
  await cp(tinyFolder('entities'), folder, { recursive: true });
});
afterEach(() => rm(parent, { recursive: true }));

/** Changes the manifest's text; `edit` gets it parsed, too. */
async function editManifest(edit: (manifest: Record<string, unknown>) => void) {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  edit(manifest);
  await writeFile(path, JSON.stringify(manifest));
}

async function load() {
  const model = await readModelFolder(folder);
  await readTokenizerFile(model);
  const classifier = await loadOnnxClassifier(model);
  await classifier.dispose();
}

/** Loading fails for `reason`, and the message names the file and what to do. */
async function expectFailure(reason: ModelLoadError['reason'], ...parts: readonly (string | RegExp)[]) {
  const error = await load().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ModelLoadError)) throw error ?? new Error('It loaded.');
  expect(error.reason).toBe(reason);
  for (const part of parts) expect(error.message).toMatch(part);
  expect(error.message).toMatch(/(Install|Choose|Rename|Check) .*\.$/);
  expect(error.message).not.toContain('\n');
}

test('loads a model that is in order', async () => {
  await load();
});

test('says that a folder is missing', async () => {
  folder = join(parent, 'nowhere');
  await expectFailure('missing', /nowhere.manifest\.json/);
});

test('says that the path is a file', async () => {
  folder = join(folder, 'model.onnx');
  await expectFailure('missing', /model\.onnx/);
});

test.each(['model.onnx', 'tokenizer.json'])('says that %s is missing', async (name) => {
  await rm(join(folder, name));
  await expectFailure('missing', name);
});

test.each(['model.onnx', 'tokenizer.json'])('says that %s is not the one described', async (name) => {
  await truncate(join(folder, name), 1000);
  await expectFailure('corrupt', name, 'SHA-256');
});

test('says that the graph is no ONNX file though its checksum is right', async () => {
  await writeFile(join(folder, 'model.onnx'), 'not a graph');
  const sha256 = await sha256OfFile(join(folder, 'model.onnx'));
  await editManifest((manifest) => {
    Object.assign(manifest.files as object, { model: { name: 'model.onnx', sha256 } });
  });
  await expectFailure('corrupt', 'model.onnx', 'not an ONNX graph');
});

test('says that the tokenizer is no JSON though its checksum is right', async () => {
  await writeFile(join(folder, 'tokenizer.json'), '{');
  const sha256 = await sha256OfFile(join(folder, 'tokenizer.json'));
  await editManifest((manifest) => {
    Object.assign(manifest.files as object, { tokenizer: { name: 'tokenizer.json', sha256 } });
  });
  await expectFailure('corrupt', 'tokenizer.json', 'not JSON');
});

test('says that the manifest is no JSON', async () => {
  await writeFile(join(folder, 'manifest.json'), 'format: 1');
  await expectFailure('corrupt', 'manifest.json');
});

test.each<[string, (manifest: Record<string, unknown>) => void, string]>([
  ['a later format', (m) => Object.assign(m, { format: 2 }), 'format'],
  ['an unknown task', (m) => Object.assign(m, { task: 'poems' }), 'task'],
  ['no longest row', (m) => delete m.maxSubwords, 'maxSubwords'],
  ['a temperature of 0', (m) => Object.assign(m, { temperature: 0 }), 'temperature'],
  ['another id', (m) => Object.assign(m, { id: 'other' }), 'id is "other"'],
  ['other labels', (m) => Object.assign(m, { labels: ['O', 'B-PER', 'I-PER'] }), 'tells 9 labels'],
])('refuses a manifest with %s', async (_, edit, message) => {
  await editManifest(edit);
  await expectFailure('incompatible', message);
});

test('refuses a file name that leads out of the folder', async () => {
  await editManifest((manifest) => {
    const sha256 = 'a'.repeat(64);
    Object.assign(manifest.files as object, { model: { name: '../model.onnx', sha256 } });
  });
  await expectFailure('incompatible', 'files.model.name');
});

test('refuses a graph of another kind', async () => {
  await cp(join(tinyFolder('attitudes'), 'model.onnx'), join(folder, 'model.onnx'));
  const sha256 = await sha256OfFile(join(folder, 'model.onnx'));
  await editManifest((manifest) => {
    Object.assign(manifest.files as object, { model: { name: 'model.onnx', sha256 } });
  });
  await expectFailure('incompatible', 'no input "words"');
});

test('tells the tasks apart', async () => {
  const model = await readModelFolder(folder);
  expect(expectTask(model, 'entities').manifest.input.kind).toBe('words');
  expect(() => expectTask(model, 'attitudes')).toThrow(/finds entities, not attitudes/);
});

test('takes the checksum of the whole file', async () => {
  const model = await readModelFolder(folder);
  expect(await checkedFile(model, 'model')).toBe(join(folder, 'model.onnx'));
});
