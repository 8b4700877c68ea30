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
import { disagreementCount } from '../counts.ts';
import { internalCommandIds, viewIds } from '../ids.ts';
import { spokenWords } from '../spokenWords.ts';
import type { ComparedEntry, ComparisonProblem } from './comparedEntry.ts';
import { type Comparison, type ComparisonAspect, type FoundDisagreement, keyOf } from './comparison.ts';
import type { Comparisons } from './comparisons.ts';
import { isFiltering } from './disagreementFilter.ts';
import { disagreementLines, disagreementSummary, disagreementTitle } from './disagreementText.ts';
import { type FigureRow, figureRows } from './figureRows.ts';

/** An item of the view. */
export type AgreementNode =
  | { readonly type: 'figures'; readonly row: FigureRow; readonly parent?: AgreementNode }
  | { readonly type: 'document'; readonly entry: ComparedEntry }
  | { readonly type: 'disagreement'; readonly found: FoundDisagreement }
  | { readonly type: 'problems'; readonly problems: readonly ComparisonProblem[] }
  | { readonly type: 'problem'; readonly problem: ComparisonProblem; readonly index: number };

/** The figures of a comparison, and where the annotators differ, document by document. */
export class AgreementTree implements TreeDataProvider<AgreementNode> {
  readonly #comparisons: Comparisons;
  readonly #view: TreeView<AgreementNode>;
  readonly #didChange = new EventEmitter<undefined>();
  readonly #subscriptions: Disposable;
  #shownCurrent: string | undefined;

  readonly onDidChangeTreeData: Event<undefined> = this.#didChange.event;

  constructor(comparisons: Comparisons) {
    this.#comparisons = comparisons;
    this.#view = window.createTreeView(viewIds.agreement, { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = Disposable.from(
      this.#view,
      this.#didChange,
      // What a person chooses here comes as a command; what we select ourselves would come back as news, and late.
      comparisons.onDidChange((aspect) => this.#follow(aspect)),
    );
  }

  /** The selected items, which a key in the list is meant for. */
  get selection(): readonly AgreementNode[] {
    return this.#view.selection;
  }

  /** Puts the focus on the item of a disagreement. */
  async focus(found: FoundDisagreement): Promise<void> {
    await this.#reveal(found, true);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async getChildren(node?: AgreementNode): Promise<AgreementNode[]> {
    const comparison = await this.#comparisons.get();
    if (!comparison) return [];
    if (!node) return roots(comparison);
    switch (node.type) {
      case 'figures':
        return node.row.rows.map((row) => ({ type: 'figures', row, parent: node }));
      case 'document':
        return comparison.shown(node.entry).map((found) => ({ type: 'disagreement', found }));
      case 'problems':
        return node.problems.map((problem, index) => ({ type: 'problem', problem, index }));
      case 'disagreement':
      case 'problem':
        return [];
    }
  }

  getParent(node: AgreementNode): AgreementNode | undefined {
    switch (node.type) {
      case 'figures':
        return node.parent;
      case 'disagreement':
        return { type: 'document', entry: node.found.entry };
      default:
        return undefined;
    }
  }

  getTreeItem(node: AgreementNode): TreeItem {
    const comparison = this.#comparisons.comparison;
    switch (node.type) {
      case 'figures':
        return figureItem(node.row);
      case 'document':
        return documentItem(node.entry, comparison);
      case 'disagreement':
        return disagreementItem(node.found, comparison);
      case 'problems':
        return problemsItem(node.problems);
      case 'problem':
        return problemItem(node.problem, node.index);
    }
  }

  #follow(aspect: ComparisonAspect): void {
    const comparison = this.#comparisons.comparison;
    if (aspect === 'content') this.#refresh(comparison);
    this.#showCurrent(comparison);
  }

  #refresh(comparison: Comparison | undefined): void {
    this.#view.description = comparison ? `${comparison.names.a} ↔ ${comparison.names.b}` : '';
    this.#view.message = comparison ? message(comparison) : '';
    this.#didChange.fire(undefined);
  }

  /** Selects the disagreement that is looked at, without taking the focus from the text. */
  #showCurrent(comparison: Comparison | undefined): void {
    const current = comparison?.current;
    const key = current && JSON.stringify(keyOf(current));
    if (key === this.#shownCurrent) return;
    this.#shownCurrent = key;
    if (current && this.#view.visible) void this.#reveal(current, false);
  }

  async #reveal(found: FoundDisagreement, focus: boolean): Promise<void> {
    try {
      await this.#view.reveal({ type: 'disagreement', found }, { select: true, focus });
    } catch {
      // An item that the filter hides, or that went meanwhile, cannot be shown; the text shows it all the same.
    }
  }
}

