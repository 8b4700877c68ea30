import { l10n } from 'vscode';
import type { EntityMention } from '../../core/annotations.ts';
import { findEqualMentions } from '../../core/equalMentions.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { mentionCount } from '../counts.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { annotatePlaces } from '../entities/annotatePlaces.ts';
import { entityTarget, type TargetParts } from '../entities/entityTarget.ts';
import { say } from '../say.ts';
import type { CommandHandler } from './runCommand.ts';

/**
 * Annotates every other place of the text that has a name of the entity at the cursor, in whatever case.
 * Names that only the model says are left aside, but for the one that was meant; so are places that a person removed.
 */
export function annotateEqualMentions(parts: TargetParts, store: AnnotationStore): CommandHandler {
  return async (...args) => {
    const target = await entityTarget(parts, args);
    const [mention] = target?.mentions ?? [];
    if (!target || !mention) return;
    const { annotations } = target;
    const { uri, text, review } = annotations;
    const taken = [...review.mentions.values(), ...review.rejected.values(), mention];
    const others = findEqualMentions(
      text,
      namesOf(annotations, mention),
      taken.flatMap(({ span, fragments }) => fragments ?? [span]),
    );
    // A suggestion that was meant is annotated as well.
    const places = mention.confirmed ? others : [mention.span, ...others];
    const words = annotations.wordsAt(mention.span);
    if (places.length === 0) {
      say(l10n.t('No other place says “{0}”.', words));
      return;
    }
    const title = l10n.t('annotated all equal to “{0}”: {1}', words, mentionCount(places.length));
    store.apply(uri, annotatePlaces(annotations, places, mention.type), title);
    say(title);
  };
}

function namesOf({ index }: DocumentAnnotations, mention: EntityMention): readonly EntityMention[] {
  const entity = index.entityOfMention(mention.id);
  const confirmed = entity
    ? index.mentionsOf(entity).filter(({ confirmed: isConfirmed }) => isConfirmed)
    : [];
  return [mention, ...confirmed.filter((each) => each !== mention)];
}
