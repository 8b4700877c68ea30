import * as v from 'valibot';
import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { type EntityMention, labels } from '../../core/annotations.ts';
import { addAttitude as addToReview } from '../../core/review/operations.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { entityTarget, type TargetParts } from '../entities/entityTarget.ts';
import { otherEnds } from '../entities/otherEnds.ts';
import { pickSign } from '../entities/pickSign.ts';
import type { EnteredAttitude } from '../entities/typeAttitude.ts';
import { typeAttitude } from '../entities/typeAttitude.ts';
import { typeIcon } from '../entities/typeIcon.ts';
import { say } from '../say.ts';
import { mentionInContext } from '../treeNodes.ts';
import { signs } from '../words.ts';
import type { CommandHandler } from './runCommand.ts';

/** Arguments that say the other end and the sign too, for links: address, the two mentions, label. */
const wholeArguments = v.tuple([v.string(), v.string(), v.string(), v.picklist(labels)]);

/**
 * Adds an attitude of the entity at the cursor, of the list item or link; asks for the other end and the sign, by
 * letters that are shown in the text or from a list.
 */
export function addAttitude(
  parts: TargetParts,
  store: AnnotationStore,
  way: 'letters' | 'list',
): CommandHandler {
  return async (...args) => {
    const target = await entityTarget(parts, args);
    const [from] = target?.mentions ?? [];
    if (!target || !from) return;
    const entered =
      entryOfArguments(target.annotations, args) ?? (await ask(parts, target.annotations, from, way));
    if (!entered) return;
    const now = await parts.forEditing(target.annotations.uri);
    if (now.text !== target.annotations.text) return;
    const { source, target: to, label } = entered;
    const words = `${now.wordsAt(source.span)} → ${now.wordsAt(to.span)} ${signs[label]}`;
    const title = l10n.t('added: {0}', words);
    store.apply(now.uri, addToReview(now.review, source, to, label, now.models), title);
    say(title);
  };
}

function entryOfArguments(
  { index }: DocumentAnnotations,
  args: readonly unknown[],
): EnteredAttitude | undefined {
  const whole = v.safeParse(wholeArguments, args);
  if (!whole.success) return undefined;
  const [, sourceId, targetId, label] = whole.output;
  const source = index.mention(sourceId);
  const target = index.mention(targetId);
  return source && target && { source, target, label };
}

async function ask(
  { current }: TargetParts,
  annotations: DocumentAnnotations,
  from: EntityMention,
  way: 'letters' | 'list',
): Promise<EnteredAttitude | undefined> {
  const editor = current.editor;
  const isShown = editor?.document.uri.toString() === annotations.uri.toString();
  const typed = way === 'letters' && isShown ? await typeAttitude(editor, annotations, from) : 'list';
  return typed === 'list' ? chooseFromList(annotations, from) : typed;
}

interface EndItem extends QuickPickItem {
  readonly mention?: EntityMention;
}

async function chooseFromList(
  annotations: DocumentAnnotations,
  from: EntityMention,
): Promise<EnteredAttitude | undefined> {
  const { inSentence, elsewhere } = otherEnds(annotations, from);
  const words = annotations.wordsAt(from.span);
  if (inSentence.length + elsewhere.length === 0) {
    say(l10n.t('There is no other entity in this text.'));
    return undefined;
  }
  const heading = (label: string): EndItem => ({ label, kind: QuickPickItemKind.Separator });
  const chosen = await window.showQuickPick<EndItem>(
    [
      heading(l10n.t('In the sentence')),
      ...inSentence.map((mention) => itemOf(annotations, mention)),
      heading(l10n.t('Elsewhere in the text')),
      ...elsewhere.map((mention) => ({
        ...itemOf(annotations, mention),
        detail: mentionInContext(annotations, mention).text,
      })),
    ],
    { placeHolder: l10n.t('Towards whom does “{0}” hold it?', words), matchOnDetail: true },
  );
  const target = chosen?.mention;
  if (!target) return undefined;
  const label = await pickSign(l10n.t('{0} → {1}: + − 0', words, annotations.wordsAt(target.span)));
  return label && { source: from, target, label };
}

function itemOf(annotations: DocumentAnnotations, mention: EntityMention): EndItem {
  const entity = annotations.index.entityOfMention(mention.id);
  const words = annotations.wordsAt(mention.span);
  return {
    label: `$(${typeIcon(mention.type)}) ${words}`,
    ...(entity && entity.name !== words && { description: entity.name }),
    mention,
  };
}
