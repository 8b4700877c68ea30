import { l10n, Uri, workspace } from 'vscode';
import { startGold } from '../../core/agreement/adjudication.ts';
import {
  type AdjudicationLog,
  formatAdjudicationLog,
  parseAdjudicationLog,
} from '../../core/agreement/adjudicationLog.ts';
import type { GoldFrame } from '../../core/agreement/goldView.ts';
import { type BratDocument, formatBrat, parseBrat } from '../../core/formats/brat.ts';
import { writeAtomically } from '../atomicWrite.ts';
import { basenameOf, folderOf } from '../fileNames.ts';
import { decodeUtf8, readFileIfThere } from '../textFiles.ts';
import { UserError } from '../userError.ts';
import type { ComparedEntry } from './comparedEntry.ts';

/** The third file of one document. */
export interface GoldFile {
  readonly annUri: Uri;
  readonly textUri: Uri;
  /** As it is on disk; what it would start with where it is not there yet. */
  readonly brat: BratDocument;
  readonly isThere: boolean;
  readonly bytes: Uint8Array | undefined;
}

/** Name of the file that says what was decided. */
export const logName = 'adjudication.tsv';

/**
 * Reads the third file of a document.
 * @param known what was read before; it is still true where the file is the same
 * @throws UserError when its text is another one, or a file is not UTF-8
 */
export async function readGold(
  folder: Uri,
  entry: ComparedEntry,
  frame: GoldFrame,
  known?: GoldFile,
): Promise<GoldFile> {
  const [annUri, textUri] = [goldUri(folder, entry, '.ann'), goldUri(folder, entry, '.txt')];
  const [ann, text] = await Promise.all([readFileIfThere(annUri), readFileIfThere(textUri)]);
  if (text && !isSame(text, entry.textBytes)) {
    throw new UserError(
      l10n.t(
        'The text {0} in the third folder is not the one that was compared, so nothing is decided there. Put the text back, or choose another folder.',
        basenameOf(textUri),
      ),
    );
  }
  if (known?.isThere && isSame(ann, known.bytes)) return known;
  const annText = ann && decodeUtf8(ann);
  if (ann && annText === undefined) {
    throw new UserError(
      l10n.t('{0} in the third folder is not UTF-8. Save it as UTF-8, or move it away.', basenameOf(annUri)),
    );
  }
  const { text: content } = entry.document;
  const brat = annText === undefined ? startGold(content, frame) : parseBrat(annText, content);
  return { annUri, textUri, brat, isThere: annText !== undefined, bytes: ann };
}

/**
 * Writes the third file whole, and the text beside it if it is not there.
 * @returns what was written, as if it had been read
 * @throws UserError when the file was changed since it was read
 */
export async function writeGold(gold: GoldFile, entry: ComparedEntry, brat: BratDocument): Promise<GoldFile> {
  const bytes = new TextEncoder().encode(formatBrat(brat));
  await workspace.fs.createDirectory(folderOf(gold.annUri));
  if (!(await readFileIfThere(gold.textUri))) await writeAtomically(gold.textUri, entry.textBytes);
  const now = await readFileIfThere(gold.annUri);
  if (!isSame(now, gold.bytes)) {
    throw new UserError(
      l10n.t('{0} in the third folder was changed at this very moment. Try again.', basenameOf(gold.annUri)),
    );
  }
  await writeAtomically(gold.annUri, bytes);
  return { ...gold, brat, bytes, isThere: true };
}

/** The decisions that are on record in the folder; none where there is no record yet. */
export async function readLog(
  folder: Uri,
): Promise<ReturnType<typeof parseAdjudicationLog> & { readonly isThere: boolean }> {
  const bytes = await readFileIfThere(Uri.joinPath(folder, logName));
  const text = bytes ? decodeUtf8(bytes) : '';
  if (text === undefined) {
    throw new UserError(
      l10n.t('{0} in the third folder is not UTF-8. Save it as UTF-8, or move it away.', logName),
    );
  }
  return { ...parseAdjudicationLog(text), isThere: bytes !== undefined };
}

/** Puts the decisions on record. */
export async function writeLog(folder: Uri, log: AdjudicationLog): Promise<void> {
  await writeAtomically(Uri.joinPath(folder, logName), new TextEncoder().encode(formatAdjudicationLog(log)));
}

/** The third file of a document. */
export function goldUri(folder: Uri, { id }: ComparedEntry, extension: '.ann' | '.txt'): Uri {
  return Uri.joinPath(folder, `${id}${extension}`);
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;
}
