import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import * as v from 'valibot';
import { sha256OfFile } from './checksum.ts';
import { ModelLoadError } from './errors.ts';
import {
  type AttitudesManifest,
  type EntitiesManifest,
  type ModelManifest,
  modelManifest,
} from './manifest.ts';

/** A folder whose manifest was read and understood; its other files may still be missing or damaged. */
export interface ModelFolder<Manifest extends ModelManifest = ModelManifest> {
  /** Absolute. */
  readonly path: string;
  readonly manifest: Manifest;
}

/**
 * Reads and checks `manifest.json`; cheap, opens no other file.
 * @throws ModelLoadError that names the file, the first thing wrong with it, and what to do.
 */
export async function readModelFolder(folder: string): Promise<ModelFolder> {
  const path = resolve(folder);
  const manifestPath = join(path, 'manifest.json');
  const content = parseJson(await readModelFile(manifestPath), manifestPath);
  const parsed = v.safeParse(modelManifest, content);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new ModelLoadError(
      'incompatible',
      `${manifestPath}: ${v.getDotPath(issue) ?? 'manifest'}: ${issue.message}. Choose a model made for this version of AREdit.`,
    );
  }
  if (parsed.output.id !== basename(path)) {
    throw new ModelLoadError(
      'incompatible',
      `${manifestPath}: id is "${parsed.output.id}", but the folder is called "${basename(path)}". Rename the folder to the id.`,
    );
  }
  return { path, manifest: parsed.output };
}

/** @throws ModelLoadError when the model is for another task. */
export function expectTask(folder: ModelFolder, task: 'entities'): ModelFolder<EntitiesManifest>;
export function expectTask(folder: ModelFolder, task: 'attitudes'): ModelFolder<AttitudesManifest>;
export function expectTask({ path, manifest }: ModelFolder, task: ModelManifest['task']): ModelFolder {
  if (manifest.task === task) return { path, manifest };
  throw new ModelLoadError(
    'incompatible',
    `${join(path, 'manifest.json')}: this model finds ${manifest.task}, not ${task}. Choose a model for ${task}.`,
  );
}

/**
 * The path of one of the model's files, after its content was compared with the manifest.
 * @throws ModelLoadError when the file is missing or its SHA-256 is another one.
 */
export async function checkedFile(folder: ModelFolder, file: 'model' | 'tokenizer'): Promise<string> {
  const { name, sha256 } = folder.manifest.files[file];
  const path = join(folder.path, name);
  let found: string;
  try {
    found = await sha256OfFile(path);
  } catch (error) {
    throw unreadable(path, error);
  }
  if (found !== sha256) {
    throw new ModelLoadError(
      'corrupt',
      `${path}: the file is not the one that its manifest describes (SHA-256 ${found.slice(0, 12)}…, expected ${sha256.slice(0, 12)}…). Install the model again.`,
    );
  }
  return path;
}

/**
 * The parsed `tokenizer.json` of the model, after its checksum was compared.
 * @throws ModelLoadError as {@link checkedFile} does, and when the file is no JSON.
 */
export async function readTokenizerFile(folder: ModelFolder): Promise<unknown> {
  const path = await checkedFile(folder, 'tokenizer');
  return parseJson(await readModelFile(path), path);
}

async function readModelFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error);
    throw new ModelLoadError('corrupt', `${path}: is not JSON (${reason}). Install the model again.`, {
      cause: error,
    });
  }
}

function unreadable(path: string, error: unknown): ModelLoadError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ModelLoadError(
      'missing',
      `${path}: there is no such file. Install the model, or choose another model folder.`,
      { cause: error },
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new ModelLoadError('missing', `${path}: cannot be read (${reason}). Check the rights of the file.`, {
    cause: error,
  });
}
