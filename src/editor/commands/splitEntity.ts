import { l10n } from 'vscode';
import { splitEntity as splitNames } from '../../core/synonymsEdit.ts';
import { entityTarget } from '../entities/entityTarget.ts';
import { type RegroupParts, regroup } from '../entities/regroup.ts';
import { nameOfMentions } from '../entities/wording.ts';
import type { CommandHandler } from './runCommand.ts';

/** Takes the name of the mention at the cursor, or of those selected in the list, out of its entity. */
export function splitEntity(parts: RegroupParts): CommandHandler {
  return async (...args) => {
    const target = await entityTarget(parts, args);
    if (!target) return;
    const { annotations, mentions } = target;
    const ids = new Set(mentions.map(({ id }) => id));
    const words = nameOfMentions(
      annotations,
      mentions.map(({ span }) => span),
    );
    await regroup(parts, annotations, {
      edit: (synonyms) => splitNames(synonyms, annotations.text, annotations.extraction.mentions, ids),
      title: l10n.t('split off: {0}', words),
      nothing: l10n.t(
        '“{0}” cannot be told from the rest of its entity: the synonyms file knows names, not single mentions.',
        words,
      ),
    });
  };
}
