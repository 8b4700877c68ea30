import { l10n, type TextDocument, type Uri } from 'vscode';
import { parsingBrat } from '../core/formats/brat.ts';
import type { Problem } from '../core/problem.ts';
import type { AnnFile } from '../core/review/annFile.ts';
import { readingReview } from '../core/review/bratSync.ts';
import type { Review } from '../core/review/review.ts';
import { shiftReview } from '../core/review/textEdits.ts';
import { stepBetween } from '../core/textDiff.ts';
import { mapTexts } from '../core/textMapping.ts';
import type { Work } from '../core/work.ts';
import { basenameOf } from './fileNames.ts';
import { decodeUtf8, readFileIfThere, savedText } from './textFiles.ts';
import { UserError } from './userError.ts';

/** What the annotations of a document need of it. */
export type AnnotatedDocument = Pick<
  TextDocument,
  'uri' | 'version' | 'isDirty' | 'isClosed' | 'isUntitled' | 'eol' | 'encoding' | 'getText'
>;

/** A text and the `.ann` file beside it, as they are on disk. */
export interface DiskContent {
  readonly text: string;
  /** `undefined` when there is no such file. */
  readonly annBytes: Uint8Array | undefined;
  /** Empty when there is no such file. */
  readonly annText: string;
}

/** What files say, and what they are written back into. */
export interface AnnContent {
  readonly disk: DiskContent;
  /** The text on disk that the offsets of the `.ann` file count in; `disk.text` may be a newer one. */
  readonly countsIn: string;
  /** The text that `review` counts in: that of the disk with the line ends of an editor. */
  readonly text: string;
  readonly review: Review;
  readonly file: AnnFile;
  readonly problems: readonly Problem[];
}

/**
 * Reads both files; `undefined` when the text is not there.
 * @throws UserError when one of them cannot be used, with what to do.
 */
export async function readDisk(document: AnnotatedDocument, annUri: Uri): Promise<DiskContent | undefined> {
  const [annBytes, textBytes] = await Promise.all([readFileIfThere(annUri), readFileIfThere(document.uri)]);
  if (!textBytes) return undefined;
  const text = document.encoding.startsWith('utf8') ? decodeUtf8(textBytes) : undefined;
  if (text === undefined) throw new UserError(notUtf8(basenameOf(document.uri)));
  const annText = annBytes ? decodeUtf8(annBytes) : '';
  if (annText === undefined) throw new UserError(notUtf8(basenameOf(annUri)));
  return { text, annBytes, annText };
}

/**
 * What the files say to an editor that shows `document`.
 * @param before what the same file said until now, if it was read
 */
export function* readingContent(
  disk: DiskContent,
  document: AnnotatedDocument,
  annUri: Uri,
  before?: { readonly file?: AnnFile | undefined; readonly seenIds?: ReadonlySet<string> | undefined },
): Work<AnnContent> {
  const text = savedText(document, disk.text);
  const mapping = mapTexts(disk.text, text);
  if (!mapping) throw new Error('A text and what an editor makes of it differ in more than line ends.');
  yield;
  const brat = yield* parsingBrat(disk.annText, disk.text);
  const name = basenameOf(annUri);
  const problems = brat.problems.map(({ message, line }) => ({
    message: l10n.t('{0}, line {1}: {2}', name, line, message),
    line,
  }));
  const read = yield* readingReview(brat, mapping.toEditor, before);
  return { disk, countsIn: disk.text, text, problems, ...read };
}

/** `review` of a text as it is in another text that came of it. */
export function moveReview(review: Review, from: string, to: string): Review {
  return from === to ? review : shiftReview(review, [stepBetween(from, to)]);
}

function notUtf8(name: string): string {
  return l10n.t(
    '“{0}” is not UTF-8, and brat reads nothing else. Save it with UTF-8 encoding first; nothing was written.',
    name,
  );
}
