import { l10n } from 'vscode';
import type { Attitude, Label } from '../../core/annotations.ts';
import type { ReviewProgress } from '../../core/review/queue.ts';
import { attitudeCount, percent, suggestionCount } from '../counts.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { signName, signs } from '../words.ts';
import { isSuggestion } from './attitudeAtCursor.ts';

/** What a person can make of attitudes. */
export type Decision = 'accept' | 'reject' | 'flip' | 'remove' | Label;

/** `Турция → Греция −`, by the names of the entities. */
export function attitudeWords(
  annotations: DocumentAnnotations,
  {
    sourceMentionId,
    targetMentionId,
    label,
  }: Pick<Attitude, 'sourceMentionId' | 'targetMentionId' | 'label'>,
): string {
  return `${endName(annotations, sourceMentionId)} → ${endName(annotations, targetMentionId)} ${signs[label]}`;
}

/** The name of what a mention refers to. */
function endName(annotations: DocumentAnnotations, mentionId: string): string {
  const name = annotations.index.entityOfMention(mentionId)?.name;
  if (name !== undefined) return name;
  const span = annotations.index.mention(mentionId)?.span;
  return span ? annotations.wordsAt(span) : '';
}

/** What a step of the review did, to stand after "Undone": `accepted: Турция → Греция −`. */
export function decisionTitle(
  annotations: DocumentAnnotations,
  attitudes: readonly Attitude[],
  decision: Decision,
): string {
  const [first, second] = attitudes;
  const count = attitudes.every(isSuggestion) ? suggestionCount : attitudeCount;
  const what = first && !second ? attitudeWords(annotations, first) : count(attitudes.length);
  switch (decision) {
    case 'accept':
      return l10n.t('accepted: {0}', what);
    case 'reject':
      return l10n.t('rejected: {0}', what);
    case 'flip':
      return l10n.t('turned round: {0}', what);
    case 'remove':
      return l10n.t('removed: {0}', what);
    default:
      return l10n.t('labelled {0}: {1}', signName(decision), what);
  }
}

/** "94 %" of a suggestion, of an annotation what a person did. */
export function stateWords({ confirmed, label, origin, probability }: Attitude): string {
  if (!confirmed) return percent(probability);
  if (label === 'neutral') return l10n.t('rejected');
  switch (origin?.by) {
    case 'accepted':
      return l10n.t('accepted');
    case 'corrected':
      return l10n.t('corrected');
    default:
      return l10n.t('added by hand');
  }
}

/** "12 of 50 left". */
export function leftText({ reviewed, remaining }: ReviewProgress): string {
  return l10n.t('{0} of {1} left', remaining, reviewed + remaining);
}

/** What is said of the attitude that is looked at: `Турция → Греция −, 94 % · 12 of 50 left`. */
export function lookedAtText(
  annotations: DocumentAnnotations,
  attitude: Attitude,
  progress: ReviewProgress,
): string {
  const words = attitudeWords(annotations, attitude);
  const state = attitude.confirmed ? l10n.t('confirmed') : percent(attitude.probability);
  return `${words}, ${state} · ${leftText(progress)}`;
}

/** `text` with a capital, to begin a message. */
export function capitalized(text: string): string {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase() + rest.join('');
}
