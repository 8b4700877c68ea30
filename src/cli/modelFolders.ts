import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelLoadError } from '../engine/errors.ts';
import type { ModelFolders } from '../engine/extractionRequest.ts';
import type { ModelManifest } from '../engine/manifest.ts';
import { readModelFolder } from '../engine/modelFolder.ts';

/**
 * The folders to use: those named, and for a task without one the first bundled model that does it.
 * The recogniser may be missing where mentions come from files; its folder is then empty text.
 * @throws ModelLoadError when a folder that was named cannot be used, two do the same task, or none finds attitudes.
 */
export async function chooseModelFolders(
  named: readonly string[],
  bundledFolder: string,
  needsEntities: boolean,
): Promise<ModelFolders> {
  const chosen = new Map<ModelManifest['task'], string>();
  for (const folder of named) {
    const { path, manifest } = await readModelFolder(folder);
    const other = chosen.get(manifest.task);
    if (other !== undefined) {
      throw new ModelLoadError(
        'incompatible',
        `${path}: finds ${manifest.task}, as ${other} does. Choose one of them.`,
      );
    }
    chosen.set(manifest.task, path);
  }
  for (const [task, path] of await bundledModels(bundledFolder)) {
    if (!chosen.has(task)) chosen.set(task, path);
  }
  const [entities, attitudes] = [chosen.get('entities'), chosen.get('attitudes')];
  if (attitudes === undefined) throw missing('attitudes', bundledFolder);
  if (entities === undefined && needsEntities) throw missing('entities', bundledFolder);
  return { entities: entities ?? '', attitudes };
}

/** Bundled models by their ids; a folder that is no model is passed over, a damaged model is not. */
async function bundledModels(folder: string): Promise<readonly (readonly [ModelManifest['task'], string])[]> {
  const names = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const models: [ModelManifest['task'], string][] = [];
  for (const entry of names.filter((each) => each.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { path, manifest } = await readModelFolder(join(folder, entry.name));
    if (!models.some(([task]) => task === manifest.task)) models.push([manifest.task, path]);
  }
  return models;
}

function missing(task: ModelManifest['task'], bundledFolder: string): ModelLoadError {
  return new ModelLoadError(
    'missing',
    `${bundledFolder}: holds no model that finds ${task}. Name one with --model.`,
  );
}
