import { type Label, labels } from '../annotations.ts';
import type { Context } from '../contexts.ts';
import type { Problem } from '../problem.ts';
import type { Linkage, Sample } from '../samples.ts';
import { type ArekitProvenance, provenanceColumns, provenanceOf } from './arekitProvenance.ts';
import { askedLabels, type GroupOf, isBinary, type TextBKind, textA, textB } from './arekitText.ts';
import { formatTable, parseTable, type RowEnd } from './delimited.ts';

/** Which AREkit a file of samples is like; they differ in columns, ids, cropping and the order of neutral pairs. */
export type ArekitLayout = 'arekit-0.22' | 'arekit-0.24';

/** One row of a file of samples, with the names of its columns; indices count terms of the row's sentence. */
export interface ArekitRow extends ArekitProvenance {
  readonly id: string;
  readonly doc_id: string;
  /** 0.22 only. 0 neutral, 1 positive, 2 negative; for binary kinds whether the label asked about is right. */
  readonly label?: number;
  /** 0.24 only, as `label`. */
  readonly label_uint?: number;
  /** 0.24 only: name of the class of the label. */
  readonly label_str?: string;
  readonly text_a: string;
  readonly text_b?: string;
  readonly s_ind: number;
  readonly t_ind: number;
  /** 0.24 only: running number of the pair. */
  readonly opinion_id?: number;
  /** 0.24 only. */
  readonly linkage_id?: number;
  readonly sent_ind: number;
  readonly entity_values: readonly string[];
  readonly entity_types: readonly string[];
  readonly entities: readonly number[];
}

/** The samples of one document. */
export interface SampledDocument {
  /** As the rows name it. */
  readonly id: string;
  readonly linkages: readonly Linkage[];
  /** Where the document has entities of its own: replaces that of the options. */
  readonly groupOf?: GroupOf;
}

export interface ArekitOptions {
  readonly layout: ArekitLayout;
  readonly textB: TextBKind;
  /** Without labels 0.24 has no columns for them, and 0.22 writes 0 everywhere. */
  readonly hasLabels: boolean;
  /** 0.24 crops sentences to so many terms. */
  readonly termsPerContext: number;
  /** AREkit 0.24 as its script runs it has none: it leaves synonyms of the ends unmarked. */
  readonly groupOf: GroupOf;
  /** Whether columns that say where each label comes from stand behind those of AREkit. */
  readonly hasProvenance?: boolean;
}

const numbers: Readonly<Record<Label, number>> = { neutral: 0, positive: 1, negative: 2 };
const classNames = ['NoLabel', 'Positive', 'Negative'];
const numericColumns = [
  'label',
  'label_uint',
  's_ind',
  't_ind',
  'opinion_id',
  'linkage_id',
  'sent_ind',
] as const;

/** The columns of a file, in order. */
export function arekitColumns(options: ArekitOptions): readonly (keyof ArekitRow)[] {
  return [...ownColumns(options), ...(options.hasProvenance ? provenanceColumns : [])];
}

function ownColumns({ layout, textB: kind, hasLabels }: ArekitOptions): (keyof ArekitRow)[] {
  const texts = kind === 'c_m' ? (['text_a'] as const) : (['text_a', 'text_b'] as const);
  const entities = ['sent_ind', 'entity_values', 'entity_types', 'entities'] as const;
  switch (layout) {
    case 'arekit-0.22':
      return ['id', 'doc_id', 'label', ...texts, 's_ind', 't_ind', ...entities];
    case 'arekit-0.24':
      return [
        'id',
        'doc_id',
        ...(hasLabels ? (['label_uint', 'label_str'] as const) : []),
        ...texts,
        's_ind',
        't_ind',
        'opinion_id',
        'linkage_id',
        ...entities,
      ];
  }
}

/** The rows of a file, documents in the order given; numbers run through the whole file. */
export function arekitRows(documents: Iterable<SampledDocument>, options: ArekitOptions): ArekitRow[] {
  const rows: ArekitRow[] = [];
  let number = 0;
  for (const { id: documentId, linkages, groupOf = options.groupOf } of documents) {
    for (const { samples } of linkages) {
      for (const [index, sample] of samples.entries()) {
        for (const asked of askedLabels(options.textB, sample.label)) {
          const numbering = { documentId, first: number, index, row: rows.length };
          rows.push(rowOf(sample, asked, numbering, { ...options, groupOf }));
        }
      }
      number += samples.length;
    }
  }
  return rows;
}

/** The text of a file: header, then rows. pandas ends rows with LF, AREkit's own writer with CR LF. */
export function formatArekit(
  rows: readonly ArekitRow[],
  options: ArekitOptions,
  rowEnd: RowEnd = '\n',
): string {
  const columns = arekitColumns(options);
  const cells = rows.map((row) => columns.map((column) => formatValue(row[column])));
  return formatTable([columns, ...cells], rowEnd);
}

