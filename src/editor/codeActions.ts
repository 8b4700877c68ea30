import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  l10n,
  type Range,
  type TextDocument,
} from 'vscode';
import type { AnnotationStore } from './annotationStore.ts';
import { commandIds, internalCommandIds } from './ids.ts';

/** What can be done with the entity at the cursor. */
export class CodeActions implements CodeActionProvider {
  static readonly kind: CodeActionKind = CodeActionKind.Empty.append('attitudes');
  readonly #store: AnnotationStore;

  constructor(store: AnnotationStore) {
    this.#store = store;
  }

  provideCodeActions(document: TextDocument, range: Range): CodeAction[] | undefined {
    const index = this.#store.get(document.uri)?.index;
    const mention = index?.mentionAt(document.offsetAt(range.start));
    const entity = mention && index?.entityOfMention(mention.id);
    if (!index || !mention || !entity) return undefined;
    const uri = document.uri.toString();
    const showInGraph = action(
      l10n.t('Show “{0}” in the graph', entity.name),
      internalCommandIds.showEntityInGraph,
      [uri, mention.id],
    );
    if (index.relationsOf(entity.id).length === 0) return [showInGraph];
    return [
      action(l10n.t('Go to a partner of “{0}”', entity.name), commandIds.goToPartner, []),
      action(l10n.t('Show attitudes of “{0}”', entity.name), commandIds.showRelations, [uri, entity.id]),
      showInGraph,
    ];
  }
}

function action(title: string, command: string, args: unknown[]): CodeAction {
  const result = new CodeAction(title, CodeActions.kind);
  result.command = { title, command, arguments: args };
  return result;
}
