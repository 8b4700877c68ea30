import { l10n, window } from 'vscode';
import { type Attitude, labels } from '../../core/annotations.ts';
import {
  acceptAttitudes,
  flipAttitudes,
  labelAttitudes,
  rejectAttitudes,
  removeAttitudes,
  shownAttitude,
} from '../../core/review/operations.ts';
import { progressOf } from '../../core/review/queue.ts';
import type { ReviewChange } from '../../core/review/review.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { isSuggestion } from '../review/attitudeAtCursor.ts';
import { lookAt } from '../review/lookAt.ts';
import { visitOf } from '../review/reviewSession.ts';
import { capitalized, type Decision, decisionTitle, leftText } from '../review/reviewText.ts';
import { neighbourSuggestion } from '../review/suggestionQueue.ts';
import { takeReviewStep } from '../review/takeReviewStep.ts';
import { say } from '../say.ts';
import { signName } from '../words.ts';
import { goOn } from './goThroughSuggestions.ts';
import { type ReviewTargets, reviewTargets, type TargetParts } from './reviewTargets.ts';
import type { CommandHandler } from './runCommand.ts';

/** Accepts, rejects, turns round, labels or removes what the command is meant for; then the next one is looked at. */
export function decideAttitudes(parts: TargetParts, decision: Decision): CommandHandler {
  return async (...args) => {
    const targets = await reviewTargets(parts, args, isWantedFor(decision));
    if (targets) await decide(parts, targets, decision, args);
  };
}

/** Asks for the label, then does the same. */
export function setLabel(parts: TargetParts): CommandHandler {
  return async (...args) => {
    const targets = await reviewTargets(parts, args, isWantedFor('positive'));
    if (!targets) return;
    const items = labels.toReversed().map((label) => ({ label: capitalized(signName(label)), value: label }));
    const chosen = await window.showQuickPick(items, { placeHolder: l10n.t('Which label?') });
    if (chosen) await decide(parts, targets, chosen.value, args);
  };
}

/** Only suggestions can be accepted or rejected, and only what stands in the file can be removed from it. */
function isWantedFor(decision: Decision): (attitude: Attitude) => boolean {
  if (decision === 'accept' || decision === 'reject') return isSuggestion;
  if (decision === 'remove') return ({ id }) => id !== undefined;
  return () => true;
}

async function decide(
  parts: TargetParts,
  targets: ReviewTargets,
  decision: Decision,
  args: readonly unknown[],
): Promise<void> {
  await takeStep(parts, targets, decision);
  await goOnInList(parts, targets, args);
}

/** A key in a list that drops what was decided upon goes on with the next item there: else the focus would be lost. */
async function goOnInList(
  { store, lists }: TargetParts,
  { annotations, attitudes }: ReviewTargets,
  [first]: readonly unknown[],
): Promise<void> {
  const list = typeof first === 'string' ? lists[first] : undefined;
  const last = attitudes.at(-1);
  const now = store.get(annotations.uri);
  if (!list?.focus || !last || !now) return;
  const next = neighbourSuggestion(now, visitOf(annotations, last), 'position', 1);
  if (next) await list.focus(next);
}

async function takeStep(parts: TargetParts, targets: ReviewTargets, decision: Decision): Promise<void> {
  const { annotations, attitudes, isInText } = targets;
  const { session } = parts;
  const { uri } = annotations;
  const title = decisionTitle(annotations, attitudes, decision);
  const [only] = attitudes;
  // The way goes on from here, whatever becomes of it.
  if (isInText) session.look(annotations, only);
  const lookedAt = session.current(uri);
  const after = await takeReviewStep(parts, uri, (now) => changeOf(now, attitudes, decision), title);
  if (!after) return;
  const isOpen = (attitude: Attitude | undefined) => attitude !== undefined && isSuggestion(attitude);
  const isDecided = isOpen(lookedAt) && !isOpen(session.current(uri));
  if (isDecided && (isInText || session.isOn(uri))) {
    await goOn(parts, after, 1, isInText ? {} : { after: title });
    return;
  }
  // An annotation stays in sight, whichever way it goes now.
  const now =
    decision === 'flip' && only
      ? after.index.attitudeBetween(only.targetMentionId, only.sourceMentionId)
      : session.current(uri);
  if (isInText && now) {
    await lookAt(session, after, now, { after: title });
    return;
  }
  const left = leftText(progressOf(after.extraction, after.review));
  say(`${capitalized(title)} · ${left}`);
}

function changeOf(
  annotations: DocumentAnnotations,
  attitudes: readonly Attitude[],
  decision: Decision,
): ReviewChange {
  const { review, index, models = {} } = annotations;
  const shown = attitudes.flatMap((attitude) => shownAttitude(attitude, (id) => index.mention(id)) ?? []);
  switch (decision) {
    case 'accept':
      return acceptAttitudes(review, shown, models);
    case 'reject':
      return rejectAttitudes(review, shown, models);
    case 'flip':
      return flipAttitudes(review, shown, models);
    case 'remove':
      return removeAttitudes(
        review,
        attitudes.flatMap(({ id }) => id ?? []),
      );
    default:
      return labelAttitudes(review, shown, decision, models);
  }
}
