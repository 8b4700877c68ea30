import { type Uri, workspace } from 'vscode';
import type { ReviewChange } from '../../core/review/review.ts';
import type { AnnotationFiles } from '../annotationFiles.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';

/**
 * Takes one step in the review of a document and returns what it is then.
 * @param change made from what is known once the document can be annotated
 * @param title what the step did, to be read after "Undone"
 * @throws UserError when annotations of the document cannot be written.
 */
export async function takeReviewStep(
  { store, files }: { readonly store: AnnotationStore; readonly files: AnnotationFiles },
  uri: Uri,
  change: (annotations: DocumentAnnotations) => ReviewChange,
  title: string,
): Promise<DocumentAnnotations | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const document = open ?? (await workspace.openTextDocument(uri));
  store.apply(uri, change(await files.forEditing(document)), title);
  return store.get(uri);
}
