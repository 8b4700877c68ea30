import * as v from 'valibot';
import { Uri } from 'vscode';
import type { AnnotationStore } from '../annotationStore.ts';
import { lookAt } from '../review/lookAt.ts';
import { reviewedAttitude } from '../review/reviewedAttitudes.ts';
import type { ReviewSession } from '../review/reviewSession.ts';
import { pairArguments } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Turns to an attitude, suggested or decided upon; a list item's command. */
export function visitAttitude(store: AnnotationStore, session: ReviewSession): CommandHandler {
  return async (...args) => {
    const [uriText, sourceMentionId, targetMentionId] = v.parse(pairArguments, args);
    const annotations = store.get(Uri.parse(uriText));
    if (!annotations) return;
    const decided = [...annotations.review.attitudes.values()].find(
      (attitude) =>
        attitude.sourceMentionId === sourceMentionId && attitude.targetMentionId === targetMentionId,
    );
    const attitude =
      annotations.index.attitudeBetween(sourceMentionId, targetMentionId) ??
      (decided && reviewedAttitude(annotations, decided));
    if (attitude) await lookAt(session, annotations, attitude, { takesFocus: true });
  };
}
