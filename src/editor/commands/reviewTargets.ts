import * as v from 'valibot';
import { l10n, Uri, window } from 'vscode';
import type { Attitude } from '../../core/annotations.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { isAttitudeItem } from '../attitudeItem.ts';
import { percent } from '../counts.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { meantItems } from '../meantItems.ts';
import { attitudesAtCursor } from '../review/attitudeAtCursor.ts';
import { findAttitude, visitOf } from '../review/reviewSession.ts';
import { attitudeWords } from '../review/reviewText.ts';
import { say } from '../say.ts';
import { pairArguments } from './arguments.ts';
import type { WalkParts } from './goThroughSuggestions.ts';

/** What a command of the review is to act on. */
export interface ReviewTargets {
  readonly annotations: DocumentAnnotations;
  /** At least one. */
  readonly attitudes: readonly Attitude[];
  /** Whether the person came to it in the text, and goes on from there. */
  readonly isInText: boolean;
}

/** A list whose items a key in it is meant for. */
interface SelectableList {
  readonly selection: readonly unknown[];
  /** Puts the focus on the item of a suggestion; a list that keeps what was decided upon has no need to. */
  focus?(suggestion: Attitude): Promise<void>;
}

/** By the id of the view. */
type SelectableLists = Readonly<Record<string, SelectableList>>;

/** What finding targets needs. */
export interface TargetParts extends WalkParts {
  readonly lists: SelectableLists;
}

/** How long it is said that there is nothing to act on. */
const messageMs = 4000;

/**
 * The wanted attitudes that a command is meant for: those of its arguments (a link, list items, the name of a list),
 * else the one that is looked at or at the cursor; asks which when there are several. Undefined when there is none.
 */
export async function reviewTargets(
  parts: TargetParts,
  args: readonly unknown[],
  isWanted: (attitude: Attitude) => boolean,
): Promise<ReviewTargets | undefined> {
  const items = await itemsOf(parts, args);
  const targets = items
    ? targetsOfItems(parts.store, items, isWanted)
    : (targetOfLink(parts.store, args) ?? (await targetInText(parts, isWanted)));
  if (!targets || targets.attitudes.length > 0) return targets;
  say(
    items
      ? l10n.t('Nothing of what is selected can be changed that way.')
      : l10n.t('There is no such attitude at the cursor.'),
    messageMs,
  );
  return undefined;
}

/** The selected items when several are, else the one whose button was pressed or that has the focus. */
async function itemsOf(
  { lists }: TargetParts,
  [first, selected]: readonly unknown[],
): Promise<readonly unknown[] | undefined> {
  const list = typeof first === 'string' ? lists[first] : undefined;
  if (list) return meantItems(list);
  if (!isAttitudeItem(first)) return undefined;
  return Array.isArray(selected) && selected.includes(first) ? selected : [first];
}

function targetsOfItems(
  store: AnnotationStore,
  items: readonly unknown[],
  isWanted: (attitude: Attitude) => boolean,
): ReviewTargets | undefined {
  const known = items.filter(isAttitudeItem);
  const annotations = known[0] && store.get(known[0].annotations.uri);
  if (!annotations) return undefined;
  const found = new Set<Attitude>();
  for (const item of known)
    for (const attitude of item.attitudes) {
      // What the list shows may be a moment old.
      const visit = visitOf(item.annotations, attitude);
      const now = visit && findAttitude(annotations, visit);
      if (now && isWanted(now)) found.add(now);
    }
  return { annotations, attitudes: [...found], isInText: false };
}

function targetOfLink(store: AnnotationStore, args: readonly unknown[]): ReviewTargets | undefined {
  const link = v.safeParse(pairArguments, args);
  if (!link.success) return undefined;
  const [uriText, sourceMentionId, targetMentionId] = link.output;
  const annotations = store.get(Uri.parse(uriText));
  const attitude = annotations?.index.attitudeBetween(sourceMentionId, targetMentionId);
  return annotations && { annotations, attitudes: attitude ? [attitude] : [], isInText: false };
}

async function targetInText(
  { store, current, session }: TargetParts,
  isWanted: (attitude: Attitude) => boolean,
): Promise<ReviewTargets | undefined> {
  const editor = current.editor;
  const annotations = editor && store.get(editor.document.uri);
  if (!annotations) return undefined;
  const lookedAt = session.current(annotations.uri);
  const isInText = true;
  if (session.isOn(annotations.uri))
    return { annotations, attitudes: lookedAt && isWanted(lookedAt) ? [lookedAt] : [], isInText };
  const offset = editor.document.offsetAt(session.cursor(editor));
  const attitudes = attitudesAtCursor(annotations, offset, lookedAt, isWanted);
  if (attitudes.length <= 1) return { annotations, attitudes, isInText };
  const chosen = await choose(annotations, attitudes);
  return chosen && { annotations, attitudes: [chosen], isInText };
}

async function choose(
  annotations: DocumentAnnotations,
  attitudes: readonly Attitude[],
): Promise<Attitude | undefined> {
  const items = attitudes.map((attitude) => ({
    label: attitudeWords(annotations, attitude),
    description: percent(attitude.probability),
    attitude,
  }));
  const chosen = await window.showQuickPick(items, { placeHolder: l10n.t('Which attitude?') });
  return chosen?.attitude;
}
