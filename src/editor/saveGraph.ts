import { commands, l10n, Uri, window, workspace } from 'vscode';
import type { ExportFormat } from '../protocol/graphMessages.ts';

const filters: Readonly<Record<ExportFormat, string>> = { svg: 'SVG', png: 'PNG', json: 'JSON' };

/** The last part of the document's path, as tabs show it. */
export function documentName(uri: Uri): string {
  return uri.path.split('/').at(-1) ?? '';
}

/**
 * Asks where to save a picture of the document's graph and writes it there; by default beside the document.
 * @throws FileSystemError when the file cannot be written; the user has been told.
 */
export async function saveGraph(document: Uri, format: ExportFormat, content: string): Promise<void> {
  const name = `${documentName(document).replace(/\.[^.]*$/, '')}.graph.${format}`;
  const folder =
    document.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(document, '..');
  const target = await window.showSaveDialog({
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    filters: { [filters[format]]: [format] },
    title: l10n.t('Save the Relation Graph'),
  });
  if (!target) return;
  try {
    await workspace.fs.writeFile(target, Buffer.from(content, format === 'png' ? 'base64' : 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    window.showErrorMessage(l10n.t('The graph could not be saved to {0}: {1}', documentName(target), reason));
    throw error;
  }
  const open = l10n.t('Open');
  const answer = await window.showInformationMessage(
    l10n.t('The graph was saved to {0}.', documentName(target)),
    open,
  );
  if (answer === open) await commands.executeCommand('vscode.open', target);
}
