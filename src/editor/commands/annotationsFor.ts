import { l10n, type TextDocument } from 'vscode';
import type { AnnotationStore } from '../annotationStore.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { commandIds } from '../ids.ts';
import { UserError } from '../userError.ts';

/**
 * What is known about the document as it stands.
 * @throws UserError when nothing was extracted from it.
 */
export function annotationsFor(store: AnnotationStore, document: TextDocument): DocumentAnnotations {
  const annotations = store.get(document.uri);
  if (annotations && annotations.text === document.getText()) return annotations;
  throw new UserError(l10n.t('There is nothing to export yet: extract attitudes first.'), [
    { title: l10n.t('Extract Attitudes'), command: commandIds.extractAttitudes },
  ]);
}
