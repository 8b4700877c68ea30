import { Selection, TextEditorRevealType, type Uri, ViewColumn, window, workspace } from 'vscode';
import type { Span } from '../core/span.ts';
import { rangeOf } from './positions.ts';

/**
 * Shows the document where it is open already and puts the cursor at the start of `span`.
 * The span is not selected: a selection would narrow the next extraction to it.
 */
export async function revealSpan(uri: Uri, span: Span): Promise<void> {
  const visible = window.visibleTextEditors.find(
    (editor) => editor.document.uri.toString() === uri.toString(),
  );
  const document = visible?.document ?? (await workspace.openTextDocument(uri));
  const editor = await window.showTextDocument(document, visible?.viewColumn ?? ViewColumn.One);
  const range = rangeOf(document, span);
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
