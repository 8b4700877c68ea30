import {
  commands,
  Disposable,
  type Event,
  EventEmitter,
  l10n,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  type Uri,
  window,
} from 'vscode';
import type { Attitude } from '../../core/annotations.ts';
import { progressOf } from '../../core/review/queue.ts';
import { attitudeCount, suggestionCount } from '../counts.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { contextKeys, viewIds } from '../ids.ts';
import type { ShownAnnotations } from '../shownAnnotations.ts';
import type { FolderProgress } from './folderProgress.ts';
import { reviewItem } from './reviewItems.ts';
import {
  groupItems,
  groupsOf,
  limited,
  type ReviewGrouping,
  type ReviewNode,
  reviewSections,
  type SectionNode,
  sectionItems,
} from './reviewNodes.ts';
import type { ReviewSession } from './reviewSession.ts';

/** What is still to review in the current document, what was reviewed, and how far its folder is. */
export class ReviewTree implements TreeDataProvider<ReviewNode> {
  readonly #shown: ShownAnnotations;
  readonly #session: ReviewSession;
  readonly #folder: FolderProgress;
  readonly #view: TreeView<ReviewNode>;
  readonly #didChange = new EventEmitter<undefined>();
  readonly #subscriptions: Disposable;
  #grouping: ReviewGrouping = 'sentence';

  readonly onDidChangeTreeData: Event<undefined> = this.#didChange.event;

  constructor(shown: ShownAnnotations, session: ReviewSession, folder: FolderProgress) {
    this.#shown = shown;
    this.#session = session;
    this.#folder = folder;
    this.#view = window.createTreeView(viewIds.review, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.#subscriptions = Disposable.from(
      this.#view,
      this.#didChange,
      shown.onDidChange(() => this.#refresh()),
      folder.onDidChange(() => this.#didChange.fire(undefined)),
      session.onDidChange((uri) => void this.#select(uri)),
    );
    this.group(this.#grouping);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** The items that a key in the list is meant for. */
  get selection(): readonly ReviewNode[] {
    return this.#view.selection;
  }

  /** How what remains is put together from now on. */
  group(grouping: ReviewGrouping): void {
    this.#grouping = grouping;
    void commands.executeCommand('setContext', contextKeys.reviewGrouping, grouping);
    this.#refresh();
  }

  async getChildren(node?: ReviewNode): Promise<ReviewNode[]> {
    const annotations = this.#shown.annotations;
    if (node?.type === 'section') {
      if (node.section === 'folder')
        return [...limited(await this.#folder.filesBeside(node.annotations.uri))];
      return [...sectionItems(node, this.#grouping)];
    }
    if (node?.type === 'group') return [...groupItems(node)];
    if (node || !annotations) return [];
    return [...reviewSections(annotations), folderSection(annotations)];
  }

  /** Known for what the list turns to by itself. */
  getParent(node: ReviewNode): ReviewNode | undefined {
    if (node.type === 'attitude') return node.parent;
    if (node.type === 'group')
      return reviewSections(node.annotations).find(({ section }) => section === 'remaining');
    return undefined;
  }

  getTreeItem(node: ReviewNode): TreeItem {
    return reviewItem(node);
  }

  #refresh(): void {
    const annotations = this.#shown.annotations;
    this.#view.description = this.#shown.fileName;
    this.#view.message = annotations ? messageFor(annotations) : '';
    const remaining = annotations ? progressOf(annotations.extraction, annotations.review).remaining : 0;
    this.#view.badge =
      remaining > 0
        ? { value: remaining, tooltip: l10n.t('{0} to review', suggestionCount(remaining)) }
        : undefined;
    this.#didChange.fire(undefined);
  }

  /** Puts the focus on the item of a suggestion in the text that is shown. */
  async focus(suggestion: Attitude): Promise<void> {
    await this.#reveal(suggestion, true);
  }

  /** Selects what is looked at in the text, where the list is open. */
  async #select(uri: Uri): Promise<void> {
    const lookedAt = this.#session.current(uri);
    const isShown = this.#shown.annotations?.uri.toString() === uri.toString();
    if (this.#view.visible && lookedAt && isShown) await this.#reveal(lookedAt, false);
  }

  async #reveal(suggestion: Attitude, focus: boolean): Promise<void> {
    const annotations = this.#shown.annotations;
    const groups = annotations ? groupsOf(annotations, this.#grouping) : [];
    const group = groups.find(({ attitudes }) => attitudes.includes(suggestion));
    const node = group && groupItems(group).find(({ attitudes }) => attitudes.includes(suggestion));
    if (!node) return;
    try {
      await this.#view.reveal(node, { select: true, focus });
    } catch {
      // The list is being made anew, or shows less than there is.
    }
  }
}

function folderSection(annotations: DocumentAnnotations): SectionNode {
  return { type: 'section', section: 'folder', annotations, count: 0 };
}

function messageFor(annotations: DocumentAnnotations): string {
  const { reviewed, remaining } = progressOf(annotations.extraction, annotations.review);
  if (remaining > 0) return '';
  if (reviewed > 0) return l10n.t('Everything is reviewed: {0}.', attitudeCount(reviewed));
  return annotations.completeness === 'complete' ? l10n.t('There is nothing to review in this text.') : '';
}
