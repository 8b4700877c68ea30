import { l10n, Uri, workspace } from 'vscode';
import { formatBrat, parseBrat } from '../core/formats/brat.ts';
import { bratMentions } from '../core/formats/bratAttitudes.ts';
import { isModelOnly, transferBrat } from '../core/formats/bratTransfer.ts';
import { mergeImport } from '../core/review/mergeImport.ts';
import { readText } from './annotatedFile.ts';
import { replaceAtomically } from './atomicWrite.ts';
import type { FolderFile } from './corpusFolder.ts';
import { basenameOf, besides, folderOf } from './fileNames.ts';
import { readFileIfThere } from './textFiles.ts';
import { UserError } from './userError.ts';

/** What one annotated text will be in another folder. */
export interface BratTransfer {
  /** Below both folders. */
  readonly path: string;
  readonly textUri: Uri;
  readonly annUri: Uri;
  /**
   * `new`: there is no `.ann` file; `same`: nothing to do; `replaceable`: only a model wrote what is there;
   * `different`: a person did.
   */
  readonly state: 'new' | 'same' | 'replaceable' | 'different';
  /** Absent where the text is there, if only with other line ends. */
  readonly text?: Uint8Array;
  readonly ann: string;
  /** Lines of the source's `.ann` file, from 1, that `ann` does not hold. */
  readonly linesLeftOut?: readonly number[];
  /** What both come to, where a person annotated both (`different`). */
  readonly merged?: Pick<BratTransfer, 'ann' | 'linesLeftOut'>;
  /** As it stands on disk; `undefined` if there is no such file. */
  readonly existingAnn: Uint8Array | undefined;
  /** Of the mentions. */
  readonly types: readonly string[];
}

/**
 * What becomes of a text and its `.ann` file in `target`. Reads, writes nothing.
 * @returns undefined for a text without an `.ann` file
 * @throws UserError when something is not UTF-8 or another text of that name is there
 */
export async function planTransfer(
  { uri, path }: FolderFile,
  target: Uri,
): Promise<BratTransfer | undefined> {
  const annBytes = await readFileIfThere(besides(uri, '.ann'));
  if (!annBytes) return undefined;
  const bytes = await readFileIfThere(uri);
  const document = parseBrat(readText(annBytes, besides(uri, '.ann')), readText(bytes, uri));
  const textUri = Uri.joinPath(target, path);
  const annUri = besides(textUri, '.ann');
  const [thereBytes, thereAnnBytes] = await Promise.all([textUri, annUri].map(readFileIfThere));
  const thereText = thereBytes && readText(thereBytes, textUri);
  const transferred = transferBrat(document, thereText ?? document.text);
  if (!transferred) {
    throw new UserError(
      l10n.t('Another text called {0} is in that folder; it was left as it is.', basenameOf(textUri)),
    );
  }
  const ann = formatBrat(transferred);
  const types = bratMentions(document).map(({ type }) => type);
  const there = thereAnnBytes && readText(thereAnnBytes, annUri);
  const state = stateOf(there, ann, transferred.text);
  const merged =
    there !== undefined && state === 'different'
      ? mergeImport(parseBrat(there, transferred.text), transferred)
      : undefined;
  return {
    path,
    textUri,
    annUri,
    state,
    ann,
    existingAnn: thereAnnBytes,
    types,
    ...(!thereBytes && bytes && { text: bytes }),
    ...(merged && {
      merged: { ann: merged.annText, linesLeftOut: merged.leftOut.map((index) => index + 1) },
    }),
  };
}

/**
 * Writes what was planned, the folder too if it is not there; gives it back.
 * @throws UserError when somebody else wrote meanwhile; nothing was changed then
 */
export async function writeTransfer(plan: BratTransfer): Promise<BratTransfer> {
  const { textUri, annUri, text, ann, existingAnn } = plan;
  await workspace.fs.createDirectory(folderOf(annUri));
  const annBytes = new TextEncoder().encode(ann);
  const isWritten =
    (!text || (await replaceAtomically(textUri, undefined, text))) &&
    (await replaceAtomically(annUri, existingAnn, annBytes));
  if (!isWritten) {
    const name = basenameOf(annUri);
    throw new UserError(l10n.t('{0} or its text was changed meanwhile and was left as it is.', name));
  }
  return plan;
}

function stateOf(there: string | undefined, ann: string, text: string): BratTransfer['state'] {
  if (there === undefined) return 'new';
  if (there === ann) return 'same';
  return isModelOnly(there, text) ? 'replaceable' : 'different';
}
