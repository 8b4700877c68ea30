import { join } from 'node:path';
import { ConfigurationTarget, type Extension, extensions, workspace } from 'vscode';

/** The extension under test. */
export function extension(): Extension<unknown> {
  const found = extensions.getExtension('aredit.aredit');
  if (!found) throw new Error('The extension is not there.');
  return found;
}

/** A path in the project. */
export function inProject(...parts: readonly string[]): string {
  return join(extension().extensionPath, ...parts);
}

/** Models with random weights that load at once; what they find is arbitrary but always the same. */
export const tinyModels = {
  entities: () => inProject('test', 'data', 'models', 'tiny-entities'),
  attitudes: () => inProject('test', 'data', 'models', 'tiny-attitudes'),
};

/** Sets a setting for the user; `undefined` brings the default back. */
export async function setSetting(key: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('aredit').update(key, value, ConfigurationTarget.Global);
}

/** The tiny models, and every pair of mentions shown however unsure the model is. */
export async function useTinyModels(): Promise<void> {
  await setSetting('model.entities', tinyModels.entities());
  await setSetting('model.attitudes', tinyModels.attitudes());
  await setSetting('threshold', 0);
}
