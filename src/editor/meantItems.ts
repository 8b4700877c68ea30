import { commands } from 'vscode';

/**
 * The items of the focused list that a key is meant for: those selected if the one with the focus is among them, else
 * that one, as in the editor's own lists.
 *
 * Arrow keys move the focus and select nothing, and extensions are told of selections only: so the selection is
 * changed by what has the focus, and back.
 */
export async function meantItems<Item>(list: {
  readonly selection: readonly Item[];
}): Promise<readonly Item[]> {
  const before = list.selection;
  await commands.executeCommand('list.toggleSelection');
  const after = list.selection;
  await commands.executeCommand('list.toggleSelection');
  const focused = after.find((item) => !before.includes(item));
  return focused === undefined ? before : [focused];
}
