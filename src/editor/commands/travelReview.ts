import { l10n, Uri } from 'vscode';
import { progressOf } from '../../core/review/queue.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { type NamesParts, takeNamesBack } from '../entities/regroup.ts';
import { lookAt } from '../review/lookAt.ts';
import { differences } from '../review/reviewedAttitudes.ts';
import { leftText } from '../review/reviewText.ts';
import { say } from '../say.ts';
import type { WalkParts } from './goThroughSuggestions.ts';
import type { CommandHandler } from './runCommand.ts';

/** How long the status bar says what came back. */
const messageMs = 10_000;

/**
 * Takes back the last step of the review, or does it again, and turns to what came back with it. Of the current
 * document, unless a message about another one says so.
 */
export function travelReview(parts: WalkParts & NamesParts, direction: 'undo' | 'redo'): CommandHandler {
  return async (document) => {
    const { store, current } = parts;
    const uri = document instanceof Uri ? document : current.document?.uri;
    const before = uri && store.get(uri);
    const title = uri && (await travel(parts, uri, direction));
    if (title === false) return;
    const after = uri && store.get(uri);
    if (!before || title === undefined) {
      say(
        direction === 'undo'
          ? l10n.t('There is no step of the review to undo.')
          : l10n.t('There is no step of the review to redo.'),
        messageMs,
      );
      return;
    }
    const message = direction === 'undo' ? l10n.t('Undone – {0}', title) : l10n.t('Redone – {0}', title);
    if (!after || !(await turnTo(parts, before, after, message))) {
      const left = after ? ` · ${leftText(progressOf(after.extraction, after.review))}` : '';
      say(`${message}${left}`, messageMs);
    }
  };
}

/** The title of the step; `undefined` when there is none, `false` when others have made it impossible. */
async function travel(
  parts: NamesParts,
  uri: Uri,
  direction: 'undo' | 'redo',
): Promise<string | false | undefined> {
  const done = parts.store[direction](uri);
  if (typeof done !== 'object') return done;
  const outcome = await takeNamesBack(parts, uri, done, direction === 'undo' ? 'future' : 'past');
  if (outcome === 'gone') return travel(parts, uri, direction);
  return outcome === 'done' && done.title;
}

/** Whether there is an attitude to turn to where the two differ first. */
async function turnTo(
  { session }: WalkParts,
  before: DocumentAnnotations,
  after: DocumentAnnotations,
  message: string,
): Promise<boolean> {
  const { index } = after;
  for (const places of differences(before.review, after.review)) {
    const source = index.mentionExactlyAt(places.source);
    const target = index.mentionExactlyAt(places.target);
    const attitude = source && target && index.attitudeBetween(source.id, target.id);
    if (!attitude) continue;
    await lookAt(session, after, attitude, { after: message });
    return true;
  }
  return false;
}
