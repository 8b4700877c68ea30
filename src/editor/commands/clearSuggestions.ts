import type { AnnotationStore } from '../annotationStore.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import type { EditFollower } from '../editFollower.ts';
import type { ExtractionRunner } from '../extractionRunner.ts';
import type { KeptSuggestions } from '../keptSuggestions.ts';
import { documentFor } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Removes what the model found from the editor, and what is kept of it; files of annotations stay as they are. */
export function clearSuggestions(
  current: CurrentDocument,
  store: AnnotationStore,
  runner: ExtractionRunner,
  follower: EditFollower,
  kept: KeptSuggestions,
): CommandHandler {
  return async (...args) => {
    const document = await documentFor(current, args);
    const { uri } = document;
    follower.cancel(uri);
    runner.forget(uri);
    store.clear(uri);
    await kept.forget(document);
  };
}
