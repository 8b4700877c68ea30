import { Range, TextEditorRevealType, ViewColumn, window, workspace } from 'vscode';
import type { Attitude } from '../../core/annotations.ts';
import { progressOf } from '../../core/review/queue.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { rangeOf } from '../positions.ts';
import { say } from '../say.ts';
import type { ReviewSession } from './reviewSession.ts';
import { capitalized, leftText, lookedAtText } from './reviewText.ts';

/** How long the status bar says what is looked at. */
const messageMs = 10_000;

/** How to look at an attitude. */
export interface LookOptions {
  /** The end that the cursor is put on; the subject by default. */
  readonly end?: 'source' | 'target';
  /** What led there, to be said before how much is left. */
  readonly after?: string;
  /** Whether keys are to go to the text from now on; by default they stay where they go. */
  readonly takesFocus?: boolean;
}

/** Turns to an attitude: the cursor at its subject, both ends in sight where the editor is large enough for that. */
export async function lookAt(
  session: ReviewSession,
  annotations: DocumentAnnotations,
  attitude: Attitude,
  { end = 'source', after, takesFocus = false }: LookOptions = {},
): Promise<void> {
  const { uri, index } = annotations;
  session.look(annotations, attitude);
  const source = index.mention(attitude.sourceMentionId);
  const target = index.mention(attitude.targetMentionId);
  if (!source || !target) return;
  const visible = window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  const document = visible?.document ?? (await workspace.openTextDocument(uri));
  // Looked for each time: showing an editor that is shown takes the focus and the time of a key.
  const editor =
    visible && !takesFocus
      ? visible
      : await window.showTextDocument(document, visible?.viewColumn ?? ViewColumn.One);
  const [sourceRange, targetRange] = [rangeOf(document, source.span), rangeOf(document, target.span)];
  const cursor = end === 'source' ? sourceRange : targetRange;
  // Not selected: a selection would narrow the next extraction to it.
  session.putCursor(editor, cursor.start);
  editor.revealRange(sourceRange.union(targetRange), TextEditorRevealType.InCenterIfOutsideViewport);
  // Where both do not fit, the end with the cursor matters more.
  editor.revealRange(new Range(cursor.start, cursor.end), TextEditorRevealType.Default);
  const progress = progressOf(annotations.extraction, annotations.review);
  const message =
    after === undefined
      ? lookedAtText(annotations, attitude, progress)
      : `${capitalized(after)} · ${leftText(progress)}`;
  say(message, messageMs);
}
