import { fileURLToPath } from 'node:url';

/** Folder of a tiny model, `entities` or `attitudes`. */
export function tinyFolder(task: 'entities' | 'attitudes'): string {
  return fileURLToPath(new URL(`../../data/models/tiny-${task}`, import.meta.url));
}

/** Folder of a model that ships. */
export function bundledFolder(id: string): string {
  return fileURLToPath(new URL(`../../../models/${id}`, import.meta.url));
}
