import { balanceRows } from './balance.ts';
import { type DocumentSplit, partNames, splitDocuments } from './documentSplit.ts';
import { type ArekitOptions, type ArekitRow, arekitRows, type SampledDocument } from './formats/arekit.ts';

/** The samples of one document, and what the document is called: those of one name never go to different files. */
export interface NamedSamples extends SampledDocument {
  readonly name: string;
}

/** The rows of one file of samples. */
export interface SamplePart {
  /** `train`, `test`, `fold-1`…; absent where there is but one file. */
  readonly name?: string;
  readonly rows: readonly ArekitRow[];
  readonly documents: number;
}

export interface SamplePartOptions {
  readonly format: ArekitOptions;
  /** A seed: rows are repeated until all labels are equally frequent; of several parts only in `train`. */
  readonly balance?: number | undefined;
  readonly split?: DocumentSplit | undefined;
}

/**
 * The rows of all documents, in the order given, dealt out to the parts wanted; rows are numbered in each part anew.
 * @param digest of `splitDocuments`
 * @returns undefined when there are fewer documents than parts
 */
export function sampleParts(
  documents: readonly NamedSamples[],
  { format, balance, split }: SamplePartOptions,
  digest: (text: string) => string,
): SamplePart[] | undefined {
  const rowsOf = (members: readonly SampledDocument[], isBalanced: boolean) => {
    const rows = arekitRows(members, format);
    if (balance === undefined || !isBalanced) return rows;
    return balanceRows(rows, (row) => row.label ?? row.label_uint ?? 0, balance);
  };
  if (split === undefined) return [{ rows: rowsOf(documents, true), documents: documents.length }];
  const names = documents.map(({ name }) => name);
  const parts = splitDocuments(names, split, digest);
  if (parts === undefined) return undefined;
  return partNames(split).map((name) => {
    const members = documents.filter((document) => parts.get(document.name) === name);
    return { name, rows: rowsOf(members, name === 'train'), documents: members.length };
  });
}

/** The path of the file of a part: `samples.tsv.gz` → `samples-test.tsv.gz`. */
export function partPath(path: string, part: string): string {
  return path.replace(/((?:\.[^./\\]+)?(?:\.gz)?)$/i, (extension) => `-${part}${extension}`);
}
