import * as v from 'valibot';
import { commands } from 'vscode';
import type { AnnotationStore } from '../annotationStore.ts';
import type { AttitudeTree } from '../attitudeTree.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import { viewIds } from '../ids.ts';
import { idArguments } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Lists the attitudes of one entity: of the link or list item, else of the one at the cursor. */
export function showRelations(
  current: CurrentDocument,
  store: AnnotationStore,
  tree: AttitudeTree,
): CommandHandler {
  return async (...args) => {
    const entityId = entityOfArguments(args) ?? entityAtCursor(current, store);
    tree.filter({ sign: 'both', entityId });
    await commands.executeCommand(`${viewIds.attitudes}.focus`);
  };
}

function entityOfArguments(args: readonly unknown[]): string | undefined {
  const link = v.safeParse(idArguments, args);
  if (link.success) return link.output[1];
  const item = v.safeParse(v.object({ entity: v.object({ id: v.string() }) }), args[0]);
  return item.success ? item.output.entity.id : undefined;
}

function entityAtCursor(current: CurrentDocument, store: AnnotationStore): string | undefined {
  const editor = current.editor;
  const index = editor && store.get(editor.document.uri)?.index;
  const mention = index?.mentionAt(editor?.document.offsetAt(editor.selection.active) ?? 0);
  return mention && index?.entityOfMention(mention.id)?.id;
}
