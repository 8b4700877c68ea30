import {
  commands,
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
import type { Attitude } from '../core/annotations.ts';
import type { RelationEdge, RelationSentence } from '../core/relationGraph.ts';
import { attitudesOf } from './attitudeItem.ts';
import { percent, sentenceCount } from './counts.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
import { contextKeys, internalCommandIds, viewIds } from './ids.ts';
import type { ShownAnnotations } from './shownAnnotations.ts';
import { type AttitudeFilter, listRelations, noFilter, sentenceText } from './treeNodes.ts';
import { signName } from './words.ts';

/** An item of the list: what one entity holds towards another, or a sentence that says so. */
export type AttitudeNode =
  | {
      readonly type: 'relation';
      readonly annotations: DocumentAnnotations;
      readonly attitudes: readonly Attitude[];
      readonly relation: RelationEdge;
    }
  | {
      readonly type: 'sentence';
      readonly annotations: DocumentAnnotations;
      readonly attitudes: readonly Attitude[];
      readonly relation: RelationEdge;
      readonly sentence: RelationSentence;
    };

/** The list is made anew with every step of a review, so it holds no more than a person can look through. */
const listedRelations = 1000;

/** The list of attitudes in the side bar, by pair of entities, each with its sentences. */
export class AttitudeTree implements TreeDataProvider<AttitudeNode> {
  readonly #shown: ShownAnnotations;
  readonly #view: TreeView<AttitudeNode>;
  readonly #didChange = new EventEmitter<undefined>();
  readonly #subscriptions: Disposable;
  #filter: AttitudeFilter = noFilter;

  readonly onDidChangeTreeData: Event<undefined> = this.#didChange.event;

  constructor(shown: ShownAnnotations) {
    this.#shown = shown;
    this.#view = window.createTreeView(viewIds.attitudes, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.#subscriptions = Disposable.from(
      this.#view,
      this.#didChange,
      shown.onDidChange(() => this.#refresh()),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.#refresh();
      }),
    );
    this.filter(noFilter);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** The items that a key in the list is meant for. */
  get selection(): readonly AttitudeNode[] {
    return this.#view.selection;
  }

  /** Changes what the list shows; what `change` does not name stays as it is. */
  filter(change: Partial<AttitudeFilter>): void {
    this.#filter = { ...this.#filter, ...change };
    const isFiltered = this.#filter.sign !== 'both' || this.#filter.entityId !== undefined;
    void commands.executeCommand('setContext', contextKeys.shownSign, this.#filter.sign);
    void commands.executeCommand('setContext', contextKeys.isFiltered, isFiltered);
    this.#refresh();
  }

  getChildren(node?: AttitudeNode): AttitudeNode[] {
    if (node?.type === 'sentence') return [];
    if (node) {
      const { annotations, relation } = node;
      return relation.sentences.map((sentence) => {
        const attitudes = attitudesOf(annotations.extraction, sentence);
        return { type: 'sentence', annotations, attitudes, relation, sentence };
      });
    }
    const annotations = this.#shown.annotations;
    if (!annotations) return [];
    return listRelations(annotations, this.#filter)
      .slice(0, listedRelations)
      .map((relation) => {
        const attitudes = attitudesOf(annotations.extraction, relation);
        return { type: 'relation', annotations, attitudes, relation };
      });
  }

  getTreeItem(node: AttitudeNode): TreeItem {
    return node.type === 'relation' ? relationItem(node) : sentenceItem(node);
  }

  #refresh(): void {
    const annotations = this.#shown.annotations;
    const { entityId } = this.#filter;
    // The entity belongs to another text, or went with an edit.
    if (annotations && entityId !== undefined && !annotations.index.entity(entityId)) {
      this.filter({ entityId: undefined });
      return;
    }
    this.#view.description = this.#shown.fileName;
    // A folded list need not gather the relations of the document to say how many there are.
    const isSeen = annotations !== undefined && this.#view.visible;
    this.#view.message = isSeen ? filterMessage(annotations, this.#filter) : '';
    this.#didChange.fire(undefined);
  }
}

function filterMessage(annotations: DocumentAnnotations, filter: AttitudeFilter): string {
  const all = annotations.index.graph.edges.length;
  if (all === 0) return annotations.completeness === 'complete' ? l10n.t('No attitudes were found.') : '';
  const shown = Math.min(listedRelations, listRelations(annotations, filter).length);
  if (filter.sign === 'both' && filter.entityId === undefined)
    return shown === all
      ? ''
      : l10n.t(
          'The {0} most certain of {1} are shown; show those of an entity to see the others.',
          shown,
          all,
        );
  const entity = filter.entityId === undefined ? undefined : annotations.index.entity(filter.entityId);
  const what = [
    ...(entity ? [`«${entity.name}»`] : []),
    ...(filter.sign === 'both' ? [] : [signName(filter.sign)]),
  ];
  const [first = '', ...rest] = what.join(', ');
  return l10n.t('{0}: {1} of {2} shown.', first.toLocaleUpperCase() + rest.join(''), shown, all);
}

function relationItem({ annotations, attitudes, relation }: AttitudeNode & { type: 'relation' }): TreeItem {
  const source = annotations.index.entity(relation.sourceId)?.name ?? '';
  const target = annotations.index.entity(relation.targetId)?.name ?? '';
  const count = relation.sentences.length;
  const item = new TreeItem(
    `${source} → ${target}`,
    count > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
  );
  item.id = `${annotations.uri.toString()}#${relation.id}`;
  // The icon is the sign.
  const state = stateOf(attitudes, relation.probability);
  item.description = [state, ...(count > 1 ? [sentenceCount(count)] : [])].join(' · ');
  item.iconPath = signIcon(relation, attitudes);
  item.contextValue = `relation ${menuState(attitudes)}`;
  const facts = [signName(relation.label), state, sentenceCount(count)];
  item.tooltip = [`${source} → ${target}`, ...facts].join('\n');
  item.accessibilityInformation = { label: [l10n.t('{0} towards {1}', source, target), ...facts].join(', ') };
  const [first] = relation.sentences;
  if (first) item.command = revealCommand(annotations, first);
  return item;
}

function sentenceItem(node: AttitudeNode & { type: 'sentence' }): TreeItem {
  const { annotations, attitudes, relation, sentence } = node;
  const { text, marks } = sentenceText(sentence);
  const item = new TreeItem({ label: text, highlights: marks.map(([start, end]) => [start, end]) });
  item.id = `${annotations.uri.toString()}#${relation.id}#${sentence.span.start}`;
  const state = stateOf(attitudes, sentence.probability);
  item.tooltip = `${text}\n${signName(relation.label)}, ${state}`;
  // Lighter while nobody has confirmed it.
  item.iconPath = new ThemeIcon(attitudes.every(({ confirmed }) => confirmed) ? 'check' : 'dash');
  item.accessibilityInformation = { label: `${text}, ${signName(relation.label)}, ${state}` };
  item.contextValue = `sentence ${menuState(attitudes)}`;
  item.command = revealCommand(annotations, sentence);
  return item;
}

/** "94 %" while all of it is suggested, else how much of it a person has confirmed. */
function stateOf(attitudes: readonly Attitude[], probability: number): string {
  const confirmed = attitudes.filter((attitude) => attitude.confirmed).length;
  if (confirmed === 0) return percent(probability);
  if (confirmed === attitudes.length) return l10n.t('confirmed');
  return l10n.t('{0} of {1} confirmed', confirmed, attitudes.length);
}

/** What menus offer: a list item can stand for both kinds. */
function menuState(attitudes: readonly Attitude[]): string {
  const states = new Set(attitudes.map(({ confirmed }) => (confirmed ? 'confirmed' : 'suggested')));
  return [...states].join(' ');
}

/** The sign, lighter while all of it is only suggested. */
function signIcon({ label }: RelationEdge, attitudes: readonly Attitude[]): ThemeIcon {
  const isConfirmed = attitudes.some(({ confirmed }) => confirmed);
  const color = new ThemeColor(`aredit.${label}${isConfirmed ? 'Foreground' : 'Ruler'}`);
  return new ThemeIcon(label === 'positive' ? 'add' : 'remove', color);
}

function revealCommand(
  annotations: DocumentAnnotations,
  sentence: RelationSentence,
): NonNullable<TreeItem['command']> {
  return {
    title: l10n.t('Go to the sentence'),
    command: internalCommandIds.revealAttitude,
    arguments: [annotations.uri.toString(), sentence.attitudeIndices[0] ?? -1],
  };
}
