import type { Span } from '../span.ts';
import {
  type BratParts,
  type BratReading,
  type BratText,
  content,
  syntax,
  withoutLineEnd,
} from './bratReading.ts';

/** Reads `T1 TAB TYPE START END[;START END]* TAB TEXT` and holds it against the document, as brat does. */
export function parseTextBound(parts: BratParts, document: BratText): BratReading {
  const { id, data, tail } = parts;
  const space = data.indexOf(' ');
  const pieces = parsePieces(data.slice(space + 1));
  if (space < 0 || pieces === undefined)
    return syntax('A mention needs TYPE START END, one space between them, then a TAB and its text.');
  if (typeof pieces === 'string') return content(pieces);
  const flaw = checkPieces(pieces, document.codePoints.length);
  if (flaw !== undefined) return content(flaw);

  const spans = pieces.map(({ start, end }) => ({
    start: document.codePoints.toOffset(start),
    end: document.codePoints.toOffset(end),
  }));
  const annotation = { type: 'text', id, name: data.slice(0, space), spans } as const;
  const texts = spans.map(({ start, end }) => document.text.slice(start, end));
  const expected = texts.join(' ');
  if ((tail ?? '').trim() === '' && expected !== '') {
    return {
      annotation,
      flaw: { kind: 'content', message: `The text is missing; the document has "${shown(expected)}" there.` },
    };
  }
  if (tail === undefined)
    return { flaw: { kind: 'fatal', message: 'An empty mention needs a TAB at its end.' } };
  if (!tail.startsWith(expected)) {
    // Before version 1.3 brat wrote the pieces of a discontinuous mention without a space between them.
    const isOldStyle = texts.length > 1 && tail.length >= expected.length && tail.startsWith(texts.join(''));
    if (isOldStyle) return { annotation };
    return content(
      `The text "${shown(withoutLineEnd(tail))}" is not what the document has there: "${shown(expected)}". Offsets count code points; check whether the text was changed.`,
    );
  }
  if (!/^(\s|$)/.test(tail.slice(expected.length)))
    return content(`The text goes on after "${shown(expected)}", which is all that the offsets cover.`);
  return { annotation };
}

/** `START END;START END` in code points; a string says what is wrong where brat says it, else undefined. */
function parsePieces(written: string): Span[] | string | undefined {
  const pieces: Span[] = [];
  for (const piece of written.split(';')) {
    const [start, end, ...more] = piece.split(' ');
    if (start === undefined || end === undefined || more.length > 0) return undefined;
    if (/\s/.test(end.trimEnd()))
      return 'There is white space inside an offset; a TAB is needed before the text.';
    const span = { start: parseInteger(start), end: parseInteger(end) };
    if (Number.isNaN(span.start) || Number.isNaN(span.end)) return undefined;
    pieces.push(span);
  }
  return pieces;
}

/** Whole numbers as Python reads them. */
function parseInteger(written: string): number {
  return /^\s*[+-]?[0-9]+(?:_[0-9]+)*\s*$/.test(written) ? Number(written.replaceAll('_', '')) : Number.NaN;
}

function checkPieces(pieces: readonly Span[], length: number): string | undefined {
  for (const [index, { start, end }] of pieces.entries()) {
    if (start > end) return `The mention ends (${end}) before it starts (${start}).`;
    if (start < 0) return `The mention starts before the text (${start}).`;
    if (end > length) return `The mention ends at ${end}, but the text has ${length} code points.`;
    // Touching pieces pass in reading order only: so does brat.
    if (pieces.slice(0, index).some((earlier) => end >= earlier.start && start < earlier.end))
      return 'The pieces of the mention overlap.';
  }
  return undefined;
}

/** `text` for a message: on one line, and not longer than a reader needs to recognise it. */
function shown(text: string): string {
  const start = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  return start.replace(/\r?\n|\r/g, '⏎').replaceAll('\t', '⇥');
}
