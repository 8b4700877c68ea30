import { l10n } from 'vscode';
import type { Attitude } from '../../core/annotations.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { type AttitudePlace, neighbour } from '../attitudeOrder.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { revealSpan } from '../reveal.ts';
import { say } from '../say.ts';
import { signs } from '../words.ts';
import { documentFor } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Next and previous attitude, both from where the other one left off. */
export function goThroughAttitudes(
  current: CurrentDocument,
  store: AnnotationStore,
): { readonly next: CommandHandler; readonly previous: CommandHandler } {
  let visited: Attitude | undefined;
  const go = async (step: 1 | -1) => {
    const document = await documentFor(current, []);
    const annotations = store.get(document.uri);
    if (!annotations) return;
    const cursor = current.editor?.selection.active;
    const place = neighbour(annotations, cursor ? document.offsetAt(cursor) : 0, visited, step);
    if (!place) {
      say(l10n.t('There are no attitudes in this text.'));
      return;
    }
    visited = place.attitude;
    const source = annotations.index.mention(place.attitude.sourceMentionId);
    if (source) await revealSpan(document.uri, source.span);
    say(placeText(annotations, place));
  };
  return { next: () => go(1), previous: () => go(-1) };
}

function placeText({ index }: DocumentAnnotations, place: AttitudePlace): string {
  const { attitude, number, total } = place;
  const nameOf = (mentionId: string) => index.entityOfMention(mentionId)?.name ?? '';
  const sign = attitude.label === 'neutral' ? '' : signs[attitude.label];
  const words = `${nameOf(attitude.sourceMentionId)} → ${nameOf(attitude.targetMentionId)} ${sign}`;
  return l10n.t('Attitude {0} of {1}: {2}', number, total, words);
}
