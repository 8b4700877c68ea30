import { l10n } from 'vscode';
import { removeMentions } from '../../core/review/operations.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { attitudeCount } from '../counts.ts';
import { scopedTarget, type TargetParts } from '../entities/entityTarget.ts';
import { say } from '../say.ts';
import type { CommandHandler } from './runCommand.ts';

/** Removes the mention at the cursor or of the list, or all mentions of its entity, with their attitudes. */
export function removeEntity(
  parts: TargetParts,
  store: AnnotationStore,
  scope: 'mention' | 'entity',
): CommandHandler {
  return async (...args) => {
    const target = await scopedTarget(parts, args, scope);
    if (!target) return;
    const { annotations, mentions, words } = target;
    const ids = new Set(mentions.map(({ id }) => id));
    const attitudes = annotations.extraction.attitudes.filter(
      ({ sourceMentionId, targetMentionId }) => ids.has(sourceMentionId) || ids.has(targetMentionId),
    );
    const title = l10n.t('removed: {0}', words);
    store.apply(annotations.uri, removeMentions(annotations.review, mentions), title);
    say(attitudes.length > 0 ? l10n.t('{0}, with {1}', title, attitudeCount(attitudes.length)) : title);
  };
}
