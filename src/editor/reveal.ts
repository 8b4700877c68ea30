import { Selection, TextEditorRevealType, type Uri, ViewColumn, window, workspace } from 'vscode';
import type { Span } from '../core/span.ts';
import { rangeOf } from './positions.ts';

/** How a place is shown. */
export interface RevealOptions {
  /** Whether keys go on to go where they go, and not to the text. */
  readonly preserveFocus?: boolean;
}

/**
 * Shows the document where it is open already and puts the cursor at the start of `span`.
 * The span is not selected: a selection would narrow the next extraction to it.
 */
export async function revealSpan(
  uri: Uri,
  span: Span,
  { preserveFocus = false }: RevealOptions = {},
): Promise<void> {
  const visible = window.visibleTextEditors.find(
    (editor) => editor.document.uri.toString() === uri.toString(),
  );
  const document = visible?.document ?? (await workspace.openTextDocument(uri));
  const viewColumn = visible?.viewColumn ?? ViewColumn.One;
  const editor = await window.showTextDocument(document, { viewColumn, preserveFocus });
  const range = rangeOf(document, span);
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
