import { CodeAction, type CodeActionProvider, l10n, type Range, type TextDocument } from 'vscode';
import { snapToWords } from '../../core/snapToWords.ts';
import { overlaps } from '../../core/span.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { CodeActions } from '../codeActions.ts';
import { commandIds } from '../ids.ts';
import { spanOf } from '../positions.ts';
import { entityTypeName } from '../words.ts';

/** What can be made of the words selected, and of the mention at the cursor. */
export class EntityCodeActions implements CodeActionProvider {
  readonly #store: AnnotationStore;

  constructor(store: AnnotationStore) {
    this.#store = store;
  }

  provideCodeActions(document: TextDocument, range: Range): CodeAction[] | undefined {
    if (!range.isEmpty) return this.#actionsOfSelection(document, range);
    const annotations = this.#store.get(document.uri);
    const mention = annotations?.index.mentionAt(document.offsetAt(range.start));
    const entity = mention && annotations?.index.entityOfMention(mention.id);
    if (!annotations || !mention || !entity) return undefined;
    const words = annotations.wordsAt(mention.span);
    const args = [document.uri.toString(), mention.id];
    const isOne = entity.mentionIds.length === 1;
    return [
      action(l10n.t('Add an attitude of “{0}”…', words), commandIds.addAttitude, args),
      action(l10n.t('Annotate all equal to “{0}”', words), commandIds.annotateEqualMentions, args),
      action(l10n.t('Change the type of “{0}”…', entity.name), commandIds.changeEntityType, args),
      action(l10n.t('Merge “{0}” with others…', entity.name), commandIds.mergeEntities, args),
      ...(isOne ? [] : [action(l10n.t('Split “{0}” from its entity', words), commandIds.splitEntity, args)]),
      action(l10n.t('Remove the mention “{0}”', words), commandIds.removeMention, args),
    ];
  }

  #actionsOfSelection(document: TextDocument, range: Range): CodeAction[] | undefined {
    const text = document.getText();
    const span = snapToWords(text, spanOf(document, range));
    if (!span) return undefined;
    const words = text.slice(span.start, span.end).replace(/\s+/gu, ' ');
    const touching = this.#store.get(document.uri)?.index.mentionsTouching(span) ?? [];
    const direct = [
      ['PER', commandIds.addPerson],
      ['ORG', commandIds.addOrganisation],
      ['LOC', commandIds.addPlace],
      ['GEOPOLIT', commandIds.addGeopolitical],
    ] as const;
    return [
      ...direct.map(([type, command]) =>
        action(l10n.t('Annotate “{0}” as {1}', words, entityTypeName(type)), command, []),
      ),
      action(l10n.t('Annotate “{0}” as…', words), commandIds.addEntity, []),
      ...(touching.some((mention) => overlaps(mention.span, span))
        ? [action(l10n.t('Set the borders of the mention to “{0}”', words), commandIds.setMentionBorders, [])]
        : []),
    ];
  }
}

function action(title: string, command: string, args: unknown[]): CodeAction {
  const result = new CodeAction(title, CodeActions.kind);
  result.command = { title, command, arguments: args };
  return result;
}
