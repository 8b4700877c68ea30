import type { TextDocument, TextEditor } from 'vscode';
import type { CurrentDocument } from '../currentDocument.ts';
import type { EditFollower } from '../editFollower.ts';
import type { ExtractionRunner, ExtractionScope } from '../extractionRunner.ts';
import { waitForRun } from '../longWork.ts';
import { spanOf } from '../positions.ts';
import { documentFor } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Extracts from the selection, or from the whole document, what is in sight first. */
export function extractAttitudes(
  current: CurrentDocument,
  runner: ExtractionRunner,
  follower: EditFollower,
): CommandHandler {
  return async (...args) => {
    const document = await documentFor(current, args);
    const editor = current.editor;
    const scope = editor?.document === document ? scopeOf(document, editor) : {};
    const work = runner.extract(document, scope);
    await waitForRun(runner, document.uri, work, () => follower.cancel(document.uri));
  };
}

function scopeOf(document: TextDocument, editor: TextEditor): ExtractionScope {
  if (!editor.selection.isEmpty) return { range: spanOf(document, editor.selection) };
  const [firstVisible] = editor.visibleRanges;
  return firstVisible ? { startAt: document.offsetAt(firstVisible.start) } : {};
}