function roots(comparison: Comparison): AgreementNode[] {
  const figures = figureRows(comparison.agreement).map((row): AgreementNode => ({ type: 'figures', row }));
  const documents = comparison.entries
    .filter((entry) => comparison.shown(entry).length > 0)
    .map((entry): AgreementNode => ({ type: 'document', entry }));
  const { problems } = comparison;
  return [
    ...figures,
    ...documents,
    ...(problems.length > 0 ? [{ type: 'problems', problems } as const] : []),
  ];
}

function message(comparison: Comparison): string {
  const { entries, adjudication, filter } = comparison;
  const all = entries.flatMap((entry) =>
    entry.disagreements.map((disagreement) => ({ entry, disagreement })),
  );
  if (all.length === 0) return l10n.t('The annotators agree on everything.');
  const parts = [disagreementCount(all.length)];
  if (adjudication) parts.push(l10n.t('{0} open', all.filter((each) => comparison.isOpen(each)).length));
  if (isFiltering(filter)) {
    const shown = entries.reduce((sum, entry) => sum + comparison.shown(entry).length, 0);
    parts.push(l10n.t('{0} shown', shown));
  }
  return parts.join(' · ');
}

function figureItem({ id, label, description, tooltip, rows }: FigureRow): TreeItem {
  const item = new TreeItem(
    label,
    rows.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
  );
  item.id = `figures/${id}`;
  item.description = description;
  item.tooltip = tooltip;
  if (!id.includes('/')) item.iconPath = new ThemeIcon(id === 'documents' ? 'files' : 'graph');
  item.accessibilityInformation = { label: `${label}: ${description}` };
  return item;
}

function documentItem(entry: ComparedEntry, comparison: Comparison | undefined): TreeItem {
  const isOnlyOne = comparison?.entries.length === 1;
  const item = new TreeItem(
    entry.id,
    isOnlyOne ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  const shown = comparison?.shown(entry) ?? [];
  const open = shown.filter((found) => comparison?.isOpen(found)).length;
  const count = disagreementCount(shown.length);
  const problem = comparison?.adjudication?.problem(entry);
  item.id = `document/${entry.id}`;
  item.description = comparison?.adjudication ? l10n.t('{0} of {1} open', open, shown.length) : count;
  item.iconPath = problem
    ? new ThemeIcon('warning', new ThemeColor('list.warningForeground'))
    : new ThemeIcon('file');
  item.tooltip = [entry.id, count, ...(problem ? [problem] : [])].join('\n');
  item.accessibilityInformation = {
    label: [entry.id, item.description, ...(problem ? [problem] : [])].join(', '),
  };
  item.contextValue = 'comparedDocument';
  return item;
}

function disagreementItem(found: FoundDisagreement, comparison: Comparison | undefined): TreeItem {
  const { entry, disagreement } = found;
  const outcome = comparison?.adjudication?.outcome(entry, disagreement);
  const title = disagreementTitle(found);
  const item = new TreeItem(title);
  const key = keyOf(found);
  const lines = disagreementLines(found, comparison?.names ?? { a: 'A', b: 'B' }, outcome);
  item.id = `disagreement/${key.row}`;
  item.description = disagreementSummary(found);
  item.tooltip = lines.join('\n');
  item.iconPath = outcome
    ? new ThemeIcon('pass-filled', new ThemeColor('testing.iconPassed'))
    : new ThemeIcon(disagreement.about.type === 'mention' ? 'symbol-key' : 'arrow-right');
  item.contextValue = outcome ? 'decidedDisagreement' : 'openDisagreement';
  item.accessibilityInformation = { label: lines.map(spokenWords).join(', ') };
  item.command = {
    title: l10n.t('Go to the place'),
    command: internalCommandIds.revealDisagreement,
    arguments: [key.documentId, key.row],
  };
  return item;
}

function problemsItem(problems: readonly ComparisonProblem[]): TreeItem {
  const item = new TreeItem(l10n.t('Not compared'), TreeItemCollapsibleState.Collapsed);
  item.id = 'problems';
  item.description = String(problems.length);
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  item.tooltip = l10n.t('Files and lines that could not be read or have no counterpart; all others count.');
  return item;
}

function problemItem({ documentId, uri, line, message }: ComparisonProblem, index: number): TreeItem {
  const place = line === undefined ? documentId : `${documentId}:${line}`;
  const item = new TreeItem(place);
  item.id = `problem/${index}`;
  item.description = message;
  item.tooltip = `${uri.path}${line === undefined ? '' : `:${line}`}\n${message}`;
  item.accessibilityInformation = { label: `${place}: ${message}` };
  const selection = line === undefined ? {} : { selection: { startLineNumber: line, startColumn: 1 } };
  item.command = { title: l10n.t('Open File'), command: 'vscode.open', arguments: [uri, selection] };
  return item;
}
