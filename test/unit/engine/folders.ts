import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// The training's own leg of the tests looks at models that were made a moment ago.
const models = process.env.AREDIT_PARITY_MODELS ?? here('../../../models');

/** Folder of what the training wrote for these tests: `models/` and `parity/`. */
export const testData = process.env.AREDIT_PARITY_DATA ?? here('../../data');

/** Folder of a tiny model, `entities`, `attitudes` or `named`. */
export function tinyFolder(task: 'entities' | 'attitudes' | 'named'): string {
  return `${testData}/models/tiny-${task}`;
}

/** Folder of a model that ships. */
export function bundledFolder(id: string): string {
  return `${models}/${id}`;
}
