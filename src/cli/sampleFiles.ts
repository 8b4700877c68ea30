import { createHash } from 'node:crypto';
import { type DocumentSplit, partNames } from '../core/documentSplit.ts';
import { type ArekitOptions, formatArekit } from '../core/formats/arekit.ts';
import { formatArekitLines } from '../core/formats/arekitLines.ts';
import { type NamedSamples, partPath, type SamplePart, sampleParts } from '../core/sampleParts.ts';
import { FileError } from './fileError.ts';
import { isSameFile, writeOutput } from './outputs.ts';
import type { Terminal } from './terminal.ts';

/** What samples are written to, and how. */
export interface SampleTarget {
  /** Absent for stdout; of several files the name that theirs are made of. */
  readonly out: string | undefined;
  readonly format: 'tsv' | 'jsonl';
  readonly rows: ArekitOptions;
  /** Seed. */
  readonly balance: number | undefined;
  readonly split: DocumentSplit | undefined;
}

/** @throws FileError when one of `paths` would be written to. */
export async function refuseToReplaceInputs(paths: readonly string[], target: SampleTarget): Promise<void> {
  const { out, split } = target;
  if (out === undefined) return;
  const outputs = split === undefined ? [out] : partNames(split).map((name) => partPath(out, name));
  for (const path of paths) {
    for (const output of outputs) {
      if (await isSameFile(path, output)) throw new FileError(`${output}: is an input; name another output`);
    }
  }
}

/**
 * Writes the samples of the documents.
 * @throws FileError when there are fewer documents than files, or a file cannot be written
 */
export async function writeSampleFiles(
  documents: readonly NamedSamples[],
  target: SampleTarget,
  terminal: Terminal,
): Promise<void> {
  const { out, rows: format, balance, split } = target;
  const parts = sampleParts(documents, { format, balance, split }, sha256);
  if (parts === undefined) {
    throw new FileError(
      `${out}: fewer documents than files, each of which needs one; give more documents, or ask for fewer files`,
    );
  }
  for (const part of parts) {
    const path = out === undefined || part.name === undefined ? out : partPath(out, part.name);
    const text = formatPart(part, target);
    if (path === undefined) await terminal.write(text);
    else await writeOutput(path, text, 'replace');
    if (terminal.isInteractive) {
      const place = part.name === undefined ? '' : `${path}: `;
      terminal.report(`${place}${part.rows.length} samples of ${part.documents} documents`);
    }
  }
}

function formatPart({ rows }: SamplePart, { out, format, rows: options }: SampleTarget): string {
  if (format === 'jsonl') return formatArekitLines(rows, options);
  const isNative = options.layout === 'arekit-0.24' && /\.csv(\.gz)?$/i.test(out ?? '');
  return formatArekit(rows, options, isNative ? '\r\n' : '\n');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
