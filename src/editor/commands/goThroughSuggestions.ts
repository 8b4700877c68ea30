import { l10n } from 'vscode';
import { progressOf } from '../../core/review/queue.ts';
import type { AnnotationFiles } from '../annotationFiles.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { suggestionCount } from '../counts.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { type LookOptions, lookAt } from '../review/lookAt.ts';
import type { ReviewSession } from '../review/reviewSession.ts';
import { neighbourSuggestion, type QueuePlace } from '../review/suggestionQueue.ts';
import { say } from '../say.ts';
import { readSetting } from '../settings.ts';
import type { CommandHandler } from './runCommand.ts';

/** What going through suggestions needs. */
export interface WalkParts {
  readonly store: AnnotationStore;
  readonly files: AnnotationFiles;
  readonly current: CurrentDocument;
  readonly session: ReviewSession;
}

/** Next or previous suggestion of the current document, in the order that the settings name. */
export function goThroughSuggestions(parts: WalkParts, step: 1 | -1): CommandHandler {
  return async () => {
    const annotations = annotationsOf(parts);
    if (annotations) await goOn(parts, annotations, step);
  };
}

/** Begins the review at the suggestion that is looked at, else at the first from the cursor on. */
export function reviewSuggestions(parts: WalkParts): CommandHandler {
  return async () => {
    const annotations = annotationsOf(parts);
    if (!annotations) return;
    const lookedAt = parts.session.current(annotations.uri);
    parts.session.begin(annotations.uri);
    const options = { takesFocus: true };
    if (lookedAt && !lookedAt.confirmed) await lookAt(parts.session, annotations, lookedAt, options);
    else await goOn(parts, annotations, 1, options);
  };
}

/** Ends the review; what was decided stays. */
export function leaveReview({ store, current, session }: WalkParts): CommandHandler {
  return () => {
    const uri = current.document?.uri;
    if (!uri) return;
    session.end(uri);
    const annotations = store.get(uri);
    if (annotations) session.look(annotations, undefined);
  };
}

/** Puts the cursor on the other end of the attitude that is looked at. */
export function goToOtherEnd(parts: WalkParts): CommandHandler {
  return async () => {
    const annotations = annotationsOf(parts);
    const attitude = annotations && parts.session.current(annotations.uri);
    const editor = parts.current.editor;
    if (!annotations || !attitude || !editor) return;
    const at = annotations.index.mention(attitude.sourceMentionId)?.span.start;
    const isAtSource = editor.document.offsetAt(parts.session.cursor(editor)) === at;
    await lookAt(parts.session, annotations, attitude, { end: isAtSource ? 'target' : 'source' });
  };
}

/** Looks at the suggestion after (or before) the one that is or was looked at, and says so when none is left. */
export async function goOn(
  parts: WalkParts,
  annotations: DocumentAnnotations,
  step: 1 | -1,
  options: LookOptions = {},
): Promise<void> {
  const { session } = parts;
  const order = readSetting('reviewOrder', annotations.uri);
  const attitude = neighbourSuggestion(annotations, placeOf(parts, annotations), order, step);
  if (attitude) {
    await lookAt(session, annotations, attitude, options);
    return;
  }
  session.look(annotations, undefined);
  const { reviewed } = progressOf(annotations.extraction, annotations.review);
  const message =
    reviewed > 0
      ? l10n.t('All {0} are reviewed.', suggestionCount(reviewed))
      : l10n.t('There are no suggestions in this text.');
  say(message);
}

/** Where to go on from: what was looked at last, unless the cursor has left it for another sentence. */
function placeOf({ current, session }: WalkParts, annotations: DocumentAnnotations): QueuePlace | undefined {
  const visit = session.visit(annotations.uri);
  const editor = current.editor;
  if (!editor) return visit;
  const offset = editor.document.offsetAt(session.cursor(editor));
  if (!visit) return { offset };
  if (session.isOn(annotations.uri)) return visit;
  const sentence = annotations.extraction.sentences.find(
    ({ start, end }) => start <= visit.source.start && visit.source.start < end,
  );
  const isStillThere = sentence !== undefined && sentence.start <= offset && offset <= sentence.end;
  return isStillThere ? visit : { offset };
}

function annotationsOf({ store, current }: WalkParts): DocumentAnnotations | undefined {
  return current.document && store.get(current.document.uri);
}
