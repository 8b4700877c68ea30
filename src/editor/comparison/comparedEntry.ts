import { FileSystemError, l10n, Uri } from 'vscode';
import { countAgreement, type DocumentAgreement } from '../../core/agreement/agreement.ts';
import { type Alignment, alignAnnotations } from '../../core/agreement/alignment.ts';
import { type AnnotationFiles, withoutAnn } from '../../core/agreement/annotationFiles.ts';
import type { ComparedDocument } from '../../core/agreement/comparedDocument.ts';
import { type Disagreement, listDisagreements } from '../../core/agreement/disagreements.ts';
import { disagreementRows } from '../../core/agreement/disagreementTable.ts';
import { type ComparedRelations, commonText, readCompared } from '../../core/agreement/readCompared.ts';
import { basenameOf } from '../fileNames.ts';
import { decodeUtf8, readFileIfThere } from '../textFiles.ts';
import { UserError } from '../userError.ts';
import type { ComparedSide } from './comparisonRequest.ts';
import { readVersion } from './gitVersions.ts';

/** A document that A and B have annotated, and how they differ; immutable. */
export interface ComparedEntry {
  readonly id: string;
  readonly sides: { readonly a: ComparedSide; readonly b: ComparedSide };
  /** The text that is shown: A's, or B's where A has none that can be edited. */
  readonly textUri: Uri;
  /** The bytes of the text, to be put beside the third file. */
  readonly textBytes: Uint8Array;
  readonly document: ComparedDocument;
  readonly alignment: Alignment;
  /** In reading order. */
  readonly disagreements: readonly Disagreement[];
  /** What identifies each disagreement, beyond the life of the window. */
  readonly rows: ReadonlyMap<Disagreement, string>;
  readonly counts: DocumentAgreement;
}

/** Something that could not be compared; a click opens the place. */
export interface ComparisonProblem {
  readonly documentId: string;
  readonly uri: Uri;
  /** From 1. */
  readonly line?: number;
  readonly message: string;
}

/** What became of one document. */
export interface ReadEntry {
  readonly entry?: ComparedEntry;
  readonly problems: readonly ComparisonProblem[];
}

/** Reads and compares one document; what cannot be compared becomes a problem. */
export async function readEntry(
  { id, a, b }: AnnotationFiles<ComparedSide>,
  relations: ComparedRelations,
): Promise<ReadEntry> {
  const problem = (uri: Uri, message: string, line?: number): ComparisonProblem => ({
    documentId: id,
    uri,
    message,
    ...(line !== undefined && { line }),
  });
  const only = a === undefined ? b : b === undefined ? a : undefined;
  if (a === undefined || b === undefined) {
    const message = l10n.t('in one of the folders only, so it does not count');
    return { problems: only ? [problem(only.uri, message)] : [] };
  }
  try {
    const text = await readText(a, b);
    const files = { id, text: text.content, a: await readAnn(a), b: await readAnn(b) };
    const { document, problems } = readCompared(files, relations);
    const sides = { a, b };
    return {
      entry: compare(document, { sides, textUri: text.uri, textBytes: text.bytes }),
      problems: problems.map(({ side, line, message }) => problem(sides[side].uri, message, line)),
    };
  } catch (error) {
    if (error instanceof ComparisonError)
      return { problems: [problem(error.uri, error.message, error.line)] };
    // One file that may not be read does not end the comparison of the others.
    if (error instanceof FileSystemError) return { problems: [problem(a.uri, error.message)] };
    throw error;
  }
}

function compare(
  document: ComparedDocument,
  files: Pick<ComparedEntry, 'sides' | 'textUri' | 'textBytes'>,
): ComparedEntry {
  const alignment = alignAnnotations(document);
  const disagreements = listDisagreements(document.id, alignment);
  const rows = disagreementRows(document, disagreements);
  return {
    id: document.id,
    ...files,
    document,
    alignment,
    disagreements,
    rows: new Map(disagreements.map((disagreement, index) => [disagreement, rows[index] ?? ''])),
    counts: countAgreement(document),
  };
}

/** One document cannot be compared; the others can. */
class ComparisonError extends Error {
  override readonly name = 'ComparisonError';
  constructor(
    readonly uri: Uri,
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }
}

async function readAnn(side: ComparedSide): Promise<string> {
  const bytes = await readSide(side);
  if (bytes === undefined && side.ref !== undefined)
    throw new UserError(l10n.t('“{0}” is not in the last commit.', basenameOf(side.uri)));
  if (bytes === undefined) throw new ComparisonError(side.uri, l10n.t('not there any more'));
  return decode(bytes, side.uri);
}

/** The text that stands beside either file, or beside both if it is the same. */
async function readText(
  a: ComparedSide,
  b: ComparedSide,
): Promise<{ readonly uri: Uri; readonly bytes: Uint8Array; readonly content: string }> {
  const [besideA, besideB] = [textBeside(a), textBeside(b)];
  const [bytesOfA, bytesOfB] = [await readSide(besideA), await readSide(besideB)];
  const common = commonText(
    bytesOfA && decode(bytesOfA, besideA.uri),
    bytesOfB && decode(bytesOfB, besideB.uri),
  );
  switch (common.type) {
    case 'missing':
      throw new ComparisonError(a.uri, l10n.t('no text ({0}) beside either file', basenameOf(besideA.uri)));
    case 'different':
      throw new ComparisonError(
        besideB.uri,
        l10n.t('the two annotators have different texts, so their offsets cannot be compared'),
        common.line,
      );
    case 'text': {
      // What git has is nothing to put a cursor into.
      const uri = bytesOfA && a.ref === undefined ? besideA.uri : besideB.uri;
      const bytes = bytesOfA ?? bytesOfB ?? new Uint8Array();
      return { uri, bytes, content: common.text };
    }
  }
}

function textBeside({ uri, ref }: ComparedSide): ComparedSide {
  const text = Uri.joinPath(uri, '..', `${withoutAnn(basenameOf(uri))}.txt`);
  return ref === undefined ? { uri: text } : { uri: text, ref };
}

function readSide({ uri, ref }: ComparedSide): Promise<Uint8Array | undefined> {
  return ref === undefined ? readFileIfThere(uri) : readVersion(uri, ref);
}

function decode(bytes: Uint8Array, uri: Uri): string {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new ComparisonError(uri, l10n.t('not UTF-8; save it with UTF-8 encoding'));
  return text;
}
