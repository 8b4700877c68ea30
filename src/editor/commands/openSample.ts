import { l10n, Uri, window, workspace } from 'vscode';
import { UserError } from '../userError.ts';
import type { CommandHandler } from './runCommand.ts';

/** Where the sample text stands in the extension. */
const samplePath = ['examples', 'sample.txt'];

/** Opens the sample text as a new, unsaved document, so that nobody writes into the extension's folder. */
export function openSample(extensionUri: Uri): CommandHandler {
  return async () => {
    const uri = Uri.joinPath(extensionUri, ...samplePath);
    let bytes: Uint8Array;
    try {
      bytes = await workspace.fs.readFile(uri);
    } catch (cause) {
      throw new UserError(l10n.t('The sample text is missing. Install the extension again.'), [], { cause });
    }
    const content = new TextDecoder().decode(bytes);
    await window.showTextDocument(await workspace.openTextDocument({ language: 'plaintext', content }));
  };
}
