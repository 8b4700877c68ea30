import { l10n, Selection, type TextEditor } from 'vscode';
import type { EntityMention } from '../../core/annotations.ts';
import { type BorderMove, moveBorder } from '../../core/moveBorder.ts';
import { changeMentionSpan } from '../../core/review/operations.ts';
import { snapToWords } from '../../core/snapToWords.ts';
import { overlaps, type Span } from '../../core/span.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { entityTarget, type TargetParts } from '../entities/entityTarget.ts';
import { rangeOf, spanOf } from '../positions.ts';
import { say } from '../say.ts';
import { UserError } from '../userError.ts';
import type { CommandHandler } from './runCommand.ts';

/** Moves a border of the mention at the cursor by a word. */
export function moveMentionBorder(
  parts: TargetParts,
  store: AnnotationStore,
  move: BorderMove,
): CommandHandler {
  return async () => {
    const target = await entityTarget(parts, []);
    const editor = parts.current.editor;
    const mention = target?.mentions[0];
    if (!target || !editor || !mention) return;
    if (mention.fragments)
      throw new UserError(
        l10n.t(
          'This mention is in several pieces. Select the words that it shall have, and set its borders to them.',
        ),
      );
    const span = moveBorder(target.annotations.text, mention.span, move);
    if (span) setBorders(store, editor, target.annotations, mention, span);
    else say(l10n.t('There is no word to move the border to.'));
  };
}

/** Gives the mention under the selection the borders of the selection. */
export function setMentionBorders(parts: TargetParts, store: AnnotationStore): CommandHandler {
  return async () => {
    const editor = parts.current.editor;
    if (!editor) return;
    const annotations = await parts.forEditing(editor.document.uri);
    const selected = spanOf(editor.document, editor.selection);
    const span = selected.start < selected.end ? snapToWords(annotations.text, selected) : undefined;
    const mention = span && largestIn(annotations, span);
    if (!span || !mention) {
      say(l10n.t('Select the words that a mention shall have; some of them must be its own.'));
      return;
    }
    setBorders(store, editor, annotations, mention, span);
  };
}

/** The mention that has most in common with `span`. */
function largestIn({ index }: DocumentAnnotations, span: Span): EntityMention | undefined {
  const common = (mention: EntityMention) =>
    Math.min(span.end, mention.span.end) - Math.max(span.start, mention.span.start);
  const [largest] = index
    .mentionsTouching(span)
    .filter((mention) => overlaps(mention.span, span))
    .sort((a, b) => common(b) - common(a) || Number(b.confirmed ?? 0) - Number(a.confirmed ?? 0));
  return largest;
}

function setBorders(
  store: AnnotationStore,
  editor: TextEditor,
  annotations: DocumentAnnotations,
  mention: EntityMention,
  span: Span,
): void {
  const { uri, review, models } = annotations;
  const title = l10n.t(
    'borders changed: {0} to “{1}”',
    annotations.wordsAt(mention.span),
    annotations.wordsAt(span),
  );
  store.apply(uri, changeMentionSpan(review, mention, span, models), title);
  const range = rangeOf(editor.document, span);
  const { active, isEmpty } = editor.selection;
  // The cursor stays on the mention, for the next word.
  const cursor = isEmpty && range.contains(active) ? active : range.start;
  editor.selection = new Selection(cursor, cursor);
  say(title);
}
