import type { AnnotationStore } from '../annotationStore.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import type { GraphPanel } from '../graphPanel.ts';
import { documentFor } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Opens the relation graph beside the text, the cursor's entity in focus. */
export function showGraph(
  current: CurrentDocument,
  store: AnnotationStore,
  graph: GraphPanel,
): CommandHandler {
  return async (...args) => {
    const document = await documentFor(current, args);
    graph.show(document.uri);
    const editor = current.editor;
    const mention =
      editor?.document === document
        ? store.get(document.uri)?.index.mentionAt(document.offsetAt(editor.selection.active))
        : undefined;
    if (mention) graph.selectMention(document.uri, mention.id);
  };
}
