import * as v from 'valibot';
import { Uri } from 'vscode';
import type { AnnotationStore } from '../annotationStore.ts';
import { revealSpan } from '../reveal.ts';
import { attitudeArguments } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Puts the cursor on the subject of an attitude; a link's command. */
export function revealAttitude(store: AnnotationStore): CommandHandler {
  return async (...args) => {
    const [uriText, attitudeIndex] = v.parse(attitudeArguments, args);
    const uri = Uri.parse(uriText);
    const annotations = store.get(uri);
    const attitude = annotations?.extraction.attitudes[attitudeIndex];
    const source = attitude && annotations?.index.mention(attitude.sourceMentionId);
    if (source) await revealSpan(uri, source.span);
  };
}
