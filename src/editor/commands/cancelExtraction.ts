import type { CurrentDocument } from '../currentDocument.ts';
import type { EditFollower } from '../editFollower.ts';
import type { CommandHandler } from './runCommand.ts';

/** Gives up the extraction of the current document; what was found stays. */
export function cancelExtraction(current: CurrentDocument, follower: EditFollower): CommandHandler {
  return () => {
    if (current.document) follower.cancel(current.document.uri);
  };
}
