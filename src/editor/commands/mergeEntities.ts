import { l10n, type QuickPickItem, window } from 'vscode';
import type { Entity } from '../../core/annotations.ts';
import { mergeEntities as mergeNames, moveNames } from '../../core/synonymsEdit.ts';
import { mentionCount } from '../counts.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { type EntityTarget, entityTarget, itemsOf, wholeEntities } from '../entities/entityTarget.ts';
import { type RegroupParts, regroup } from '../entities/regroup.ts';
import { typeIcon } from '../entities/typeIcon.ts';
import { listEntities } from '../treeNodes.ts';
import type { CommandHandler } from './runCommand.ts';

/**
 * Makes one entity of those selected in the list, or of the one at the cursor and others that are asked for.
 * Of mentions that are selected together with entities only the names move to these.
 */
export function mergeEntities(parts: RegroupParts): CommandHandler {
  return async (...args) => {
    const target = await entityTarget(parts, args);
    const entities = target && (await entitiesToMerge(target));
    if (!target || !entities || entities.length < 2) return;
    const { annotations } = target;
    const { text, extraction } = annotations;
    const items = (await itemsOf(parts, args)) ?? [];
    const whole = items.flatMap((item) => (item.type === 'entity' ? item.entity.mentionIds : []));
    const names = items.flatMap((item) => (item.type === 'mention' ? item.mention.id : []));
    const ids = new Set(entities.flatMap(({ mentionIds }) => mentionIds));
    await regroup(parts, annotations, {
      edit: (synonyms) =>
        whole.length > 0 && names.length > 0
          ? moveNames(synonyms, text, extraction.mentions, new Set(names), new Set(whole))
          : mergeNames(synonyms, text, extraction.mentions, ids),
      title: l10n.t('merged: {0}', entities.map(({ name }) => name).join(', ')),
      nothing: l10n.t('These are one entity already.'),
    });
  };
}

async function entitiesToMerge(target: EntityTarget): Promise<readonly Entity[]> {
  const { annotations } = target;
  const { index } = annotations;
  const chosen = new Set(wholeEntities(target).flatMap(({ id }) => index.entityOfMention(id) ?? []));
  const [only, ...others] = chosen;
  if (!only || others.length > 0) return [...chosen];
  return [only, ...(await askForOthers(annotations, only))];
}

async function askForOthers(annotations: DocumentAnnotations, entity: Entity): Promise<readonly Entity[]> {
  const items = listEntities(annotations)
    .filter((other) => other !== entity)
    .map((other): QuickPickItem & { readonly entity: Entity } => ({
      label: `$(${typeIcon(other.type)}) ${other.name}`,
      description: mentionCount(other.mentionIds.length),
      entity: other,
    }));
  const chosen = await window.showQuickPick(items, {
    placeHolder: l10n.t('Which others are “{0}”?', entity.name),
    canPickMany: true,
  });
  return (chosen ?? []).map((item) => item.entity);
}
