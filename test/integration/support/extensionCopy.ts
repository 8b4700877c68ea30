import { Disposable, type ExtensionContext, Uri } from 'vscode';
import { activate } from '../../../src/extension.ts';
import { extension } from './extension.ts';

/** Starts the extension once more, with a folder of its own to keep things in; disposing of it is its end. */
export function startCopy(storage: string): Disposable {
  const subscriptions: Disposable[] = [];
  const state = { get: (_key: string, value: unknown) => value, update: async () => undefined };
  const { extensionUri } = extension();
  const storageUri = Uri.file(storage);
  // All that `activate` asks of its context.
  const states = { workspaceState: state, globalState: state };
  activate({ extensionUri, storageUri, subscriptions, ...states } as unknown as ExtensionContext);
  return new Disposable(() => Disposable.from(...subscriptions).dispose());
}
