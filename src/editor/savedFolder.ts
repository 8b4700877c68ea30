import { l10n, type Uri, window, workspace } from 'vscode';
import type { AnnotationFiles } from './annotationFiles.ts';
import { basenameOf, isBelow } from './fileNames.ts';

/**
 * Sees to it that the files below the folder hold what the editor shows: texts are saved, which is asked first, and
 * annotations written. Whether the user wants to go on.
 */
export async function saveFolder(folder: Uri, files: AnnotationFiles): Promise<boolean> {
  const dirty = workspace.textDocuments.filter(
    ({ uri, isDirty, isUntitled }) => isDirty && !isUntitled && isBelow(uri, folder),
  );
  const [first] = dirty;
  if (first) {
    const save = l10n.t('Save and Go On');
    const answer = await window.showWarningMessage(
      dirty.length === 1
        ? l10n.t('Save “{0}” first?', basenameOf(first.uri))
        : l10n.t('Save changed texts first? There are {0} of them.', dirty.length),
      { modal: true, detail: l10n.t('What is exported from a folder is what its files hold.') },
      save,
    );
    if (answer !== save) return false;
    for (const document of dirty) if (!(await document.save())) return false;
  }
  await files.settle(folder);
  return true;
}
