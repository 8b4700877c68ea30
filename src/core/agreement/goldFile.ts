import type { EntityMention } from '../annotations.ts';
import { type BratDocument, type BratLine, formatBrat, parseBrat } from '../formats/brat.ts';
import { idSource } from '../formats/bratAdd.ts';
import { annotationId, type BratAnnotation, referencedIds } from '../formats/bratAnnotation.ts';
import { removeAnnotations } from '../formats/bratEdit.ts';
import { formatFragments } from '../formats/bratFragments.ts';
import { mapCodePoints } from '../formats/codePoints.ts';
import { compareSpans } from '../span.ts';

/** A relation to write between two mentions of the file. */
interface GoldRelation {
  readonly id: string;
  readonly type: string;
  readonly sourceId: string;
  readonly targetId: string;
}

/**
 * What is to change in a file: each of `removed` makes room for one of `added`, whose line takes its place and id. The
 * others of `added` keep the id that they have where it is free.
 */
interface Exchange<Item> {
  readonly removed: readonly string[];
  readonly added: readonly Item[];
}

/** A line to write, without its end. */
interface NewLine {
  readonly written: string;
  readonly annotation: BratAnnotation;
}

/**
 * Exchanges mentions, which come from a file of the same text and so are written exactly as they stand there. A new
 * one goes behind what precedes it in the text: what two people decide at different places stays apart for a merge.
 */
export function exchangeMentions(document: BratDocument, exchange: Exchange<EntityMention>): BratDocument {
  if (exchange.removed.length + exchange.added.length === 0) return document;
  const codePoints = mapCodePoints(document.text);
  const toLine = ({ type, span, fragments = [span] }: EntityMention, id: string): NewLine => ({
    written: `${id}\t${type} ${formatFragments(document.text, codePoints, fragments)}`,
    annotation: { type: 'text', id, name: type, spans: fragments },
  });
  return exchangeLines(document, 'T', exchange, toLine, (lines) => {
    const places = lines.flatMap(({ annotation }, index) =>
      annotation?.type === 'text' && annotation.spans[0] ? [{ index, span: annotation.spans[0] }] : [],
    );
    places.sort((a, b) => compareSpans(a.span, b.span));
    return ({ span }) => places.findLast((each) => compareSpans(each.span, span) <= 0)?.index;
  });
}

/** Exchanges relations; a new one goes behind the later of its ends. */
export function exchangeRelations(document: BratDocument, exchange: Exchange<GoldRelation>): BratDocument {
  if (exchange.removed.length + exchange.added.length === 0) return document;
  const toLine = ({ type, sourceId, targetId }: GoldRelation, id: string): NewLine => ({
    written: `${id}\t${type} Arg1:${sourceId} Arg2:${targetId}`,
    annotation: {
      type: 'relation',
      id,
      name: type,
      arguments: [
        { role: 'Arg1', target: sourceId },
        { role: 'Arg2', target: targetId },
      ],
    },
  });
  return exchangeLines(document, 'R', exchange, toLine, (lines) => {
    const indices = new Map(lines.map(({ reservedId }, index) => [reservedId, index]));
    return ({ sourceId, targetId }) => Math.max(indices.get(sourceId) ?? -1, indices.get(targetId) ?? -1);
  });
}

function exchangeLines<Item extends { readonly id: string }>(
  document: BratDocument,
  prefix: string,
  { removed, added }: Exchange<Item>,
  toLine: (item: Item, id: string) => NewLine,
  placesIn: (lines: readonly BratLine[]) => (item: Item) => number | undefined,
): BratDocument {
  const replaced = new Map(removed.slice(0, added.length).map((id, index) => [id, added[index]]));
  const lineEnd = document.lines[0]?.raw.endsWith('\r\n') ? '\r\n' : '\n';
  const write = (item: Item, id: string, end: string): BratLine => {
    const { written, annotation } = toLine(item, id);
    return { raw: written + end, annotation, reservedId: id };
  };
  const changed = document.lines.map((line) => {
    const item = replaced.get(line.reservedId ?? '');
    const end = /[\r\n]*$/.exec(line.raw)?.[0] ?? '';
    return item === undefined ? line : write(item, line.reservedId ?? '', end);
  });
  const rest = withoutAnnotations({ ...document, lines: changed }, removed.slice(added.length));
  const newId = idSource(rest);
  const placeOf = placesIn(rest.lines);
  const ends = endsOfBlocks(rest.lines);
  const insertions = new Map<number, BratLine[]>();
  for (const item of added.slice(removed.length)) {
    const index = ends[placeOf(item) ?? -1] ?? 0;
    insertions.set(index, [...(insertions.get(index) ?? []), write(item, newId(prefix, item.id), lineEnd)]);
  }
  const lines = rest.lines.flatMap((line, index) => {
    const isLast = index + 1 === rest.lines.length;
    const isJoined = isLast && insertions.has(index + 1) && !/[\r\n]$/.test(line.raw);
    const whole = isJoined ? { ...line, raw: line.raw + lineEnd } : line;
    return [...(insertions.get(index) ?? []), whole];
  });
  return assemble(document, [...lines, ...(insertions.get(rest.lines.length) ?? [])]);
}

/** For each line the index behind it and those that follow it up to the next mention: they belong to it. */
function endsOfBlocks(lines: readonly BratLine[]): readonly number[] {
  const ends: number[] = [];
  let end = lines.length;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    ends[index] = end;
    if (lines[index]?.annotation?.type === 'text') end = index;
  }
  return ends;
}

function withoutAnnotations(document: BratDocument, ids: readonly string[]): BratDocument {
  if (ids.length === 0) return document;
  const isIntricate = document.lines.some(
    ({ annotation }) => annotation?.type === 'event' || annotation?.type === 'equivalence',
  );
  if (isIntricate) return removeAnnotations(parseBrat(formatBrat(document), document.text), ids);
  const gone = new Set(ids);
  for (let size = -1; size !== gone.size; ) {
    size = gone.size;
    for (const { annotation } of document.lines) {
      if (!annotation || !referencedIds(annotation).some((id) => gone.has(id))) continue;
      gone.add(annotationId(annotation) ?? '');
    }
  }
  return { ...document, lines: document.lines.filter(({ reservedId }) => !gone.has(reservedId ?? '')) };
}

/** The file with these lines. Where all was well before, it still is, and nothing needs to be read again. */
function assemble(document: BratDocument, lines: readonly BratLine[]): BratDocument {
  const changed = { ...document, lines };
  return document.problems.length === 0 ? changed : parseBrat(formatBrat(changed), document.text);
}
