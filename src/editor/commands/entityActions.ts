import { commands, Disposable, l10n, type QuickPickItem, window } from 'vscode';
import { readLabel } from '../../core/placeLabels.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import { commandIds } from '../ids.ts';
import type { CommandHandler } from './runCommand.ts';

interface Action extends QuickPickItem {
  readonly command: string;
  /** Typed, it does the action at once; with either layout of the keyboard. */
  readonly key: string;
}

/** Offers what can be done with the entity at the cursor or the words selected; a letter does it at once. */
export function entityActions(current: CurrentDocument, store: AnnotationStore): CommandHandler {
  return async () => {
    const editor = current.editor;
    if (!editor) return;
    const offset = editor.document.offsetAt(editor.selection.active);
    const mention = store.get(editor.document.uri)?.index.mentionAt(offset);
    const onMention = mention ? actionsOnMention() : [];
    // Whoever has selected words means those.
    const offered = editor.selection.isEmpty
      ? [...onMention, ...actionsOnWords()]
      : [...actionsOnWords(), ...onMention];
    const chosen = await choose(offered);
    if (chosen) await commands.executeCommand(chosen.command);
  };
}

function choose(offered: readonly Action[]): Promise<Action | undefined> {
  const pick = window.createQuickPick<Action>();
  pick.items = offered;
  pick.placeholder = l10n.t('A letter does it at once; Esc goes back to the text.');
  let subscriptions: Disposable | undefined;
  return new Promise<Action | undefined>((resolve) => {
    subscriptions = Disposable.from(
      pick,
      pick.onDidChangeValue((typed) => {
        const action = offered.find(({ key }) => key === readLabel(typed));
        if (action) resolve(action);
      }),
      pick.onDidAccept(() => {
        const [chosen] = pick.selectedItems;
        if (chosen) resolve(chosen);
      }),
      pick.onDidHide(() => resolve(undefined)),
    );
    pick.show();
  }).finally(() => subscriptions?.dispose());
}

function actionsOnMention(): readonly Action[] {
  return [
    action('c', 'git-compare', l10n.t('Add an attitude'), commandIds.addAttitude),
    action('t', 'tag', l10n.t('Change the type of the entity'), commandIds.changeEntityType),
    action('y', 'tag', l10n.t('Change the type of this mention only'), commandIds.changeMentionType),
    action('a', 'checklist', l10n.t('Annotate all equal mentions'), commandIds.annotateEqualMentions),
    action('m', 'merge', l10n.t('Merge with other entities'), commandIds.mergeEntities),
    action('s', 'split-horizontal', l10n.t('Split from its entity'), commandIds.splitEntity),
    action('d', 'trash', l10n.t('Remove this mention'), commandIds.removeMention),
    action('x', 'clear-all', l10n.t('Remove the entity with all its mentions'), commandIds.removeEntity),
  ];
}

function actionsOnWords(): readonly Action[] {
  return [
    action('n', 'add', l10n.t('Add an entity of a type to choose'), commandIds.addEntity),
    action('p', 'person', l10n.t('Add a person'), commandIds.addPerson),
    action('o', 'organization', l10n.t('Add an organisation'), commandIds.addOrganisation),
    action('l', 'location', l10n.t('Add a place'), commandIds.addPlace),
    action('g', 'globe', l10n.t('Add a geopolitical entity'), commandIds.addGeopolitical),
    action('b', 'bracket', l10n.t('Set the borders to the selection'), commandIds.setMentionBorders),
  ];
}

function action(key: string, icon: string, label: string, command: string): Action {
  return { key, label: `$(${icon}) ${label}`, description: key.toUpperCase(), command };
}
