import { l10n } from 'vscode';
import { resolveLost } from '../../core/review/operations.ts';
import type { LostMention } from '../../core/review/review.ts';
import { snapToWords } from '../../core/snapToWords.ts';
import type { Span } from '../../core/span.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { spanOf } from '../positions.ts';
import { isLostItem } from '../review/reviewNodes.ts';
import { takeReviewStep } from '../review/takeReviewStep.ts';
import { say } from '../say.ts';
import { UserError } from '../userError.ts';
import type { WalkParts } from './goThroughSuggestions.ts';
import type { CommandHandler } from './runCommand.ts';

/** Gives a mention whose words were deleted the words that are selected. */
export function reattachMention(parts: WalkParts): CommandHandler {
  return async (item) => {
    const { current } = parts;
    const found = lostOf(parts, item);
    if (!found) return;
    const { annotations, lost } = found;
    const editor = current.editor;
    const isThere = editor?.document.uri.toString() === annotations.uri.toString();
    if (!editor || !isThere || editor.selection.isEmpty)
      throw new UserError(
        l10n.t('First select the words in the text that “{0}” is to stand for.', lost.words),
      );
    const selected = spanOf(editor.document, editor.selection);
    const span = snapToWords(annotations.text, selected) ?? selected;
    const title = l10n.t('attached: {0} to “{1}”', lost.words, annotations.wordsAt(span));
    await resolve(parts, annotations, lost, span, title);
    say(title);
  };
}

/** Removes a mention whose words were deleted, with its attitudes. */
export function removeLostMention(parts: WalkParts): CommandHandler {
  return async (item, selected) => {
    const items = Array.isArray(selected) && selected.includes(item) ? selected : [item];
    for (const each of items) {
      const found = lostOf(parts, each);
      if (!found) continue;
      const { annotations, lost } = found;
      const title = l10n.t('removed: {0}', lost.words);
      await resolve(parts, annotations, lost, 'remove', title);
      say(title);
    }
  };
}

async function resolve(
  parts: WalkParts,
  { uri }: DocumentAnnotations,
  { mention }: LostMention,
  resolution: Span | 'remove',
  title: string,
): Promise<void> {
  await takeReviewStep(parts, uri, ({ review }) => resolveLost(review, mention.id, resolution), title);
}

/**
 * The lost mention behind a list item, as it is now. While a list is being made anew VS Code does not know what its
 * items stand for: then it is the only one that there is.
 * @throws UserError where there are others
 */
function lostOf(
  { store, current }: WalkParts,
  item: unknown,
): { readonly annotations: DocumentAnnotations; readonly lost: LostMention } | undefined {
  if (!isLostItem(item)) return onlyLost(current.document && store.get(current.document.uri));
  const annotations = store.get(item.annotations.uri);
  const lost = annotations?.review.lost.find(({ mention }) => mention.id === item.lost.mention.id);
  return annotations && lost && { annotations, lost };
}

function onlyLost(annotations: DocumentAnnotations | undefined): ReturnType<typeof lostOf> {
  const [lost, ...others] = annotations?.review.lost ?? [];
  if (!annotations || !lost) return undefined;
  if (others.length > 0)
    throw new UserError(l10n.t('The list has just changed. Choose the mention in it once more.'));
  return { annotations, lost };
}
