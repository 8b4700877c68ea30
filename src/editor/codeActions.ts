import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  l10n,
  type Range,
  type TextDocument,
} from 'vscode';
import type { Attitude } from '../core/annotations.ts';
import type { AnnotationStore } from './annotationStore.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
import { commandIds, internalCommandIds } from './ids.ts';
import { isSuggestion } from './review/attitudeAtCursor.ts';
import { attitudeWords } from './review/reviewText.ts';

/** A mention that is an end of more suggestions than this has a list beside the text. */
const decidedInMenu = 3;

/** What can be done with the entity at the cursor and with what is suggested about it. */
export class CodeActions implements CodeActionProvider {
  static readonly kind: CodeActionKind = CodeActionKind.Empty.append('attitudes');
  readonly #store: AnnotationStore;

  constructor(store: AnnotationStore) {
    this.#store = store;
  }

  provideCodeActions(document: TextDocument, range: Range): CodeAction[] | undefined {
    const annotations = this.#store.get(document.uri);
    const index = annotations?.index;
    const mention = index?.mentionAt(document.offsetAt(range.start));
    const entity = mention && index?.entityOfMention(mention.id);
    if (!annotations || !index || !mention || !entity) return undefined;
    const uri = document.uri.toString();
    const showInGraph = action(
      l10n.t('Show “{0}” in the graph', entity.name),
      internalCommandIds.showEntityInGraph,
      [uri, mention.id],
    );
    const decisions = index
      .attitudesOf(mention.id)
      .filter(isSuggestion)
      .slice(0, decidedInMenu)
      .flatMap((attitude) => decisionActions(annotations, attitude));
    if (index.relationsOf(entity.id).length === 0) return [...decisions, showInGraph];
    return [
      ...decisions,
      action(l10n.t('Go to a partner of “{0}”', entity.name), commandIds.goToPartner, []),
      action(l10n.t('Show attitudes of “{0}”', entity.name), commandIds.showRelations, [uri, entity.id]),
      showInGraph,
    ];
  }
}

function decisionActions(annotations: DocumentAnnotations, attitude: Attitude): readonly CodeAction[] {
  const args = [annotations.uri.toString(), attitude.sourceMentionId, attitude.targetMentionId];
  const words = attitudeWords(annotations, attitude);
  return [
    action(l10n.t('Accept “{0}”', words), commandIds.acceptSuggestion, args),
    action(l10n.t('Reject “{0}”', words), commandIds.rejectSuggestion, args),
    action(l10n.t('Flip “{0}”', words), commandIds.flipDirection, args),
    action(l10n.t('Set the label of “{0}”…', words), commandIds.setLabel, args),
  ];
}

function action(title: string, command: string, args: unknown[]): CodeAction {
  const result = new CodeAction(title, CodeActions.kind);
  result.command = { title, command, arguments: args };
  return result;
}
