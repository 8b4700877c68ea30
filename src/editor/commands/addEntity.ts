import { l10n, Selection, type TextEditor } from 'vscode';
import { snapToWords } from '../../core/snapToWords.ts';
import type { Span } from '../../core/span.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { annotatePlaces } from '../entities/annotatePlaces.ts';
import type { TargetParts } from '../entities/entityTarget.ts';
import { pickType } from '../entities/pickType.ts';
import { nameOfMentions } from '../entities/wording.ts';
import { spanOf } from '../positions.ts';
import { say } from '../say.ts';
import { entityTypeName } from '../words.ts';
import { documentFor } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/**
 * Annotates what is selected, or the word at the cursor, as an entity; with several cursors, each.
 * @param type asked for if absent
 */
export function addEntity(parts: TargetParts, store: AnnotationStore, type?: string): CommandHandler {
  return async () => {
    const document = await documentFor(parts.current, []);
    const editor = parts.current.editor;
    if (!editor) return;
    const { version } = document;
    const annotations = await parts.forEditing(document.uri);
    const spans = selectedNames(editor);
    const [first] = spans;
    if (!first) {
      say(l10n.t('Select a name, or put the cursor on a word.'));
      return;
    }
    const words = nameOfMentions(annotations, spans);
    const known = annotations.index.mentionsTouching(first).find(({ span }) => span.start === first.start);
    const chosen = type ?? (await pickType(annotations, l10n.t('What is “{0}”?', words), known?.type));
    if (chosen === undefined || document.version !== version) return;
    const now = await parts.forEditing(document.uri);
    const title = l10n.t('annotated as {0}: {1}', entityTypeName(chosen), words);
    store.apply(document.uri, annotatePlaces(now, spans, chosen), title);
    // What is selected would narrow the next extraction to it; and the cursor is on the entity now.
    editor.selections = spans.map(({ start }) => {
      const position = document.positionAt(start);
      return new Selection(position, position);
    });
    say(title);
  };
}

/** What the selections mean, in reading order. */
function selectedNames({ document, selections }: TextEditor): readonly Span[] {
  const text = document.getText();
  const spans = selections.flatMap((selection) => snapToWords(text, spanOf(document, selection)) ?? []);
  const distinct = new Map(spans.map((span) => [`${span.start} ${span.end}`, span]));
  return [...distinct.values()].sort((a, b) => a.start - b.start);
}