/** Reads such a file, columns in any order; rows that lack a column or hold no number where one is needed are listed. */
export function parseArekit(text: string): { rows: ArekitRow[]; problems: Problem[] } {
  const [header = [], ...body] = parseTable(text);
  const rows: ArekitRow[] = [];
  const problems: Problem[] = [];
  const missing = ['id', 'doc_id', 'text_a', 's_ind', 't_ind'].filter((column) => !header.includes(column));
  if (missing.length > 0) {
    return {
      rows,
      problems: [
        { line: 1, message: `The header has no ${missing.join(', ')}; this is no file of samples.` },
      ],
    };
  }
  for (const [index, cells] of body.entries()) {
    const line = index + 2;
    const row = parseRow(header, cells);
    if (typeof row === 'string') problems.push({ line, message: `${row} The row was left out.` });
    else rows.push(row);
  }
  return { rows, problems };
}

interface Numbering {
  readonly documentId: string;
  /** Number of the first sample of the linkage. */
  readonly first: number;
  readonly index: number;
  readonly row: number;
}

function rowOf(sample: Sample, asked: Label, numbering: Numbering, options: ArekitOptions): ArekitRow {
  const { documentId: doc_id, first, index, row } = numbering;
  const { textB: kind, groupOf } = options;
  const [terms, s_ind, t_ind] = slice(sample, options);
  const mentions = terms.flatMap((term, position) =>
    typeof term === 'string' ? [] : [{ ...term, position }],
  );
  const second = textB(kind, terms, s_ind, t_ind, groupOf, asked);
  const isRight = asked === sample.label ? 1 : 0;
  const number = isBinary(kind) ? isRight : numbers[sample.label];
  const common = {
    doc_id,
    text_a: textA(terms, s_ind, t_ind, groupOf),
    ...(second === undefined ? {} : { text_b: second }),
    s_ind,
    t_ind,
    sent_ind: sample.context.sentenceIndex,
    entity_values: mentions.map(({ value }) => value.replaceAll(',', '')),
    entity_types: mentions.map(({ type }) => type.replaceAll(',', '')),
    entities: mentions.map(({ position }) => position),
    ...(options.hasProvenance ? provenanceOf(sample) : {}),
  };
  switch (options.layout) {
    case 'arekit-0.22': {
      const suffix = isBinary(kind) ? `l${labels.indexOf(asked)}_` : '';
      return { ...common, id: `o${first}_i${index}_${suffix}`, label: options.hasLabels ? number : 0 };
    }
    case 'arekit-0.24': {
      const label = options.hasLabels ? { label_uint: number, label_str: classNames[number] ?? '' } : {};
      return { ...common, id: String(row), ...label, opinion_id: first + index, linkage_id: 0 };
    }
  }
}

/** The terms of a row and the indices of the pair in them: 0.24 slides a window over the sentence until both are in. */
function slice(
  { context, source, target }: Sample,
  { layout, termsPerContext }: ArekitOptions,
): [terms: Context['terms'], sourceIndex: number, targetIndex: number] {
  const last = Math.max(source.termIndex, target.termIndex);
  const from = layout === 'arekit-0.22' ? 0 : Math.max(0, last + 1 - termsPerContext);
  const terms = layout === 'arekit-0.22' ? context.terms : context.terms.slice(from, from + termsPerContext);
  return [terms, source.termIndex - from, target.termIndex - from];
}

function formatValue(value: ArekitRow[keyof ArekitRow]): string {
  return value === undefined ? '' : String(value);
}

function parseRow(header: readonly string[], cells: readonly string[]): ArekitRow | string {
  if (cells.length !== header.length)
    return `Has ${cells.length} cells where the header has ${header.length}.`;
  const cell = new Map(header.map((column, index) => [column, cells[index] ?? '']));
  const parsed = new Map<(typeof numericColumns)[number], number>();
  for (const column of numericColumns) {
    const value = cell.get(column);
    if (value === undefined) continue;
    if (!/^\d+(\.0+)?$/.test(value)) return `"${value}" in column ${column} is no number.`;
    parsed.set(column, Number(value));
  }
  const optional = <Column extends string>(column: Column, value: number | string | undefined) =>
    value === undefined ? {} : { [column]: value };
  const entities = list(cell.get('entities')).map(Number);
  if (entities.some(Number.isNaN))
    return `"${cell.get('entities')}" in column entities is no list of numbers.`;
  return {
    id: cell.get('id') ?? '',
    doc_id: cell.get('doc_id') ?? '',
    ...optional('label', parsed.get('label')),
    ...optional('label_uint', parsed.get('label_uint')),
    ...optional('label_str', cell.get('label_str')),
    text_a: cell.get('text_a') ?? '',
    ...optional('text_b', cell.get('text_b')),
    s_ind: parsed.get('s_ind') ?? 0,
    t_ind: parsed.get('t_ind') ?? 0,
    ...optional('opinion_id', parsed.get('opinion_id')),
    ...optional('linkage_id', parsed.get('linkage_id')),
    sent_ind: parsed.get('sent_ind') ?? 0,
    entity_values: list(cell.get('entity_values')),
    entity_types: list(cell.get('entity_types')),
    entities,
  };
}

function list(value: string | undefined): string[] {
  return value === undefined || value === '' ? [] : value.split(',');
}
