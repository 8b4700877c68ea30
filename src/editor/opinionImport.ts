import { l10n, type TextDocument, type Uri } from 'vscode';
import { type OpinionLine, parseOpinions } from '../core/formats/opin.ts';
import { isRusentrelText } from '../core/formats/rusentrel.ts';
import type { Problem } from '../core/problem.ts';
import { importOpinions, type OpinionImport } from '../core/review/importOpinions.ts';
import { readText } from './annotatedFile.ts';
import type { AnnotationFiles } from './annotationFiles.ts';
import type { AnnotationStore } from './annotationStore.ts';
import { basenameOf, besides } from './fileNames.ts';
import { commandIds } from './ids.ts';
import { readFileIfThere } from './textFiles.ts';
import { UserError } from './userError.ts';

/** What came of the opinions beside one text. */
export interface ImportedOpinions {
  readonly opinUri: Uri;
  readonly opinions: readonly OpinionLine[];
  /** Lines that could not be read. */
  readonly problems: readonly Problem[];
  readonly result: OpinionImport<OpinionLine>;
}

/**
 * Puts the opinions of `NAME.opin.txt` into the review of the document, as one step that can be undone.
 * @returns undefined when there is no such file
 * @throws UserError when the text has no mentions, or its annotations cannot be written
 */
export async function importOpinionsInto(
  document: TextDocument,
  store: AnnotationStore,
  files: AnnotationFiles,
): Promise<ImportedOpinions | undefined> {
  const opinUri = besides(document.uri, '.opin.txt');
  const bytes = await readFileIfThere(opinUri);
  if (!bytes) return undefined;
  const { opinions, problems } = parseOpinions(readText(bytes, opinUri));
  const { uri, text, review, extraction, synonyms, models } = await files.forEditing(document);
  if (extraction.mentions.length === 0) {
    throw new UserError(
      l10n.t(
        '“{0}” has no entities that opinions could speak of. Extract attitudes first, or annotate entities.',
        basenameOf(uri),
      ),
      [{ title: l10n.t('Extract Attitudes'), command: commandIds.extractAttitudes, args: [uri] }],
    );
  }
  const source = isRusentrelText(text) ? 'rusentrel' : 'plain';
  const result = importOpinions({ text, source, review, extraction, synonyms, models }, opinions);
  store.apply(uri, result.change, l10n.t('Import Opinions'));
  return { opinUri, opinions, problems, result };
}
