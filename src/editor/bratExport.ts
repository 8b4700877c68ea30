import { Uri } from 'vscode';
import type { EntityMention } from '../core/annotations.ts';
import { type BratDocument, formatBrat, parseBrat } from '../core/formats/brat.ts';
import { bratAnnotationConf, bratVisualConf } from '../core/formats/bratConfig.ts';
import { readReview, writeReview } from '../core/review/bratSync.ts';
import { rebaseReview } from '../core/review/rebase.ts';
import { emptyReview, isConfirmed, type Review } from '../core/review/review.ts';
import { mapSpan } from '../core/textMapping.ts';
import { haveSameBytes, replaceAtomically, writeAtomically } from './atomicWrite.ts';
import { type Merged, mergeSuggestions, withoutSuggestions } from './bratMerge.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
import { besides } from './fileNames.ts';
import type { SavedDocument } from './savedDocument.ts';
import { decodeUtf8, readFileAbove, readFileIfThere } from './textFiles.ts';

/** What goes into the file besides the annotations: nothing, suggested mentions, or suggested attitudes too. */
export type BratContent = 'annotations' | 'mentions' | 'all';

/** An `.ann` file to be written, and what it is based on. */
export interface BratPlan {
  readonly annUri: Uri;
  /** As it stands on disk; `undefined` if there is no such file. */
  readonly existing: Uint8Array | undefined;
  readonly annText: string;
  /** What a person stands behind; neutral attitudes are attitudes, too. */
  readonly annotations: { readonly mentions: number; readonly attitudes: number };
  /** What is marked as suggested. */
  readonly suggestions: { readonly mentions: number; readonly attitudes: number };
  /** Suggested attitudes that do not go into the file. */
  readonly leftOut: number;
  /** Lines of the existing file that brat could not read either; they stay as they are. */
  readonly unreadLines: number;
}

/**
 * What the file at `annUri` will be: in another folder that of the document, in what is there already only its
 * annotations. Reads, writes nothing.
 * @returns `undefined` when an existing file is not UTF-8: it cannot be added to without loss.
 */
export async function planBrat(
  saved: SavedDocument,
  annotations: DocumentAnnotations,
  content: BratContent,
  annUri: Uri,
): Promise<BratPlan | undefined> {
  const ownUri = besides(saved.document.uri, '.ann');
  const isOwn = ownUri.toString() === annUri.toString();
  const [existing, own] = await Promise.all([readFileIfThere(annUri), readFileIfThere(ownUri)]);
  const [existingText, ownText] = [existing, own].map((bytes) => (bytes ? decodeUtf8(bytes) : ''));
  if (existingText === undefined || ownText === undefined) return undefined;
  const existingBrat = parseBrat(existingText, saved.diskText);
  const annotated = isOwn
    ? existingBrat
    : existing
      ? addReview(existingBrat, annotations.review, saved)
      : withoutSuggestions(parseBrat(ownText, saved.diskText));
  const merged = content === 'annotations' ? undefined : merge(annotated, annotations, content, saved);
  const { review, extraction } = annotations;
  const suggested = extraction.attitudes.filter(({ confirmed }) => !confirmed).length;
  return {
    annUri,
    existing,
    annText: formatBrat(merged?.document ?? annotated),
    annotations: {
      mentions: [...review.mentions.values()].filter(isConfirmed).length,
      attitudes: [...review.attitudes.values()].filter(isConfirmed).length,
    },
    suggestions: { mentions: merged?.mentions ?? 0, attitudes: merged?.attitudes ?? 0 },
    leftOut: suggested - (merged?.attitudes ?? 0),
    unreadLines: new Set(existingBrat.problems.map(({ line }) => line)).size,
  };
}

function merge(
  document: BratDocument,
  { extraction, models }: DocumentAnnotations,
  content: 'mentions' | 'all',
  { mapping }: SavedDocument,
): Merged {
  return mergeSuggestions(document, {
    mentions: extraction.mentions.map((mention) => toDisk(mention, mapping.toDisk)),
    attitudes: content === 'all' ? extraction.attitudes.filter(({ confirmed }) => !confirmed) : [],
    models: models ?? {},
  });
}

/** The file of somebody else with our annotations in it; where both speak of the same, ours stand. */
function addReview(
  existing: BratDocument,
  review: Review,
  { diskText, mapping }: SavedDocument,
): BratDocument {
  const theirs = readReview(existing, mapping.toEditor);
  const { review: both } = rebaseReview(emptyReview, review, theirs.review);
  return parseBrat(writeReview(theirs.file, both, diskText, mapping.toDisk).annText, diskText);
}

/**
 * Writes the `.ann` file; brat finds an annotation file only where a text lies beside it.
 * @returns `false` when the file is no longer as it was when the plan was made; then nothing was written.
 */
export async function writeBrat({ annUri, existing, annText }: BratPlan): Promise<boolean> {
  const bytes = new TextEncoder().encode(annText);
  return haveSameBytes(existing ?? new Uint8Array(), bytes) || replaceAtomically(annUri, existing, bytes);
}

/**
 * Writes `annotation.conf` and `visual.conf` into the folder, unless they, or files that brat would take from a
 * folder above up to `root`, are there: those are the user's.
 * @returns names of the files that were written and of those that were left alone.
 */
export async function writeBratConfig(
  folder: Uri,
  root: Uri | undefined,
  types: readonly string[],
): Promise<{ readonly written: readonly string[]; readonly kept: readonly string[] }> {
  const written: string[] = [];
  const kept: string[] = [];
  const contents = { 'annotation.conf': bratAnnotationConf(types), 'visual.conf': bratVisualConf(types) };
  for (const [name, content] of Object.entries(contents)) {
    if (await readFileAbove(folder, root, name)) {
      kept.push(name);
      continue;
    }
    await writeAtomically(Uri.joinPath(folder, name), new TextEncoder().encode(content));
    written.push(name);
  }
  return { written, kept };
}

function toDisk(mention: EntityMention, translate: (offset: number) => number): EntityMention {
  return {
    ...mention,
    span: mapSpan(mention.span, translate),
    ...(mention.fragments && { fragments: mention.fragments.map((piece) => mapSpan(piece, translate)) }),
  };
}
