import type { AnnotationStore } from '../annotationStore.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import type { EditFollower } from '../editFollower.ts';
import type { ExtractionRunner } from '../extractionRunner.ts';
import { documentFor } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Removes what the model found from the editor; files stay as they are. */
export function clearSuggestions(
  current: CurrentDocument,
  store: AnnotationStore,
  runner: ExtractionRunner,
  follower: EditFollower,
): CommandHandler {
  return async (...args) => {
    const { uri } = await documentFor(current, args);
    follower.cancel(uri);
    runner.forget(uri);
    store.clear(uri);
  };
}
