import * as v from 'valibot';
import { Uri } from 'vscode';
import type { AnnotationStore } from '../annotationStore.ts';
import { revealSpan } from '../reveal.ts';
import { idArguments } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Puts the cursor on a mention; a link's command. A mention that an edit removed is passed over. */
export function revealMention(store: AnnotationStore): CommandHandler {
  return async (...args) => {
    const [uriText, mentionId] = v.parse(idArguments, args);
    const uri = Uri.parse(uriText);
    const mention = store.get(uri)?.index.mention(mentionId);
    if (mention) await revealSpan(uri, mention.span);
  };
}
