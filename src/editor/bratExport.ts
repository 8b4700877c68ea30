import { Uri } from 'vscode';
import type { EntityMention } from '../core/annotations.ts';
import { type BratDocument, formatBrat, parseBrat } from '../core/formats/brat.ts';
import { bratAnnotationConf, bratVisualConf } from '../core/formats/bratConfig.ts';
import { mapSpan } from '../core/textMapping.ts';
import { haveSameBytes, writeAtomically } from './atomicWrite.ts';
import { type Merged, mergeSuggestions } from './bratMerge.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
import type { SavedDocument } from './savedDocument.ts';
import { decodeUtf8, readFileAbove, readFileIfThere } from './textFiles.ts';

/** What goes into the file: mentions alone, or attitudes too. */
export type BratContent = 'all' | 'mentions';

/** An `.ann` file to be written, and what it is based on. */
export interface BratPlan {
  readonly annUri: Uri;
  /** As it stands on disk; `undefined` if there is no such file. */
  readonly existing: Uint8Array | undefined;
  readonly merged: Merged;
  /** Lines of the existing file that brat could not read either; they stay as they are. */
  readonly unreadLines: number;
}

/**
 * What the file at `annUri` will be. Reads, writes nothing.
 * @returns `undefined` when the existing file is not UTF-8: it cannot be added to without loss.
 */
export async function planBrat(
  { diskText, mapping }: SavedDocument,
  annotations: DocumentAnnotations,
  content: BratContent,
  annUri: Uri,
): Promise<BratPlan | undefined> {
  const existing = await readFileIfThere(annUri);
  const annText = existing ? decodeUtf8(existing) : '';
  if (annText === undefined) return undefined;
  const document: BratDocument = parseBrat(annText, diskText);
  const { extraction, models } = annotations;
  const merged = mergeSuggestions(document, {
    mentions: extraction.mentions.map((mention) => toDisk(mention, mapping.toDisk)),
    attitudes: content === 'all' ? extraction.attitudes : [],
    models: models ?? {},
  });
  return { annUri, existing, merged, unreadLines: new Set(document.problems.map(({ line }) => line)).size };
}

/** Whether the file still is as it was when the plan was made. */
export async function isUnchanged({ annUri, existing }: BratPlan): Promise<boolean> {
  return haveSameBytes(await readFileIfThere(annUri), existing);
}

/** Writes the `.ann` file; brat finds an annotation file only where a text lies beside it. */
export async function writeBrat({ annUri, merged }: BratPlan): Promise<void> {
  await writeAtomically(annUri, new TextEncoder().encode(formatBrat(merged.document)));
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
