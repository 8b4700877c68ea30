import { l10n, type Uri } from 'vscode';
import type { Extraction } from '../core/annotations.ts';
import { parseBrat } from '../core/formats/brat.ts';
import { readReview } from '../core/review/bratSync.ts';
import { mergeAnnotations } from '../core/review/mergeView.ts';
import type { Review } from '../core/review/review.ts';
import { basenameOf, besides } from './fileNames.ts';
import { readSynonyms } from './synonymsFile.ts';
import { decodeUtf8, readFileIfThere } from './textFiles.ts';
import { UserError } from './userError.ts';

/** A text with what its `.ann` file says, both as they are on disk: spans count in the text of the file. */
export interface AnnotatedFile {
  readonly uri: Uri;
  readonly text: string;
  readonly review: Review;
  /** The same as views show it, with entities. */
  readonly extraction: Extraction;
}

/**
 * Reads a text and its `.ann` file.
 * @returns undefined for a text without an `.ann` file
 * @throws UserError when one of them is not UTF-8
 */
export async function readAnnotatedFile(uri: Uri): Promise<AnnotatedFile | undefined> {
  const annUri = besides(uri, '.ann');
  const annBytes = await readFileIfThere(annUri);
  if (!annBytes) return undefined;
  const text = readText(await readFileIfThere(uri), uri);
  const { review } = readReview(parseBrat(readText(annBytes, annUri), text), (offset) => offset);
  const synonyms = (await readSynonyms(uri))?.groups;
  return { uri, text, review, extraction: mergeAnnotations({ text, review, synonyms }).extraction };
}

/**
 * Bytes of a file as text, a byte order mark kept.
 * @throws UserError for bytes that are not UTF-8
 */
export function readText(bytes: Uint8Array | undefined, uri: Uri): string {
  const text = bytes && decodeUtf8(bytes);
  if (text === undefined)
    throw new UserError(l10n.t('{0} is not UTF-8. Save it as UTF-8 first.', basenameOf(uri)));
  return text;
}
