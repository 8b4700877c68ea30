import { l10n, type TextDocument, type Uri, window, workspace } from 'vscode';
import { mapTexts, type TextMapping } from '../core/textMapping.ts';
import { basenameOf } from './fileNames.ts';
import { decodeUtf8 } from './textFiles.ts';
import { UserError } from './userError.ts';

/** A document and the file that holds the same text. */
export interface SavedDocument {
  readonly document: TextDocument;
  readonly bytes: Uint8Array;
  /** Exactly as on disk: line ends, byte order mark. */
  readonly diskText: string;
  /** Between `diskText` and the editor's text. */
  readonly mapping: TextMapping;
}

/**
 * The document after it was saved, if it has to be; asks first. `undefined` when the user would rather not.
 * The result is another document when an untitled one got its file.
 */
export async function saveFirst(document: TextDocument): Promise<TextDocument | undefined> {
  if (!document.isDirty && !document.isUntitled) return document;
  const save = l10n.t('Save and Go On');
  const answer = await window.showWarningMessage(
    l10n.t('Save “{0}” first?', basenameOf(document.uri)),
    {
      modal: true,
      detail: l10n.t('The export points to characters of the text file, so the file must hold what you see.'),
    },
    save,
  );
  if (answer !== save) return undefined;
  const uri: Uri | undefined = await workspace.save(document.uri);
  if (!uri) return undefined;
  return workspace.openTextDocument(uri);
}

/**
 * Reads the file of a saved document.
 * @throws UserError when the file is not UTF-8 or no longer holds the text that the editor shows.
 */
export async function readSaved(document: TextDocument): Promise<SavedDocument> {
  const name = basenameOf(document.uri);
  const bytes = await workspace.fs.readFile(document.uri);
  const diskText = document.encoding.startsWith('utf8') ? decodeUtf8(bytes) : undefined;
  if (diskText === undefined) {
    throw new UserError(
      l10n.t(
        '“{0}” is not UTF-8, and brat and AREkit read nothing else. Save it with UTF-8 encoding first.',
        name,
      ),
      [{ title: l10n.t('Change Encoding'), command: 'workbench.action.editor.changeEncoding' }],
    );
  }
  const mapping = mapTexts(diskText, document.getText());
  if (!mapping) {
    throw new UserError(
      l10n.t(
        '“{0}” was changed on disk and differs from what the editor shows. Save or revert it, then export again.',
        name,
      ),
      [{ title: l10n.t('Revert File'), command: 'workbench.action.files.revert' }],
    );
  }
  return { document, bytes, diskText, mapping };
}
