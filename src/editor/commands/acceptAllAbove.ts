import { type InputBox, InputBoxValidationSeverity, l10n, window } from 'vscode';
import type { Attitude } from '../../core/annotations.ts';
import { acceptAttitudes, shownAttitude } from '../../core/review/operations.ts';
import { progressOf, suggestionsOf } from '../../core/review/queue.ts';
import type { ReviewChange } from '../../core/review/review.ts';
import { percent, suggestionCount } from '../counts.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { capitalized, leftText } from '../review/reviewText.ts';
import { takeReviewStep } from '../review/takeReviewStep.ts';
import { parseThreshold } from '../review/threshold.ts';
import { say } from '../say.ts';
import { goOn, type WalkParts } from './goThroughSuggestions.ts';
import type { CommandHandler } from './runCommand.ts';

/** What is offered first: most models are hardly ever wrong from there on. */
const firstThreshold = 0.9;

/** How long the status bar says how many were accepted. */
const messageMs = 10_000;

/**
 * Accepts every suggestion that is at least as probable as the person says; one step, however many.
 * A key may bring the threshold with it (`"args": 0.9`); then nothing is asked.
 */
export function acceptAllAbove(parts: WalkParts): CommandHandler {
  return async (given) => {
    const { store, current, session } = parts;
    const uri = current.document?.uri;
    const annotations = uri && store.get(uri);
    if (!annotations) return;
    const threshold = typeof given === 'number' ? given : await askThreshold(annotations);
    // A while has passed: what is there now counts.
    const now = store.get(uri);
    if (threshold === undefined || !now) return;
    const suggestions = atLeast(now, threshold);
    if (suggestions.length === 0) return;
    const title = l10n.t(
      'accepted: {0} of {1} or more',
      suggestionCount(suggestions.length),
      percent(threshold),
    );
    const after = await takeReviewStep(parts, uri, (latest) => accept(latest, suggestions), title);
    if (!after) return;
    if (session.isOn(uri) && !session.current(uri)) await goOn(parts, after, 1);
    const left = leftText(progressOf(after.extraction, after.review));
    say(`${capitalized(title)} · ${left}`, messageMs);
  };
}

function accept(
  { review, index, models }: DocumentAnnotations,
  suggestions: readonly Attitude[],
): ReviewChange {
  const shown = suggestions.flatMap((attitude) => shownAttitude(attitude, (id) => index.mention(id)) ?? []);
  return acceptAttitudes(review, shown, models);
}

function atLeast({ extraction }: DocumentAnnotations, threshold: number) {
  return suggestionsOf(extraction).filter(({ probability }) => probability >= threshold);
}

/** The threshold that was entered, while entering it the box says how many suggestions it takes. */
function askThreshold(annotations: DocumentAnnotations): Promise<number | undefined> {
  const box = window.createInputBox();
  box.title = l10n.t('Accept All Above Threshold');
  box.prompt = l10n.t('A probability between 0 and 1, or in per cent');
  box.value = percent(firstThreshold);
  const all = suggestionsOf(annotations.extraction).length;
  const show = () => {
    box.validationMessage = countMessage(annotations, all, box);
  };
  show();
  return new Promise((resolve) => {
    box.onDidChangeValue(show);
    box.onDidAccept(() => {
      const threshold = parseThreshold(box.value);
      if (threshold === undefined) return;
      resolve(threshold);
      box.hide();
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}

function countMessage(
  annotations: DocumentAnnotations,
  all: number,
  { value }: InputBox,
): NonNullable<InputBox['validationMessage']> {
  const threshold = parseThreshold(value);
  if (threshold === undefined) {
    const message = l10n.t('Enter a probability, for example 0.9 or 90 %.');
    return { message, severity: InputBoxValidationSeverity.Error };
  }
  const count = atLeast(annotations, threshold).length;
  const message = l10n.t('Enter accepts {0} of {1}.', count, suggestionCount(all));
  return { message, severity: InputBoxValidationSeverity.Info };
}
