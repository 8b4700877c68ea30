import {
  Disposable,
  type Event,
  EventEmitter,
  l10n,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from 'vscode';
import { typeFamily } from '../core/typeFamily.ts';
import { attitudeCount, mentionCount } from './counts.ts';
import { EntityDragging } from './entities/entityDragging.ts';
import type { EntityNode } from './entities/entityNodes.ts';
import { typeIcon } from './entities/typeIcon.ts';
import { internalCommandIds, viewIds } from './ids.ts';
import type { ShownAnnotations } from './shownAnnotations.ts';
import { listEntities, mentionInContext } from './treeNodes.ts';
import { entityTypeName } from './words.ts';

/** The list of entities in the side bar, each with its mentions. */
export class EntityTree implements TreeDataProvider<EntityNode> {
  readonly #shown: ShownAnnotations;
  readonly #view: TreeView<EntityNode>;
  readonly #didChange = new EventEmitter<undefined>();
  readonly #subscriptions: Disposable;

  readonly onDidChangeTreeData: Event<undefined> = this.#didChange.event;

  constructor(shown: ShownAnnotations) {
    this.#shown = shown;
    this.#view = window.createTreeView(viewIds.entities, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: new EntityDragging(),
    });
    this.#subscriptions = Disposable.from(
      this.#view,
      this.#didChange,
      shown.onDidChange(() => this.#refresh()),
    );
    this.#refresh();
  }

  /** The selected items, which a key in the list is meant for. */
  get selection(): readonly EntityNode[] {
    return this.#view.selection;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  getChildren(node?: EntityNode): EntityNode[] {
    if (node?.type === 'mention') return [];
    if (node) {
      const { annotations, entity } = node;
      return annotations.index
        .mentionsOf(entity)
        .map((mention) => ({ type: 'mention', annotations, mention }));
    }
    const annotations = this.#shown.annotations;
    return annotations
      ? listEntities(annotations).map((entity) => ({ type: 'entity', annotations, entity }))
      : [];
  }

  getTreeItem(node: EntityNode): TreeItem {
    return node.type === 'entity' ? entityItem(node) : mentionItem(node);
  }

  #refresh(): void {
    const annotations = this.#shown.annotations;
    this.#view.description = this.#shown.fileName;
    this.#view.message =
      annotations?.completeness === 'complete' && annotations.extraction.entities.length === 0
        ? l10n.t('No entities were found.')
        : '';
    this.#didChange.fire(undefined);
  }
}

function entityItem({ annotations, entity }: EntityNode & { type: 'entity' }): TreeItem {
  const relations = annotations.index.relationsOf(entity.id).length;
  const counts = [
    mentionCount(entity.mentionIds.length),
    ...(relations > 0 ? [attitudeCount(relations)] : []),
  ];
  const first = annotations.index.mentionsOf(entity)[0];
  const item = new TreeItem(entity.name, TreeItemCollapsibleState.Collapsed);
  item.id = `${annotations.uri.toString()}#${entity.id}`;
  // The icon tells the type.
  item.description = counts.join(' · ');
  item.tooltip = [entity.name, entityTypeName(entity.type), ...counts].join('\n');
  item.contextValue = 'entity';
  if (first)
    item.iconPath = new ThemeIcon(
      typeIcon(first.type),
      new ThemeColor(`aredit.${typeFamily(first.type)}Border`),
    );
  item.accessibilityInformation = { label: [entity.name, entityTypeName(entity.type), ...counts].join(', ') };
  return item;
}

function mentionItem({ annotations, mention }: EntityNode & { type: 'mention' }): TreeItem {
  const { text, marks } = mentionInContext(annotations, mention);
  const item = new TreeItem({ label: text, highlights: marks.map(([start, end]) => [start, end]) });
  item.id = `${annotations.uri.toString()}#${mention.id}`;
  item.tooltip = text;
  item.contextValue = 'mention';
  item.command = {
    title: l10n.t('Go to the mention'),
    command: internalCommandIds.revealMention,
    arguments: [annotations.uri.toString(), mention.id],
  };
  return item;
}
