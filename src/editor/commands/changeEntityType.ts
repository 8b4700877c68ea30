import { l10n } from 'vscode';
import { changeMentionType } from '../../core/review/operations.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { scopedTarget, type TargetParts } from '../entities/entityTarget.ts';
import { pickType } from '../entities/pickType.ts';
import { say } from '../say.ts';
import { entityTypeName } from '../words.ts';
import type { CommandHandler } from './runCommand.ts';

/** Gives another type to the mention at the cursor or of the list, or to all mentions of its entity. */
export function changeEntityType(
  parts: TargetParts,
  store: AnnotationStore,
  scope: 'mention' | 'entity',
): CommandHandler {
  return async (...args) => {
    const target = await scopedTarget(parts, args, scope);
    if (!target) return;
    const { annotations, mentions, words } = target;
    const type = await pickType(annotations, l10n.t('What is “{0}”?', words), mentions[0]?.type);
    if (type === undefined) return;
    const now = await parts.forEditing(annotations.uri);
    if (now.text !== annotations.text) return;
    const others = mentions.filter((mention) => mention.type !== type);
    const title = l10n.t('changed to {0}: {1}', entityTypeName(type), words);
    if (others.length > 0)
      store.apply(now.uri, changeMentionType(now.review, others, type, now.models), title);
    say(others.length > 0 ? title : l10n.t('“{0}” has that type already.', words));
  };
}
