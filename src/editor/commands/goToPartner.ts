import { l10n, type QuickPickItem, window } from 'vscode';
import type { AnnotationStore } from '../annotationStore.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { type Partner, partnersOf } from '../partners.ts';
import { revealSpan } from '../reveal.ts';
import { stateWords } from '../review/reviewText.ts';
import { say } from '../say.ts';
import { signs } from '../words.ts';
import { documentFor } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Goes to the other end of an attitude of the mention at the cursor; asks which when there are several. */
export function goToPartner(current: CurrentDocument, store: AnnotationStore): CommandHandler {
  return async () => {
    const document = await documentFor(current, []);
    const annotations = store.get(document.uri);
    const cursor = current.editor?.selection.active;
    const mention = cursor && annotations?.index.mentionAt(document.offsetAt(cursor));
    if (!annotations || !mention) return;
    const partners = partnersOf(annotations, mention);
    const [only] = partners;
    if (!only) {
      say(l10n.t('“{0}” has no attitudes.', annotations.wordsAt(mention.span)), 4000);
      return;
    }
    const chosen = partners.length === 1 ? only : await choose(annotations, partners);
    if (chosen) await revealSpan(document.uri, chosen.mention.span);
  };
}

async function choose(
  annotations: DocumentAnnotations,
  partners: readonly Partner[],
): Promise<Partner | undefined> {
  const items = partners.map((partner) => ({ ...itemOf(annotations, partner), partner }));
  const chosen = await window.showQuickPick(items, {
    placeHolder: l10n.t('Go to which partner?'),
    matchOnDetail: true,
  });
  return chosen?.partner;
}

function itemOf(annotations: DocumentAnnotations, { mention, attitude, isOutgoing }: Partner): QuickPickItem {
  const sentence = annotations.extraction.sentences[attitude.sentenceIndex];
  const sign = attitude.label === 'neutral' ? '' : signs[attitude.label];
  return {
    label: `${isOutgoing ? '→' : '←'} ${annotations.wordsAt(mention.span)}`,
    description: `${sign} ${stateWords(attitude)}`,
    ...(sentence && { detail: annotations.wordsAt(sentence) }),
  };
}
